"""What the service models in botocore say of `aws … describe-*` files: which keys there are, in which order the AWS CLI
prints them, and what their values may be.
"""

import functools
import re

import botocore.loaders
import botocore.model

# File: service, operation, top-level key.
CALLS = {
    "describe-vpcs.json": ("ec2", "DescribeVpcs", "Vpcs"),
    "describe-subnets.json": ("ec2", "DescribeSubnets", "Subnets"),
    "describe-route-tables.json": ("ec2", "DescribeRouteTables", "RouteTables"),
    "describe-network-acls.json": ("ec2", "DescribeNetworkAcls", "NetworkAcls"),
    "describe-security-groups.json": ("ec2", "DescribeSecurityGroups", "SecurityGroups"),
    "describe-internet-gateways.json": ("ec2", "DescribeInternetGateways", "InternetGateways"),
    "describe-egress-only-internet-gateways.json": (
        "ec2", "DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGateways"),
    "describe-nat-gateways.json": ("ec2", "DescribeNatGateways", "NatGateways"),
    "describe-addresses.json": ("ec2", "DescribeAddresses", "Addresses"),
    "describe-network-interfaces.json": ("ec2", "DescribeNetworkInterfaces", "NetworkInterfaces"),
    "describe-instances.json": ("ec2", "DescribeInstances", "Reservations"),
    "describe-vpn-connections.json": ("ec2", "DescribeVpnConnections", "VpnConnections"),
    "describe-transit-gateways.json": ("ec2", "DescribeTransitGateways", "TransitGateways"),
    "describe-transit-gateway-attachments.json": (
        "ec2", "DescribeTransitGatewayAttachments", "TransitGatewayAttachments"),
    "describe-transit-gateway-vpc-attachments.json": (
        "ec2", "DescribeTransitGatewayVpcAttachments", "TransitGatewayVpcAttachments"),
    "describe-transit-gateway-route-tables.json": (
        "ec2", "DescribeTransitGatewayRouteTables", "TransitGatewayRouteTables"),
    "search-transit-gateway-routes.json": ("ec2", "SearchTransitGatewayRoutes", "TransitGatewayRoutes"),
    "get-transit-gateway-route-table-associations.json": (
        "ec2", "GetTransitGatewayRouteTableAssociations", "TransitGatewayAssociations"),
    "get-transit-gateway-route-table-propagations.json": (
        "ec2", "GetTransitGatewayRouteTablePropagations", "TransitGatewayPropagations"),
    "describe-load-balancers.json": ("elbv2", "DescribeLoadBalancers", "LoadBalancers"),
    "describe-listeners.json": ("elbv2", "DescribeListeners", "Listeners"),
    "describe-rules.json": ("elbv2", "DescribeRules", "Rules"),
    "describe-target-groups.json": ("elbv2", "DescribeTargetGroups", "TargetGroups"),
    "describe-target-health.json": ("elbv2", "DescribeTargetHealth", "LoadBalancerTargetHealth"),
    "describe-db-instances.json": ("rds", "DescribeDBInstances", "DBInstances"),
    "describe-db-subnet-groups.json": ("rds", "DescribeDBSubnetGroups", "DBSubnetGroups"),
}
# Some calls do not say which target group or route table they answer for. Their answers stand under a key of our own, each
# beside the id it was asked about.
COMPOSED = {
    "LoadBalancerTargetHealth": "TargetGroupArn",
    "TransitGatewayRoutes": "TransitGatewayRouteTableId",
    "TransitGatewayAssociations": "TransitGatewayRouteTableId",
    "TransitGatewayPropagations": "TransitGatewayRouteTableId",
}

SCALARS = {"string": str, "integer": int, "long": int, "boolean": bool, "timestamp": str}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00")
# What AWS answers although the model's enum does not list it.
UNLISTED = {("AttachmentStatus", "available"), ("NetworkInterfaceType", "nat_gateway"), ("PlatformValues", "windows")}


@functools.cache
def document_shape(file):
    """The shape of the whole file."""
    service, operation, key = CALLS[file]
    model = botocore.loaders.Loader().load_service_model(service, "service-2")
    shape = botocore.model.ServiceModel(model, service).operation_model(operation).output_shape
    if key not in COMPOSED:
        return shape
    item = {COMPOSED[key]: {"shape": COMPOSED[key]}, **model["shapes"][shape.name]["members"]}
    composed = {
        "Composed": {"type": "structure", "members": {key: {"shape": "ComposedList"}}},
        "ComposedList": {"type": "list", "member": {"shape": "ComposedItem"}},
        "ComposedItem": {"type": "structure", "members": item},
    }
    return botocore.model.ShapeResolver({**model["shapes"], **composed}).get_shape_by_name("Composed")


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
