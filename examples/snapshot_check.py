"""Holds a folder of `aws … describe-*` files against the service model in botocore, and against itself.

Every key must be known to the model and stand in its order (in which the AWS CLI prints), every value must be of the
right type, every reference from one file to another must lead somewhere, and two files that describe one thing must
agree on it. Used by the builders.
"""

import collections
import ipaddress
import json
import pathlib
import re

from service_model import CALLS, document_shape, misfits

ID = re.compile(r"\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{17}\b")
ACCOUNT = re.compile(r"\d{12}")


def check(folder, files):
    """Everything wrong with the files of a folder, which are to be just these; nothing when all is well."""
    odd = {str(path.relative_to(folder)) for path in folder.rglob("*.json")} ^ set(files)
    if odd:
        return [f"{file}: missing or not expected" for file in sorted(odd)]
    documents = {file: json.loads((folder / file).read_text()) for file in files}
    found = [fault for file in files for fault in misfits(document_shape(pathlib.Path(file).name), documents[file], file)]
    if found:
        return found
    of = collections.defaultdict(list)
    for file, document in documents.items():
        _, _, key = CALLS[pathlib.Path(file).name]
        of[key] += document[key]
    return list(strangers(documents)) or list(dangling(of)) or list(disagreements(of))


def strangers(documents):
    """What is described in the folder of an account that does not own it, and was not shared with it."""
    for file, document in documents.items():
        accounts = [part for part in pathlib.Path(file).parts if ACCOUNT.fullmatch(part)]
        for key in document.keys() - SHARED.keys():
            for item in document[key]:
                if accounts and item.get("OwnerId", accounts[0]) != accounts[0]:
                    yield f"{file}: describes what {item['OwnerId']} owns"


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def instances(of):
    return [instance for reservation in of["Reservations"] for instance in reservation["Instances"]]


def dangling(of):
    """References to what no file describes: ids within any text, and ARNs of load balancers and their parts."""
    identity = {
        "Vpcs": "VpcId", "Subnets": "SubnetId", "RouteTables": "RouteTableId", "NetworkAcls": "NetworkAclId",
        "SecurityGroups": "GroupId", "InternetGateways": "InternetGatewayId", "NatGateways": "NatGatewayId",
        "Addresses": "AllocationId", "NetworkInterfaces": "NetworkInterfaceId", "LoadBalancers": "LoadBalancerArn",
        "TargetGroups": "TargetGroupArn", "Listeners": "ListenerArn", "Rules": "RuleArn",
        "EgressOnlyInternetGateways": "EgressOnlyInternetGatewayId", "VpnConnections": "VpnConnectionId",
        "TransitGateways": "TransitGatewayId", "TransitGatewayAttachments": "TransitGatewayAttachmentId",
        "TransitGatewayRouteTables": "TransitGatewayRouteTableId"}
    accounts = {vpc["OwnerId"] for vpc in of["Vpcs"]}
    known = {item[field] for key, field in identity.items() for item in of[key]}
    known |= {address["AssociationId"] for address in of["Addresses"]}
    known |= {interface["Attachment"]["AttachmentId"] for interface in of["NetworkInterfaces"]}
    known |= {instance["InstanceId"] for instance in instances(of)}
    described = {match[1] for match in map(ID.fullmatch, known) if match}
    for key, items in of.items():
        for text in strings(items):
            for match in ID.finditer(text):
                if match[1] in described and match[0] not in known:
                    yield f"{key}: {match[0]} is in no file"
            if text.startswith("arn:aws:elasticloadbalancing:") and text not in known:
                yield f"{key}: {text} is in no file"
            if text.startswith("arn:") and text.split(":")[4] not in accounts:
                yield f"{key}: {text} is of another account"


def disagreements(of):
    """What two files, or two places in one, say differently."""
    for what, left, right in facts_told_twice(of):
        if left != right:
            yield f"{what}: {left!r} here, {right!r} there"


def facts_told_twice(of):
    for facts in (subnet_facts, interface_facts, instance_facts, gateway_facts, transit_gateway_facts, balancer_facts,
                  database_facts):
        yield from facts(of)


