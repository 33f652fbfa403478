"""Holds a folder of `aws … describe-*` files against the service model in botocore, and against itself.

Every key must be known to the model and stand in its order (in which the AWS CLI prints), every value must be of the
right type, every reference from one file to another must lead somewhere, and two files that describe one thing must
agree on it. Used by build-shop.py.
"""

import functools
import ipaddress
import json
import re

import botocore.loaders
import botocore.model

# File: service, operation, top-level key. DescribeTargetHealth does not say which target group it answers for, so its
# answers stand under a key of our own, each beside its TargetGroupArn.
FILES = {
    "describe-vpcs.json": ("ec2", "DescribeVpcs", "Vpcs"),
    "describe-subnets.json": ("ec2", "DescribeSubnets", "Subnets"),
    "describe-route-tables.json": ("ec2", "DescribeRouteTables", "RouteTables"),
    "describe-network-acls.json": ("ec2", "DescribeNetworkAcls", "NetworkAcls"),
    "describe-security-groups.json": ("ec2", "DescribeSecurityGroups", "SecurityGroups"),
    "describe-internet-gateways.json": ("ec2", "DescribeInternetGateways", "InternetGateways"),
    "describe-nat-gateways.json": ("ec2", "DescribeNatGateways", "NatGateways"),
    "describe-addresses.json": ("ec2", "DescribeAddresses", "Addresses"),
    "describe-network-interfaces.json": ("ec2", "DescribeNetworkInterfaces", "NetworkInterfaces"),
    "describe-instances.json": ("ec2", "DescribeInstances", "Reservations"),
    "describe-load-balancers.json": ("elbv2", "DescribeLoadBalancers", "LoadBalancers"),
    "describe-listeners.json": ("elbv2", "DescribeListeners", "Listeners"),
    "describe-rules.json": ("elbv2", "DescribeRules", "Rules"),
    "describe-target-groups.json": ("elbv2", "DescribeTargetGroups", "TargetGroups"),
    "describe-target-health.json": ("elbv2", "DescribeTargetHealth", "LoadBalancerTargetHealth"),
    "describe-db-instances.json": ("rds", "DescribeDBInstances", "DBInstances"),
    "describe-db-subnet-groups.json": ("rds", "DescribeDBSubnetGroups", "DBSubnetGroups"),
}
COMPOSED = {
    "HealthByTargetGroup": {"type": "structure", "members": {"LoadBalancerTargetHealth": {"shape": "HealthList"}}},
    "HealthList": {"type": "list", "member": {"shape": "HealthItem"}},
    "HealthItem": {"type": "structure", "members": {
        "TargetGroupArn": {"shape": "TargetGroupArn"},
        "TargetHealthDescriptions": {"shape": "TargetHealthDescriptions"}}},
}

SCALARS = {"string": str, "integer": int, "long": int, "boolean": bool, "timestamp": str}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00")
ID = re.compile(r"\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{17}\b")
# What AWS answers although the model's enum does not list it.
UNLISTED = {("AttachmentStatus", "available"), ("NetworkInterfaceType", "nat_gateway"), ("PlatformValues", "windows")}


def check(folder):
    """Everything wrong with the files, one line each; nothing when all is well."""
    odd = {path.name for path in folder.glob("*.json")} ^ set(FILES)
    if odd:
        return [f"{file}: missing or not expected" for file in sorted(odd)]
    documents = {file: json.loads((folder / file).read_text()) for file in FILES}
    found = [fault for file in FILES for fault in misfits(document_shape(file), documents[file], file)]
    if found:
        return found
    of = {key: documents[file][key] for file, (_, _, key) in FILES.items()}
    return list(dangling(of)) or list(disagreements(of))


# --- The service model -----------------------------------------------------------------------------------------------


@functools.cache
def document_shape(file):
    """The shape of the whole file."""
    service, operation, key = FILES[file]
    model = botocore.loaders.Loader().load_service_model(service, "service-2")
    shape = botocore.model.ServiceModel(model, service).operation_model(operation).output_shape
    if key in shape.members:
        return shape
    return botocore.model.ShapeResolver({**model["shapes"], **COMPOSED}).get_shape_by_name("HealthByTargetGroup")


def fitted(shape, value, strict=True):
    """The value with its keys in the model's order. A key the model does not know is a fault or, if not strict, dropped."""
    if shape.type_name == "list":
        return [fitted(shape.member, item, strict) for item in value]
    if shape.type_name != "structure":
        return value
    unknown = [key for key in value if key not in shape.members]
    if strict and unknown:
        raise KeyError(f"{shape.name} has no {', '.join(unknown)}")
    return {key: fitted(inner, value[key], strict) for key, inner in shape.members.items() if key in value}


def misfits(shape, value, place):
    """What the service model does not allow."""
    if shape.type_name == "structure":
        if type(value) is not dict:
            yield f"{place}: not an object"
            return
        for key in value:
            if key not in shape.members:
                yield f"{place}.{key}: {shape.name} has no such key"
        known = [key for key in shape.members if key in value]
        if known != [key for key in value if key in shape.members]:
            yield f"{place}: keys not in the order of {shape.name}"
        for key in known:
            yield from misfits(shape.members[key], value[key], f"{place}.{key}")
    elif shape.type_name == "list":
        if type(value) is not list:
            yield f"{place}: not a list"
            return
        for index, item in enumerate(value):
            yield from misfits(shape.member, item, f"{place}[{index}]")
    elif type(value) is not SCALARS[shape.type_name]:
        yield f"{place}: {value!r} is not of type {shape.type_name}"
    elif shape.type_name == "timestamp" and not TIME.fullmatch(value):
        yield f"{place}: {value!r} is not a time as the AWS CLI prints it"
    elif getattr(shape, "enum", None) and value not in shape.enum and (shape.name, value) not in UNLISTED:
        yield f"{place}: {value!r} is not among the values of {shape.name}"


