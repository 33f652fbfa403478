"""Builds examples/shop, a three-tier VPC as `aws … describe-*` prints it.

    pip install 'moto[server]' boto3
    python3 examples/build-shop.py            rewrite examples/shop, then check it
    python3 examples/build-shop.py --check    only check the files that are there

The network is created through the AWS API of a moto server, which this script starts on a free port of 127.0.0.1 and
stops at the end: no account is needed and none is touched. What moto leaves out or answers otherwise than AWS is
brought to the shape of the real answer, ids are renamed in order of appearance and times are fixed, so that every run
writes the same bytes. The check is that of snapshot_check.py.
"""

import argparse
import base64
import collections
import hashlib
import json
import logging
import os
import pathlib
import re
import sys

import boto3
from botocore import xform_name
from service_model import CALLS, document_shape, fitted
from snapshot_check import check

FOLDER = pathlib.Path(__file__).resolve().parent / "shop"
FILES = {file: CALLS[file] for file in (
    "describe-vpcs.json", "describe-subnets.json", "describe-route-tables.json", "describe-network-acls.json",
    "describe-security-groups.json", "describe-internet-gateways.json", "describe-nat-gateways.json",
    "describe-addresses.json", "describe-network-interfaces.json", "describe-instances.json",
    "describe-load-balancers.json", "describe-listeners.json", "describe-rules.json", "describe-target-groups.json",
    "describe-target-health.json", "describe-db-instances.json", "describe-db-subnet-groups.json")}
ACCOUNT, REGION = "111122223333", "eu-west-1"
BUILT = "2026-03-02T08:00:00+00:00"

NAT_INTERFACE_TYPE = "nat_gateway"  # what AWS prints, though its service model lists natGateway
BALANCER_IP_OWNER = "amazon-elb"

ANYWHERE = "0.0.0.0/0"
SUBNETS = {
    "public-a": ("10.20.0.0/24", "a"), "public-b": ("10.20.1.0/24", "b"),
    "app-a": ("10.20.10.0/24", "a"), "app-b": ("10.20.11.0/24", "b"),
    "data-a": ("10.20.20.0/24", "a"), "data-b": ("10.20.21.0/24", "b"),
}
# Network ACL: inbound and outbound rules, numbered 100, 110, … in this order; all allow tcp.
ACLS = {
    "public": ([(443, 443, ANYWHERE), (1024, 65535, ANYWHERE)],
               [(443, 443, ANYWHERE), (8080, 8080, "10.20.10.0/23"), (1024, 65535, ANYWHERE)]),
    "app": ([(8080, 8080, "10.20.0.0/23"), (1024, 65535, ANYWHERE)],
            [(443, 443, ANYWHERE), (5432, 5432, "10.20.20.0/23"), (1024, 65535, "10.20.0.0/23")]),
    # The fault: replies to Linux clients need 32768-60999.
    "data": ([(5432, 5432, "10.20.10.0/23")], [(32768, 40000, "10.20.10.0/23")]),
}
# Instance: subnet, address, type, Windows, running.
INSTANCES = {
    "web-1": ("app-a", "10.20.10.4", "t3.small", False, True),
    "web-2": ("app-b", "10.20.11.4", "t3.small", False, True),
    "batch-1": ("app-a", "10.20.10.9", "t3.medium", False, False),
    "report-1": ("app-b", "10.20.11.20", "t3.large", True, True),
}
NAT_ADDRESS, NAT_PUBLIC, DATABASE_ADDRESS = "10.20.0.150", "198.51.100.24", "10.20.20.7"
BALANCER_ADDRESSES = {"10.20.0.23": "203.0.113.20", "10.20.1.41": "203.0.113.75"}  # in public-a and public-b


# --- The network, created call by call -------------------------------------------------------------------------------