def by(field, items):
    return {item[field]: item for item in items}


def as_told(value, like):
    """Of a value, what another description that may tell less tells."""
    if isinstance(value, dict) and isinstance(like, dict):
        return {key: as_told(value.get(key), inner) for key, inner in like.items()}
    if isinstance(value, list) and isinstance(like, list) and len(value) == len(like):
        return [as_told(one, other) for one, other in zip(value, like)]
    return value


def within(inner, outer):
    inner, outer = ipaddress.ip_network(inner), ipaddress.ip_network(outer)
    return inner.version == outer.version and inner.subnet_of(outer)


def blocks(item):
    """The IPv4 and IPv6 blocks of a VPC or subnet."""
    parts = item.get("CidrBlockAssociationSet", [item]) + item.get("Ipv6CidrBlockAssociationSet", [])
    return [part.get("CidrBlock") or part["Ipv6CidrBlock"] for part in parts]


def subnet_facts(of):
    vpcs, subnets = by("VpcId", of["Vpcs"]), by("SubnetId", of["Subnets"])
    for key, field in (("NetworkAcls", "NetworkAclId"), ("RouteTables", "RouteTableId")):
        associations = [(item, entry) for item in of[key] for entry in item["Associations"]]
        for item, entry in associations:
            yield f"{key} association", entry[field], item[field]
            if "SubnetId" in entry:
                yield f"{key} association VPC", item["VpcId"], subnets[entry["SubnetId"]]["VpcId"]
        named = sorted(entry["SubnetId"] for _, entry in associations if "SubnetId" in entry)
        yield f"subnets in {key}", named, sorted(subnets)

    for name, vpc in vpcs.items():
        yield f"{name} block", vpc["CidrBlock"], blocks(vpc)[0]
    for table in of["RouteTables"]:
        local = [route for route in table["Routes"] if route.get("GatewayId") == "local"]
        told = [route.get("DestinationCidrBlock") or route["DestinationIpv6CidrBlock"] for route in local]
        yield f"{table['RouteTableId']} local routes", sorted(told), sorted(blocks(vpcs[table["VpcId"]]))

    for key in ("Subnets", "RouteTables", "NetworkAcls", "SecurityGroups", "NetworkInterfaces"):
        for item in of[key]:
            yield f"{key} owner", item["OwnerId"], vpcs[item["VpcId"]]["OwnerId"]
    for name, subnet in subnets.items():
        for block in blocks(subnet):
            yield f"{name} in VPC", any(within(block, outer) for outer in blocks(vpcs[subnet["VpcId"]])), True
        used = sum(interface["SubnetId"] == name for interface in of["NetworkInterfaces"])
        free = ipaddress.ip_network(subnet["CidrBlock"]).num_addresses - 5 - used
        yield f"{name} free addresses", subnet["AvailableIpAddressCount"], free


def interface_facts(of):
    subnets, elastic = by("SubnetId", of["Subnets"]), by("PublicIp", of["Addresses"])
    groups = by("GroupId", of["SecurityGroups"])
    addresses = [interface["PrivateIpAddress"] for interface in of["NetworkInterfaces"]]
    yield "private addresses", len(set(addresses)), len(addresses)
    for interface in of["NetworkInterfaces"]:
        name, subnet = interface["NetworkInterfaceId"], subnets[interface["SubnetId"]]
        first = interface["PrivateIpAddresses"][0]
        yield f"{name} address", first["PrivateIpAddress"], interface["PrivateIpAddress"]
        yield f"{name} public", first.get("Association"), interface.get("Association")
        inside = [interface["PrivateIpAddress"], *(part["Ipv6Address"] for part in interface["Ipv6Addresses"])]
        for address in inside:
            yield f"{name} in subnet", any(within(address, block) for block in blocks(subnet)), True
        for field in ("AvailabilityZone", "AvailabilityZoneId", "VpcId"):
            yield f"{name} {field}", interface[field], subnet[field]
        for group in interface["Groups"]:
            yield f"{name} group", group["GroupName"], groups[group["GroupId"]]["GroupName"]
        if address := elastic.get(interface.get("Association", {}).get("PublicIp")):
            for field in ("AllocationId", "AssociationId"):
                yield f"{name} {field}", interface["Association"][field], address[field]
            yield f"{name} Elastic IP", address["NetworkInterfaceId"], name
            yield f"{name} Elastic IP instance", address.get("InstanceId"), interface["Attachment"].get("InstanceId")
            yield f"{name} Elastic IP private address", address["PrivateIpAddress"], interface["PrivateIpAddress"]


