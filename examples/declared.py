"""Networks declared in Python, as `aws … describe-*` prints them.

A Place is an account in a Region; its methods and those of its VPCs add what the account describes there. Ids follow from
kind and name, so that one may be named before it is there, and from another account. Used by build-hub.py and build-dual.py.
"""

import argparse
import collections
import hashlib
import ipaddress
import json
import sys

from service_model import CALLS, document_shape, fitted
from snapshot_check import check

BUILT = "2026-03-02T08:00:00+00:00"
ZONE_IDS = {"a": "euw1-az3", "b": "euw1-az1"}
ANYWHERE, ANYWHERE_IPV6 = "0.0.0.0/0", "::/0"
EVERYTHING = (None, None)
EPHEMERAL = (1024, 65535)
NAT_ACCOUNT, TRANSIT_ACCOUNT = "444455556677", "444455556688"  # Amazon's own, which ask for interfaces
TARGETS = {"igw": "GatewayId", "nat": "NatGatewayId", "tgw": "TransitGatewayId", "eigw": "EgressOnlyInternetGatewayId"}


def tags(name):
    return [{"Key": "Name", "Value": name}]


def by_family(block, ipv4, ipv6):
    """The key for a block of its family, with the block."""
    return {ipv6 if ":" in block else ipv4: block}


class Place:
    """An account in a Region: the lists that its describe calls answer, by their keys."""

    def __init__(self, example, account, region):
        self.example, self.account, self.region = example, account, region
        self.lists = collections.defaultdict(list)
        self.lists["InternetGateways"] = []

    def digest(self, text):
        return hashlib.sha256(f"{self.example} {text}".encode()).hexdigest()

    def ident(self, kind, name):
        return f"{kind}-0{self.digest(f'{kind} {name}')[:16]}"

    def arn(self, path):
        return f"arn:aws:ec2:{self.region}:{self.account}:{path}"

    def elastic_ip(self, name, public, interface, private, instance=None):
        """Describes the Elastic IP of an interface and returns its part in the interface's description."""
        allocation, association = self.ident("eipalloc", name), self.ident("eipassoc", name)
        self.lists["Addresses"].append({
            "AllocationId": allocation, "AssociationId": association, "Domain": "vpc", "NetworkInterfaceId": interface,
            "NetworkInterfaceOwnerId": self.account, "PrivateIpAddress": private, "Tags": tags(name),
            "PublicIpv4Pool": "amazon", "NetworkBorderGroup": self.region, "PublicIp": public,
            **({"InstanceId": instance} if instance else {})})
        return {"AllocationId": allocation, "AssociationId": association, "IpOwnerId": self.account, "PublicDnsName": "",
                "PublicIp": public}

    def documents(self):
        """What each call prints, by file, with keys in the order of the service model."""
        return {file: fitted(document_shape(file), {key: self.lists[key]})
                for file, (_, _, key) in CALLS.items() if key in self.lists}