# --- The files among themselves --------------------------------------------------------------------------------------


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
        "TargetGroups": "TargetGroupArn", "Listeners": "ListenerArn", "Rules": "RuleArn"}
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
            if text.startswith("arn:") and f":{of['Vpcs'][0]['OwnerId']}:" not in text:
                yield f"{key}: {text} is of another account"


def disagreements(of):
    """What two files, or two places in one, say differently."""
    for what, left, right in facts_told_twice(of):
        if left != right:
            yield f"{what}: {left!r} here, {right!r} there"


def facts_told_twice(of):
    subnets = {subnet["SubnetId"]: subnet for subnet in of["Subnets"]}
    groups = {group["GroupId"]: group["GroupName"] for group in of["SecurityGroups"]}
    interfaces = {interface["NetworkInterfaceId"]: interface for interface in of["NetworkInterfaces"]}

    for key, field in (("NetworkAcls", "NetworkAclId"), ("RouteTables", "RouteTableId")):
        associations = [(item, entry) for item in of[key] for entry in item["Associations"]]
        for item, entry in associations:
            yield f"{key} association", entry[field], item[field]
        named = sorted(entry["SubnetId"] for _, entry in associations if "SubnetId" in entry)
        yield f"subnets in {key}", named, sorted(subnets)

    for subnet in subnets.values():
        used = sum(interface["SubnetId"] == subnet["SubnetId"] for interface in interfaces.values())
        free = ipaddress.ip_network(subnet["CidrBlock"]).num_addresses - 5 - used
        yield f"{subnet['SubnetId']} free addresses", subnet["AvailableIpAddressCount"], free

    yield "private addresses", len({i["PrivateIpAddress"] for i in interfaces.values()}), len(interfaces)
    for name, interface in interfaces.items():
        subnet, address = subnets[interface["SubnetId"]], interface["PrivateIpAddress"]
        yield f"{name} in subnet", ipaddress.ip_address(address) in ipaddress.ip_network(subnet["CidrBlock"]), True
        yield f"{name} address", interface["PrivateIpAddresses"][0]["PrivateIpAddress"], address
        yield f"{name} public", interface["PrivateIpAddresses"][0].get("Association"), interface.get("Association")
        for field in ("AvailabilityZone", "AvailabilityZoneId", "VpcId"):
            yield f"{name} {field}", interface[field], subnet[field]
        for group in interface["Groups"]:
            yield f"{name} group", group["GroupName"], groups[group["GroupId"]]

    for instance in instances(of):
        name = instance["InstanceId"]
        own = [i for i in interfaces.values() if i["Attachment"].get("InstanceId") == name]
        yield f"{name} interfaces", len(instance["NetworkInterfaces"]), len(own)
        for inner, outer in zip(instance["NetworkInterfaces"], own):
            outer = {**outer, "Attachment": {key: outer["Attachment"].get(key) for key in inner["Attachment"]}}
            for field in inner:
                yield f"{name} interface {field}", inner[field], outer.get(field)
        for outer in own[:1]:
            for field in ("SubnetId", "VpcId", "PrivateIpAddress"):
                yield f"{name} {field}", instance[field], outer[field]
            yield f"{name} groups", instance["SecurityGroups"], outer["Groups"]

    elastic = {address["AllocationId"]: address for address in of["Addresses"]}
    for gateway in of["NatGateways"]:
        for part in gateway["NatGatewayAddresses"]:
            interface, address = interfaces[part["NetworkInterfaceId"]], elastic[part["AllocationId"]]
            yield "NAT subnet", gateway["SubnetId"], interface["SubnetId"]
            yield "NAT private address", part["PrivateIp"], interface["PrivateIpAddress"]
            yield "NAT public address", part["PublicIp"], interface["Association"]["PublicIp"]
            yield "Elastic IP private address", address["PrivateIpAddress"], interface["PrivateIpAddress"]
            for field in ("AssociationId", "PublicIp", "NetworkInterfaceId"):
                yield f"Elastic IP {field}", address[field], part[field]

    for balancer in of["LoadBalancers"]:
        description = "ELB " + balancer["LoadBalancerArn"].split("loadbalancer/")[1]
        own = [interface for interface in interfaces.values() if interface["Description"] == description]
        nodes = sorted(zone["SubnetId"] for zone in balancer["AvailabilityZones"])
        yield "load balancer subnets", sorted(interface["SubnetId"] for interface in own), nodes
        for interface in own:
            yield "load balancer groups", [group["GroupId"] for group in interface["Groups"]], balancer["SecurityGroups"]

    subnet_groups = {group["DBSubnetGroupName"]: group for group in of["DBSubnetGroups"]}
    own = [interface for interface in interfaces.values() if interface["Description"] == "RDSNetworkInterface"]
    yield "database interfaces", len(own), len(of["DBInstances"])
    for database, interface in zip(of["DBInstances"], own):
        group = subnet_groups.get(database["DBSubnetGroup"]["DBSubnetGroupName"], {"Subnets": []})
        yield "database subnets", database["DBSubnetGroup"]["Subnets"], group["Subnets"]
        yield "database zone", interface["AvailabilityZone"], database["AvailabilityZone"]
        inside = interface["SubnetId"] in {subnet["SubnetIdentifier"] for subnet in group["Subnets"]}
        yield "database in its subnet group", inside, True
        attached = [group["VpcSecurityGroupId"] for group in database["VpcSecurityGroups"]]
        yield "database groups", [group["GroupId"] for group in interface["Groups"]], attached