def instance_facts(of):
    for instance in instances(of):
        name = instance["InstanceId"]
        own = [i for i in of["NetworkInterfaces"] if i["Attachment"].get("InstanceId") == name]
        yield f"{name} interfaces", len(instance["NetworkInterfaces"]), len(own)
        for inner, outer in zip(instance["NetworkInterfaces"], own):
            for field in inner:
                yield f"{name} interface {field}", inner[field], as_told(outer.get(field), inner[field])
        for outer in own[:1]:
            for field in ("SubnetId", "VpcId", "PrivateIpAddress"):
                yield f"{name} {field}", instance[field], outer[field]
            yield f"{name} groups", instance["SecurityGroups"], outer["Groups"]
            yield f"{name} public", instance.get("PublicIpAddress"), outer.get("Association", {}).get("PublicIp")
            sixth = [part["Ipv6Address"] for part in outer["Ipv6Addresses"]]
            yield f"{name} IPv6", [instance["Ipv6Address"]] if "Ipv6Address" in instance else [], sixth


def gateway_facts(of):
    interfaces, elastic = by("NetworkInterfaceId", of["NetworkInterfaces"]), by("AllocationId", of["Addresses"])
    for gateway in of["NatGateways"]:
        for part in gateway["NatGatewayAddresses"]:
            interface, address = interfaces[part["NetworkInterfaceId"]], elastic[part["AllocationId"]]
            yield "NAT subnet", gateway["SubnetId"], interface["SubnetId"]
            yield "NAT private address", part["PrivateIp"], interface["PrivateIpAddress"]
            yield "NAT public address", part["PublicIp"], interface["Association"]["PublicIp"]
            for field in ("AssociationId", "PublicIp", "NetworkInterfaceId"):
                yield f"Elastic IP {field}", address[field], part[field]


# A transit gateway and its attachments are described in each account that has to do with them: with tags of its own, and
# with the association in the transit gateway's account only.
SHARED = {"TransitGateways": "TransitGatewayId", "TransitGatewayAttachments": "TransitGatewayAttachmentId",
          "TransitGatewayVpcAttachments": "TransitGatewayAttachmentId"}
OF_ONE_ACCOUNT = {"Tags", "Association"}