class Vpc:
    """A VPC of a Place, with the route table, the network ACL and the security group that AWS creates along with it."""

    def __init__(self, place, name, block, ipv6=None):
        self.place, self.name, self.blocks = place, name, [block, ipv6] if ipv6 else [block]
        self.id = place.ident("vpc", name)
        self.subnets = {}
        associated = {"State": "associated"}
        place.lists["Vpcs"].append({
            "OwnerId": place.account, "InstanceTenancy": "default", "IsDefault": False, "Tags": tags(name),
            "CidrBlockAssociationSet": [{"AssociationId": place.ident("vpc-cidr-assoc", f"{name} {block}"),
                                         "CidrBlock": block, "CidrBlockState": associated}],
            **({"Ipv6CidrBlockAssociationSet": [{
                "AssociationId": place.ident("vpc-cidr-assoc", f"{name} {ipv6}"), "Ipv6CidrBlock": ipv6,
                "Ipv6CidrBlockState": associated, "NetworkBorderGroup": place.region, "Ipv6Pool": "Amazon",
                "Ipv6AddressAttribute": "public", "IpSource": "amazon"}]} if ipv6 else {}),
            "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}, "VpcId": self.id, "State": "available",
            "CidrBlock": block, "DhcpOptionsId": place.ident("dopt", place.account)})
        self.route_table(f"{name}-main", {}, [], main=True)
        self.network_acl(f"{name}-default", [], [], [], default=True)
        self.security_group("default", "default VPC security group", [(*EVERYTHING, "default")])

    def ident(self, kind, name):
        """The id of what bears its name in this VPC only."""
        return self.place.ident(kind, f"{self.name}/{name}")

    def _own(self, name):
        return {"Tags": tags(name), "VpcId": self.id, "OwnerId": self.place.account}

    def subnet(self, name, zone, block, ipv6=None):
        subnet = self.ident("subnet", name)
        self.subnets[name] = {
            "AvailabilityZoneId": ZONE_IDS[zone], "MapCustomerOwnedIpOnLaunch": False, **self._own(name),
            "AssignIpv6AddressOnCreation": ipv6 is not None,
            "Ipv6CidrBlockAssociationSet": [{
                "AssociationId": self.ident("subnet-cidr-assoc", f"{name} {ipv6}"), "Ipv6CidrBlock": ipv6,
                "Ipv6CidrBlockState": {"State": "associated"}, "Ipv6AddressAttribute": "public",
                "IpSource": "amazon"}] if ipv6 else [],
            "SubnetArn": self.place.arn(f"subnet/{subnet}"), "EnableDns64": False, "Ipv6Native": False,
            "PrivateDnsNameOptionsOnLaunch": {"HostnameType": "ip-name", "EnableResourceNameDnsARecord": False,
                                              "EnableResourceNameDnsAAAARecord": False},
            "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}, "SubnetId": subnet, "State": "available",
            "CidrBlock": block, "AvailableIpAddressCount": ipaddress.ip_network(block).num_addresses - 5,
            "AvailabilityZone": self.place.region + zone, "DefaultForAz": False, "MapPublicIpOnLaunch": False}
        self.place.lists["Subnets"].append(self.subnets[name])

    def route_table(self, name, routes, subnets, main=False):
        """`routes`: destination to the kind and the name of the target."""
        table = self.place.ident("rtb", name)

        def route(block, target, origin):
            return {**by_family(block, "DestinationCidrBlock", "DestinationIpv6CidrBlock"), **target, "Origin": origin,
                    "State": "active"}

        def association(subnet):
            return {"Main": main, "RouteTableAssociationId": self.ident("rtbassoc", subnet or "main"),
                    "RouteTableId": table, **({"SubnetId": self.ident("subnet", subnet)} if subnet else {}),
                    "AssociationState": {"State": "associated"}}

        self.place.lists["RouteTables"].append({
            "Associations": [association(subnet) for subnet in ([None] if main else subnets)], "RouteTableId": table,
            "Routes": [route(block, {"GatewayId": "local"}, "CreateRouteTable") for block in self.blocks]
            + [route(block, {TARGETS[kind]: self.place.ident(kind, target)}, "CreateRoute")
               for block, (kind, target) in routes.items()],
            **self._own(name)})

    def network_acl(self, name, inbound, outbound, subnets, default=False):
        """Rules are numbered 100, 110, … and allow: first and last TCP port, or EVERYTHING, and the peers' block."""
        acl = self.place.ident("acl", name)

        def entry(egress, number, action, low, high, peer):
            ports = {"Protocol": "-1"} if low is None else {"Protocol": "6", "PortRange": {"From": low, "To": high}}
            return {**by_family(peer, "CidrBlock", "Ipv6CidrBlock"), "Egress": egress, **ports, "RuleAction": action,
                    "RuleNumber": number}

        everyone = [ANYWHERE, ANYWHERE_IPV6][: len(self.blocks)]
        entries = []
        for egress, rules in ((True, outbound), (False, inbound)):
            entries += [entry(egress, 100 + 10 * index, "allow", *rule) for index, rule in enumerate(rules)]
            if default:
                entries += [entry(egress, 100 + index, "allow", *EVERYTHING, peer) for index, peer in enumerate(everyone)]
            entries += [entry(egress, 32767 + index, "deny", *EVERYTHING, peer) for index, peer in enumerate(everyone)]
        self.place.lists["NetworkAcls"].append({
            "Associations": [{"NetworkAclAssociationId": self.ident("aclassoc", subnet), "NetworkAclId": acl,
                              "SubnetId": self.ident("subnet", subnet)} for subnet in subnets],
            "Entries": entries, "IsDefault": default, "NetworkAclId": acl, **self._own(name)})

    def security_group(self, name, description, inbound, outbound=None):
        """Rules: first and last TCP port, or EVERYTHING, and a block or another group's name; outbound all, if not given."""

        def permission(low, high, *peers):
            ports = {"IpProtocol": "-1"} if low is None else {"IpProtocol": "tcp", "FromPort": low, "ToPort": high}
            blocks = [by_family(peer, "CidrIp", "CidrIpv6") for peer in peers if "/" in peer]
            return {**ports, "PrefixListIds": [],
                    "UserIdGroupPairs": [{"UserId": self.place.account, "GroupId": self.ident("sg", peer)}
                                         for peer in peers if "/" not in peer],
                    "IpRanges": [block for block in blocks if "CidrIp" in block],
                    "Ipv6Ranges": [block for block in blocks if "CidrIpv6" in block]}

        group = self.ident("sg", name)
        everyone = [ANYWHERE, ANYWHERE_IPV6][: len(self.blocks)]
        outbound = [(*EVERYTHING, *everyone)] if outbound is None else outbound
        self.place.lists["SecurityGroups"].append({
            "GroupId": group, "IpPermissionsEgress": [permission(*rule) for rule in outbound],
            "SecurityGroupArn": self.place.arn(f"security-group/{group}"), "GroupName": name, "Description": description,
            "IpPermissions": [permission(*rule) for rule in inbound], **self._own(name)})

    def internet_gateway(self, name):
        self.place.lists["InternetGateways"].append({
            "Attachments": [{"State": "available", "VpcId": self.id}], "InternetGatewayId": self.place.ident("igw", name),
            "OwnerId": self.place.account, "Tags": tags(name)})

    def egress_only_internet_gateway(self, name):
        self.place.lists["EgressOnlyInternetGateways"].append({
            "Attachments": [{"State": "attached", "VpcId": self.id}], "Tags": tags(name),
            "EgressOnlyInternetGatewayId": self.place.ident("eigw", name)})

    def _interface(self, subnet, address, attachment, **more):
        """An interface, as DescribeNetworkInterfaces has it, with what all have alike."""
        subnet = self.subnets[subnet]
        subnet["AvailableIpAddressCount"] -= 1
        association = {"Association": more["Association"]} if "Association" in more else {}
        mac = self.place.digest(f"mac {address}")
        interface = {
            "Attachment": {"DeleteOnTermination": False, "DeviceIndex": 1, "Status": "attached", **attachment},
            "AvailabilityZone": subnet["AvailabilityZone"], "Description": "", "Groups": [], "Ipv6Addresses": [],
            "MacAddress": ":".join(["0a", *(mac[i : i + 2] for i in range(0, 10, 2))]),
            "NetworkInterfaceId": self.place.ident("eni", address), "OwnerId": self.place.account,
            "PrivateIpAddress": address,
            "PrivateIpAddresses": [{**association, "Primary": True, "PrivateIpAddress": address}],
            "RequesterManaged": True, "SourceDestCheck": False, "Status": "in-use", "SubnetId": subnet["SubnetId"],
            "TagSet": [], "VpcId": self.id, "Operator": {"Managed": False},
            "AvailabilityZoneId": subnet["AvailabilityZoneId"], **more}
        self.place.lists["NetworkInterfaces"].append(interface)
        return interface

    def _managed_interface(self, subnet, address, kind, owner, description, **more):
        """An interface that a gateway has in a subnet."""
        attachment = {"AttachmentId": self.place.ident("ela-attach", address), "InstanceOwnerId": "amazon-aws"}
        return self._interface(subnet, address, attachment, InterfaceType=kind, RequesterId=owner, Description=description,
                               **more)

    def nat_gateway(self, name, subnet, address, public):
        gateway, interface = self.place.ident("nat", name), self.place.ident("eni", address)
        elastic = self.place.elastic_ip(name, public, interface, address)
        self._managed_interface(subnet, address, "nat_gateway", NAT_ACCOUNT, f"Interface for NAT Gateway {gateway}",
                                Association=elastic)
        self.place.lists["NatGateways"].append({
            "CreateTime": BUILT, "NatGatewayId": gateway, "State": "available", "SubnetId": self.ident("subnet", subnet),
            "NatGatewayAddresses": [{
                "AllocationId": elastic["AllocationId"], "NetworkInterfaceId": interface, "PrivateIp": address,
                "PublicIp": public, "AssociationId": elastic["AssociationId"], "IsPrimary": True, "Status": "succeeded"}],
            "VpcId": self.id, "Tags": tags(name), "ConnectivityType": "public", "AvailabilityMode": "zonal",
            "AttachedAppliances": []})

    def transit_gateway_interface(self, subnet, address, attachment):
        self._managed_interface(subnet, address, "transit_gateway", TRANSIT_ACCOUNT,
                                f"Network Interface for Transit Gateway Attachment {attachment}")

    def instance(self, name, subnet, address, group, ipv6=None, public=None):
        place, instance = self.place, self.place.ident("i", name)
        attachment = {"AttachTime": BUILT, "AttachmentId": place.ident("eni-attach", address), "DeleteOnTermination": True,
                      "DeviceIndex": 0, "NetworkCardIndex": 0, "InstanceId": instance, "InstanceOwnerId": place.account}
        more = {}
        if ipv6:
            more["Ipv6Addresses"] = [{"Ipv6Address": ipv6, "IsPrimaryIpv6": False}]
        if public:
            more["Association"] = place.elastic_ip(name, public, place.ident("eni", address), address, instance)
        interface = self._interface(
            subnet, address, attachment, InterfaceType="interface", RequesterManaged=False, SourceDestCheck=True,
            Groups=[{"GroupId": self.ident("sg", group), "GroupName": group}], **more,
            **({"Ipv6Address": ipv6} if ipv6 else {}))
        reservation = {
            "ReservationId": place.ident("r", name), "OwnerId": place.account, "Groups": [],
            "Instances": [self._instance(name, instance, interface, ipv6, public)]}
        place.lists["Reservations"].append(reservation)

    def _instance(self, name, instance, interface, ipv6, public):
        """What DescribeInstances tells of an instance, and less than elsewhere of its interface."""
        place, address = self.place, interface["PrivateIpAddress"]
        shape = document_shape("describe-instances.json")
        for key in ("Reservations", "Instances", "NetworkInterfaces"):
            shape = shape.members[key].member
        token = place.digest(f"token {name}")
        names = {"HostnameType": "ip-name", "EnableResourceNameDnsARecord": False, "EnableResourceNameDnsAAAARecord": False}
        return {
            "Architecture": "x86_64", "ClientToken": "-".join(token[i:j] for i, j in
                                                              ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))),
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
                "AttachTime": BUILT, "DeleteOnTermination": True, "Status": "attached",
                "VolumeId": place.ident("vol", name), "EbsCardIndex": 0}}],
            "EbsOptimized": False, "EnaSupport": True, "Hypervisor": "xen",
            "NetworkInterfaces": [fitted(shape, interface, strict=False)],
            "RootDeviceName": "/dev/xvda", "RootDeviceType": "ebs", "SecurityGroups": interface["Groups"],
            "SourceDestCheck": True, "Tags": tags(name), "VirtualizationType": "hvm",
            "CpuOptions": {"CoreCount": 1, "ThreadsPerCore": 2},
            "CapacityReservationSpecification": {"CapacityReservationPreference": "open"},
            "HibernationOptions": {"Configured": False}, "EnclaveOptions": {"Enabled": False},
            "MetadataOptions": {"State": "applied", "HttpTokens": "required", "HttpPutResponseHopLimit": 2,
                                "HttpEndpoint": "enabled", "HttpProtocolIpv6": "disabled",
                                "InstanceMetadataTags": "disabled"},
            "BootMode": "uefi-preferred", "PlatformDetails": "Linux/UNIX", "UsageOperation": "RunInstances",
            "UsageOperationUpdateTime": BUILT, "PrivateDnsNameOptions": names, **({"Ipv6Address": ipv6} if ipv6 else {}),
            "MaintenanceOptions": {"AutoRecovery": "default", "RebootMigration": "default"},
            "CurrentInstanceBootMode": "uefi", "NetworkPerformanceOptions": {"BandwidthWeighting": "default"},
            "Operator": {"Managed": False, "HiddenByDefault": False}, "SecondaryInterfaces": [], "InstanceId": instance,
            "ImageId": place.ident("ami", "linux"), "State": {"Code": 16, "Name": "running"},
            "PrivateDnsName": f"ip-{address.replace('.', '-')}.{place.region}.compute.internal", "PublicDnsName": "",
            "StateTransitionReason": "", "AmiLaunchIndex": 0, "ProductCodes": [], "InstanceType": "t3.small",
            "LaunchTime": BUILT, "Monitoring": {"State": "disabled"}, "SubnetId": interface["SubnetId"],
            "Placement": {"AvailabilityZoneId": interface["AvailabilityZoneId"], "GroupName": "", "Tenancy": "default",
                          "AvailabilityZone": interface["AvailabilityZone"]},
            "VpcId": self.id, "PrivateIpAddress": address, **({"PublicIpAddress": public} if public else {})}


def main(description, folder, places):
    """The command of a builder. `places`: the Place of each folder within `folder`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help=f"only check the files in examples/{folder.name}")
    documents = {str(within / file): document
                 for within, place in places.items() for file, document in place.documents().items()}
    if not parser.parse_args().check:
        for old in folder.rglob("*.json"):
            old.unlink()
        for file, document in documents.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(json.dumps(document, indent=4) + "\n")
    found = check(folder, documents)
    print("\n".join(found) if found else f"{len(documents)} files, all as the service model has them")
    sys.exit(1 if found else 0)