def build(ec2, elb, rds, acm):
    """Creates the shop and returns moto's answers, by file name."""

    def named(name, identifier):
        ec2.create_tags(Resources=[identifier], Tags=[{"Key": "Name", "Value": name}])
        return identifier

    vpc = named("shop", ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"])
    here = [{"Name": "vpc-id", "Values": [vpc]}]
    subnets = {
        name: named(name, ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone=REGION + zone)["Subnet"]["SubnetId"])
        for name, (block, zone) in SUBNETS.items()
    }
    internet = named("shop", ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"])
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    address = named("shop-nat", ec2.allocate_address(Domain="vpc", Address=NAT_PUBLIC)["AllocationId"])
    nat = ec2.create_nat_gateway(SubnetId=subnets["public-a"], AllocationId=address)["NatGateway"]["NatGatewayId"]
    named("shop-nat", nat)

    named("main", ec2.describe_route_tables(Filters=here)["RouteTables"][0]["RouteTableId"])
    for tier, default in (("public", {"GatewayId": internet}), ("app", {"NatGatewayId": nat}), ("data", None)):
        table = named(tier, ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"])
        if default:
            ec2.create_route(RouteTableId=table, DestinationCidrBlock=ANYWHERE, **default)
        for zone in "ab":
            ec2.associate_route_table(RouteTableId=table, SubnetId=subnets[f"{tier}-{zone}"])

    default_acl = ec2.describe_network_acls(Filters=here)["NetworkAcls"][0]
    named("default", default_acl["NetworkAclId"])
    associations = {a["SubnetId"]: a["NetworkAclAssociationId"] for a in default_acl["Associations"]}
    for tier, directions in ACLS.items():
        acl = named(tier, ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"])
        for egress, rules in zip((False, True), directions):
            for index, (low, high, peer) in enumerate(rules):
                ec2.create_network_acl_entry(
                    NetworkAclId=acl, RuleNumber=100 + 10 * index, Egress=egress, RuleAction="allow", Protocol="6",
                    CidrBlock=peer, PortRange={"From": low, "To": high})
        for zone in "ab":
            association = associations[subnets[f"{tier}-{zone}"]]
            ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=acl)

    groups = {
        name: ec2.create_security_group(GroupName=name, Description=text, VpcId=vpc)["GroupId"]
        for name, text in (("front", "Load balancer"), ("web", "Web servers"), ("db", "Orders database"))
    }
    groups["default"] = ec2.describe_security_groups(
        Filters=[*here, {"Name": "group-name", "Values": ["default"]}])["SecurityGroups"][0]["GroupId"]

    def tcp(port, peer):
        source = {"UserIdGroupPairs": [{"GroupId": groups[peer]}]} if peer in groups else {"IpRanges": [{"CidrIp": peer}]}
        return [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}]

    everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": ANYWHERE}]}]
    itself = [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": groups["default"]}]}]
    ec2.revoke_security_group_egress(GroupId=groups["front"], IpPermissions=everything)
    ec2.authorize_security_group_egress(GroupId=groups["front"], IpPermissions=tcp(8080, "web"))
    inbound = {"front": tcp(443, ANYWHERE), "web": tcp(8080, "front"), "db": tcp(5432, "web"), "default": itself}
    for name, rules in inbound.items():
        ec2.authorize_security_group_ingress(GroupId=groups[name], IpPermissions=rules)

    instances = {}
    for name, (subnet, private, size, windows, running) in INSTANCES.items():
        instances[name] = ec2.run_instances(
            ImageId=ident("ami", "windows" if windows else "linux"), InstanceType=size, MinCount=1, MaxCount=1,
            SubnetId=subnets[subnet], PrivateIpAddress=private, SecurityGroupIds=[groups["web"]],
        )["Instances"][0]["InstanceId"]
        named(name, instances[name])
        if not running:
            ec2.stop_instances(InstanceIds=[instances[name]])

    certificate = acm.request_certificate(DomainName="shop.example.com")["CertificateArn"]
    front = elb.create_load_balancer(
        Name="front", Scheme="internet-facing", Subnets=[subnets["public-a"], subnets["public-b"]],
        SecurityGroups=[groups["front"]])["LoadBalancers"][0]["LoadBalancerArn"]
    targets = elb.create_target_group(
        Name="web", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="instance", HealthCheckProtocol="HTTP",
        HealthCheckPort="8080", HealthCheckPath="/health")["TargetGroups"][0]["TargetGroupArn"]
    elb.register_targets(TargetGroupArn=targets, Targets=[{"Id": instances[n], "Port": 8080} for n in ("web-1", "web-2")])
    listener = elb.create_listener(
        LoadBalancerArn=front, Protocol="HTTPS", Port=443, Certificates=[{"CertificateArn": certificate}],
        SslPolicy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        DefaultActions=[{"Type": "forward", "TargetGroupArn": targets, "Order": 1}])["Listeners"][0]["ListenerArn"]

    rds.create_db_subnet_group(
        DBSubnetGroupName="shop-data", DBSubnetGroupDescription="Data subnets of the shop",
        SubnetIds=[subnets["data-a"], subnets["data-b"]])
    rds.create_db_instance(
        DBInstanceIdentifier="orders", DBInstanceClass="db.t4g.medium", Engine="postgres", EngineVersion="17.7",
        AllocatedStorage=20, StorageType="gp3", MasterUsername="shop", MasterUserPassword="unused-here", Port=5432,
        DBSubnetGroupName="shop-data", VpcSecurityGroupIds=[groups["db"]], AvailabilityZone=REGION + "a", MultiAZ=False,
        PubliclyAccessible=False, PreferredBackupWindow="02:10-02:40", BackupRetentionPeriod=7,
        PreferredMaintenanceWindow="sun:03:30-sun:04:00")

    # AWS creates these interfaces itself, moto does not.
    node = "ELB " + front.split("loadbalancer/")[1]
    managed = [(f"public-{zone}", "front", private, node) for zone, private in zip("ab", BALANCER_ADDRESSES)]
    for subnet, group, private, text in [*managed, ("data-a", "db", DATABASE_ADDRESS, "RDSNetworkInterface")]:
        ec2.create_network_interface(
            SubnetId=subnets[subnet], PrivateIpAddress=private, Groups=[groups[group]], Description=text)

    clients = {"ec2": ec2, "elbv2": elb, "rds": rds}
    arguments = {
        "Addresses": {}, "InternetGateways": {"Filters": [{"Name": "attachment.vpc-id", "Values": [vpc]}]},
        "Listeners": {"LoadBalancerArn": front}, "Rules": {"ListenerArn": listener},
        "LoadBalancerTargetHealth": {"TargetGroupArn": targets},
    }
    answers = {}
    for file, (service, operation, key) in FILES.items():
        call = getattr(clients[service], xform_name(operation))
        answer = call(**arguments.get(key, {"Filters": here} if service == "ec2" else {}))
        answer.pop("ResponseMetadata")
        answers[file] = answer[key] if key in answer else [{"TargetGroupArn": targets, **answer}]
    return answers


# --- From moto's answers to those of AWS -----------------------------------------------------------------------------


def change(value, changes):
    """Merges `changes` into a dictionary, in depth; None removes a key."""
    for key, new in changes.items():
        if new is None:
            value.pop(key, None)
        elif isinstance(new, dict) and isinstance(value.get(key), dict):
            change(value[key], new)
        else:
            value[key] = new


def shape(answers):
    """Adds what AWS prints and moto does not, and removes what only moto prints."""
    of = {key: answers[file] for file, (_, _, key) in FILES.items()}
    zone_ids = {s["AvailabilityZone"]: s["AvailabilityZoneId"] for s in of["Subnets"]}
    open_to_internet = {"InternetGatewayBlockMode": "off"}
    change(of["Vpcs"][0], {"Ipv6CidrBlockAssociationSet": None, "BlockPublicAccessStates": open_to_internet,
                           "DhcpOptionsId": ident("dopt", "default")})
    for subnet in of["Subnets"]:
        used = sum(i["SubnetId"] == subnet["SubnetId"] for i in of["NetworkInterfaces"])
        change(subnet, {"MapCustomerOwnedIpOnLaunch": False, "EnableDns64": False,
                        "BlockPublicAccessStates": open_to_internet, "AvailableIpAddressCount": 251 - used})
    for acl in of["NetworkAcls"]:
        if not acl["IsDefault"]:
            acl["Entries"] += [
                {"CidrBlock": ANYWHERE, "Egress": egress, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767}
                for egress in (True, False)]
        # AWS promises no order, and a reader must not count on one.
        name = acl["Tags"][0]["Value"]
        acl["Entries"].sort(key=lambda e: digest(f"mix {name} {e['RuleNumber']} {e['Egress']}"))
    for group in of["SecurityGroups"]:
        change(group, {"Tags": None})
    nat = of["NatGateways"][0]
    change(nat, {"ConnectivityType": "public", "AvailabilityMode": "zonal", "AttachedAppliances": []})
    change(nat["NatGatewayAddresses"][0], {"PrivateIp": NAT_ADDRESS, "IsPrimary": True, "Status": "succeeded"})
    change(of["Addresses"][0], {"InstanceId": None, "PrivateIpAddress": NAT_ADDRESS, "PublicIpv4Pool": "amazon",
                                "NetworkBorderGroup": REGION})

    for interface in of["NetworkInterfaces"]:
        shape_interface(interface, nat, zone_ids)
    for reservation in of["Reservations"]:
        for instance in reservation["Instances"]:
            shape_instance(instance, of["NetworkInterfaces"], zone_ids)
    shape_balancer(of)
    shape_database(of)


def shape_interface(interface, nat, zone_ids):
    private = interface["PrivateIpAddress"]
    owner = {"ELB": "amazon-elb", "RDS": "amazon-rds"}.get(interface["Description"][:3])
    if "Attachment" in interface:
        change(interface, {"Attachment": {"DeleteOnTermination": True}, "Description": "", "RequesterId": None})
    elif owner:
        attachment = {"AttachTime": BUILT, "AttachmentId": ident("eni-attach", private), "DeleteOnTermination": False,
                      "DeviceIndex": 1, "NetworkCardIndex": 0, "InstanceOwnerId": owner, "Status": "attached"}
        public = {"IpOwnerId": BALANCER_IP_OWNER, "PublicDnsName": "", "PublicIp": BALANCER_ADDRESSES.get(private)}
        change(interface, {"Attachment": attachment, "RequesterId": owner, "RequesterManaged": True, "Status": "in-use",
                           "Association": public if owner == "amazon-elb" else None})
    else:
        private = NAT_ADDRESS
        attachment = {"AttachmentId": ident("ela-attach", private), "DeleteOnTermination": False, "DeviceIndex": 1,
                      "InstanceOwnerId": "amazon-aws", "Status": "attached"}
        change(interface, {"Attachment": attachment, "RequesterId": "444455556666", "RequesterManaged": True,
                           "Status": "in-use", "InterfaceType": NAT_INTERFACE_TYPE, "SourceDestCheck": False, "Groups": [],
                           "Description": f"Interface for NAT Gateway {nat['NatGatewayId']}",
                           "PrivateIpAddress": private, "Association": {"PublicDnsName": ""}})
    address = {"Primary": True, "PrivateIpAddress": private}
    if "Association" in interface:
        address["Association"] = dict(interface["Association"])
    mac = digest(f"mac {private}")
    change(interface, {"PrivateIpAddresses": [address], "Operator": {"Managed": False},
                       "MacAddress": ":".join(["0a", *(mac[i : i + 2] for i in range(0, 10, 2))]),
                       "AvailabilityZoneId": zone_ids[interface["AvailabilityZone"]]})


def shape_instance(instance, interfaces, zone_ids):
    _, private, _, windows, running = INSTANCES[instance["Tags"][0]["Value"]]
    model = document_shape("describe-instances.json")
    for key in ("Reservations", "Instances", "NetworkInterfaces"):
        model = model.members[key].member
    own = [i for i in interfaces if i.get("Attachment", {}).get("InstanceId") == instance["InstanceId"]]
    device = "/dev/sda1" if windows else "/dev/xvda"
    change(instance["BlockDeviceMappings"][0], {"DeviceName": device, "Ebs": {"EbsCardIndex": 0}})
    change(instance, {
        "EnaSupport": True, "RootDeviceName": device, "SriovNetSupport": None, "KernelId": None,
        "NetworkInterfaces": [fitted(model, i, strict=False) for i in own], "VirtualizationType": "hvm", "PublicDnsName": "",
        "CpuOptions": {"CoreCount": 1, "ThreadsPerCore": 2},
        "CapacityReservationSpecification": {"CapacityReservationPreference": "open"},
        "HibernationOptions": {"Configured": False}, "EnclaveOptions": {"Enabled": False},
        "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 2},
        "Platform": "windows" if windows else None, "PlatformDetails": "Windows" if windows else "Linux/UNIX",
        "BootMode": None if windows else "uefi-preferred", "CurrentInstanceBootMode": "legacy-bios" if windows else "uefi",
        "UsageOperation": "RunInstances:0002" if windows else "RunInstances", "UsageOperationUpdateTime": BUILT,
        "PrivateDnsName": f"ip-{private.replace('.', '-')}.{REGION}.compute.internal",
        "PrivateDnsNameOptions": {"HostnameType": "ip-name", "EnableResourceNameDnsARecord": False,
                                  "EnableResourceNameDnsAAAARecord": False},
        "MaintenanceOptions": {"AutoRecovery": "default", "RebootMigration": "default"},
        "NetworkPerformanceOptions": {"BandwidthWeighting": "default"},
        "Operator": {"Managed": False, "HiddenByDefault": False}, "SecondaryInterfaces": [],
        "Placement": {"AvailabilityZoneId": zone_ids[instance["Placement"]["AvailabilityZone"]]},
        "StateReason": None if running else instance["StateReason"],
        "StateTransitionReason": "" if running else "User initiated (2026-03-06 18:30:12 GMT)",
    })


def shape_balancer(of):
    targets = of["TargetGroups"][0]["TargetGroupArn"]
    forward = {"TargetGroups": [{"TargetGroupArn": targets, "Weight": 1}], "TargetGroupStickinessConfig": {"Enabled": False}}
    balancer, listener, rule = of["LoadBalancers"][0], of["Listeners"][0], of["Rules"][0]
    change(balancer, {"DNSName": "front-1394730862.eu-west-1.elb.amazonaws.com", "CanonicalHostedZoneId": "Z32O12XQLNTSW2",
                      "CreatedTime": "2026-03-02T08:00:16.950000+00:00", "EnablePrefixForIpv6SourceNat": "off"})
    for zone in balancer["AvailabilityZones"]:
        change(zone, {"LoadBalancerAddresses": []})
    change(listener, {"AlpnPolicy": None, "MutualAuthentication": {"Mode": "off"}})
    change(rule, {"Transforms": []})
    for action in (listener["DefaultActions"][0], rule["Actions"][0]):
        change(action, {"ForwardConfig": forward})
    for target in of["LoadBalancerTargetHealth"][0]["TargetHealthDescriptions"]:
        change(target, {"TargetHealth": {"State": "healthy"}, "AdministrativeOverride": {
            "State": "no_override", "Reason": "AdministrativeOverride.NoOverride",
            "Description": "No override is currently active on target"}})


def shape_database(of):
    for group in [of["DBSubnetGroups"][0], of["DBInstances"][0]["DBSubnetGroup"]]:
        for subnet in group["Subnets"]:
            change(subnet, {"SubnetOutpost": {}})
    change(of["DBSubnetGroups"][0], {"SupportedNetworkTypes": ["IPV4"]})
    change(of["DBInstances"][0], {
        "DBSubnetGroup": {"DBSubnetGroupArn": None}, "EnabledCloudwatchLogsExports": None, "DbInstancePort": 0,
        "Endpoint": {"Address": "orders.c9akciq32rgt.eu-west-1.rds.amazonaws.com", "HostedZoneId": "Z29XKXDKYMONMX"},
        "InstanceCreateTime": "2026-03-02T08:00:41.236000+00:00", "LatestRestorableTime": "2026-03-09T07:55:03+00:00",
        "UpgradeRolloutOrder": "second", "PendingModifiedValues": {}, "LicenseModel": "postgresql-license", "Iops": 3000,
        "StorageThroughput": 125, "StorageEncryptionType": "sse-rds", "CACertificateIdentifier": "rds-ca-rsa2048-g1",
        "OptionGroupMemberships": [{"OptionGroupName": "default:postgres-17", "Status": "in-sync"}],
        "MonitoringInterval": 0, "DatabaseInsightsMode": "standard", "PerformanceInsightsEnabled": False,
        "CustomerOwnedIpEnabled": False, "NetworkType": "IPV4", "ActivityStreamStatus": "stopped", "BackupTarget": "region",
        "CertificateDetails": {"CAIdentifier": "rds-ca-rsa2048-g1", "ValidTill": "2027-03-02T07:58:49+00:00"},
        "DedicatedLogVolume": False, "IsStorageConfigUpgradeAvailable": False,
        "EngineLifecycleSupport": "open-source-rds-extended-support-disabled",
    })


# --- Ids and files ---------------------------------------------------------------------------------------------------

RANDOM = re.compile(
    r"\b(?:(?P<named>[a-z]+(?:-[a-z]+)*)-[0-9a-f]{17}"
    r"|(?P<arn>(?<=/)(?:[0-9a-f]{16}|[0-9]{12,}))"
    r"|(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?P<database>(?<=db-)[A-Z0-9]{26}))\b")


def digest(text):
    return hashlib.sha256(f"shop {text}".encode()).hexdigest()


def ident(kind, name):
    return f"{kind}-0{digest(f'{kind} {name}')[:16]}"


def write(answers):
    """Writes a file for each call, keys in the order of the service model, as the AWS CLI prints them."""
    names, counts = {}, collections.Counter()

    def lasting(match):
        """Instead of a random id, one that follows from its kind and its order of appearance."""
        if match[0] not in names:
            kind = match["named"] or match.lastgroup
            counts[kind] += 1
            sixty_four = digest(f"{kind} {counts[kind]}")
            names[match[0]] = {
                "arn": sixty_four[:16],
                "uuid": "-".join(re.match("(.{8})(.{4})(.{4})(.{4})(.{12})", sixty_four).groups()),
                "database": base64.b32encode(bytes.fromhex(sixty_four)).decode()[:26],
            }.get(kind) or ident(kind, counts[kind])
        return names[match[0]]

    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for file, (_, _, key) in FILES.items():
        document = fitted(document_shape(file), {key: answers[file]})
        text = json.dumps(document, indent=4, default=lambda time: BUILT)
        (FOLDER / file).write_text(RANDOM.sub(lasting, text) + "\n")


# --- The command -----------------------------------------------------------------------------------------------------


def rebuild():
    from moto.server import ThreadedMotoServer

    os.environ["MOTO_ACCOUNT_ID"] = ACCOUNT
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        session = boto3.Session(aws_access_key_id="none", aws_secret_access_key="none", region_name=REGION)
        clients = [session.client(name, endpoint_url=f"http://{host}:{port}") for name in ("ec2", "elbv2", "rds", "acm")]
        answers = build(*clients)
    finally:
        server.stop()
    shape(answers)
    write(answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only check the files in examples/shop")
    if not parser.parse_args().check:
        rebuild()
    found = check(FOLDER, FILES)
    print("\n".join(found) if found else f"{len(FILES)} files, all as the service model has them")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