def transit_gateway_facts(of):
    for key, field in SHARED.items():
        for item in of[key]:
            first = next(other for other in of[key] if other[field] == item[field])
            for part in (item.keys() | first.keys()) - OF_ONE_ACCOUNT:
                yield f"{item[field]} {part}", item.get(part), first.get(part)

    gateways, vpcs = by("TransitGatewayId", of["TransitGateways"]), by("VpcId", of["Vpcs"])
    attachments = by("TransitGatewayAttachmentId", of["TransitGatewayAttachments"])
    vpc_attachments = by("TransitGatewayAttachmentId", of["TransitGatewayVpcAttachments"])
    vpns, subnets = by("VpnConnectionId", of["VpnConnections"]), by("SubnetId", of["Subnets"])
    for name, attachment in attachments.items():
        yield f"{name} owner", attachment["TransitGatewayOwnerId"], gateways[attachment["TransitGatewayId"]]["OwnerId"]
        if attachment["ResourceType"] == "vpn":
            yield f"{name} VPN", attachment["TransitGatewayId"], vpns[attachment["ResourceId"]]["TransitGatewayId"]
    kinds = {name for name, attachment in attachments.items() if attachment["ResourceType"] == "vpc"}
    yield "VPC attachments", sorted(vpc_attachments), sorted(kinds)
    for name, attachment in vpc_attachments.items():
        general, vpc = attachments[name], vpcs[attachment["VpcId"]]
        for field, other in (("TransitGatewayId", "TransitGatewayId"), ("VpcId", "ResourceId"),
                             ("VpcOwnerId", "ResourceOwnerId"), ("State", "State"), ("CreationTime", "CreationTime")):
            yield f"{name} {field}", attachment[field], general[other]
        yield f"{name} owner", attachment["VpcOwnerId"], vpc["OwnerId"]
        own = [i for i in of["NetworkInterfaces"] if i["Description"].endswith(f" {name}")]
        yield f"{name} subnets", sorted(attachment["SubnetIds"]), sorted(interface["SubnetId"] for interface in own)
        for subnet in attachment["SubnetIds"]:
            yield f"{name} VPC", subnets[subnet]["VpcId"], vpc["VpcId"]

    told = {attachment["TransitGatewayAttachmentId"]: attachment["Association"]
            for attachment in of["TransitGatewayAttachments"] if "Association" in attachment}
    listed = [(table["TransitGatewayRouteTableId"], part) for table in of["TransitGatewayAssociations"]
              for part in table["Associations"]]
    yield "associations", sorted(told), sorted(part["TransitGatewayAttachmentId"] for _, part in listed)
    for table, part in listed:
        association = told[part["TransitGatewayAttachmentId"]]
        yield "association", (association["TransitGatewayRouteTableId"], association["State"]), (table, part["State"])

    propagations = by("TransitGatewayRouteTableId", of["TransitGatewayPropagations"])
    for table in of["TransitGatewayRoutes"]:
        name = table["TransitGatewayRouteTableId"]
        parts = [part for route in table["Routes"] for part in route["TransitGatewayAttachments"]]
        parts += propagations[name]["TransitGatewayRouteTablePropagations"]
        for part in parts:
            attachment = attachments[part["TransitGatewayAttachmentId"]]
            yield f"{name} attachment", part, {**part, **as_told(attachment, dict.fromkeys(("ResourceId", "ResourceType")))}
        propagated = sorted(
            (route["DestinationCidrBlock"], route["TransitGatewayAttachments"][0]["TransitGatewayAttachmentId"])
            for route in table["Routes"] if route["Type"] == "propagated")
        expected = sorted(
            (block, part["TransitGatewayAttachmentId"])
            for part in propagations[name]["TransitGatewayRouteTablePropagations"] if part["ResourceType"] == "vpc"
            for block in blocks(vpcs[part["ResourceId"]]))
        yield f"{name} propagated routes", propagated, expected


def balancer_facts(of):
    for balancer in of["LoadBalancers"]:
        description = "ELB " + balancer["LoadBalancerArn"].split("loadbalancer/")[1]
        own = [interface for interface in of["NetworkInterfaces"] if interface["Description"] == description]
        nodes = sorted(zone["SubnetId"] for zone in balancer["AvailabilityZones"])
        yield "load balancer subnets", sorted(interface["SubnetId"] for interface in own), nodes
        for interface in own:
            yield "load balancer groups", [group["GroupId"] for group in interface["Groups"]], balancer["SecurityGroups"]


def database_facts(of):
    subnet_groups = {group["DBSubnetGroupName"]: group for group in of["DBSubnetGroups"]}
    own = [interface for interface in of["NetworkInterfaces"] if interface["Description"] == "RDSNetworkInterface"]
    yield "database interfaces", len(own), len(of["DBInstances"])
    for database, interface in zip(of["DBInstances"], own):
        group = subnet_groups.get(database["DBSubnetGroup"]["DBSubnetGroupName"], {"Subnets": []})
        yield "database subnets", database["DBSubnetGroup"]["Subnets"], group["Subnets"]
        yield "database zone", interface["AvailabilityZone"], database["AvailabilityZone"]
        inside = interface["SubnetId"] in {subnet["SubnetIdentifier"] for subnet in group["Subnets"]}
        yield "database in its subnet group", inside, True
        attached = [group["VpcSecurityGroupId"] for group in database["VpcSecurityGroups"]]
        yield "database groups", [group["GroupId"] for group in interface["Groups"]], attached
