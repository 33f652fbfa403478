"""Builds examples/hub, VPCs of two accounts around a transit gateway as `aws … describe-*` prints them.

    pip install botocore
    python3 examples/build-hub.py            rewrite examples/hub, then check it
    python3 examples/build-hub.py --check    only check the files that are there

What AWS would answer is written down by declared.py; no API is called. The check is that of snapshot_check.py.
"""

import pathlib

from declared import ANYWHERE, BUILT, EPHEMERAL, EVERYTHING, Place, Vpc, main, tags

FOLDER = pathlib.Path(__file__).resolve().parent / "hub"
REGION = "eu-west-1"
network, workloads = Place("hub", "111122223333", REGION), Place("hub", "444455556666", REGION)

INTERNAL, APP, DATA, ON_PREMISES = "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "192.168.0.0/16"
HTTPS, POSTGRES = (443, 443), (5432, 5432)
HUB = ("tgw", "hub")
ALL = [(*EVERYTHING, ANYWHERE)]


# --- The VPCs --------------------------------------------------------------------------------------------------------

egress = Vpc(network, "egress", "10.0.0.0/16")
app = Vpc(workloads, "app", APP)
data = Vpc(workloads, "data", DATA)

ATTACHED = {
    # VPC: zones of the attachment's subnets, and the addresses it has there.
    egress: {"a": "10.0.255.8", "b": "10.0.255.24"},
    app: {"a": "10.1.255.8", "b": "10.1.255.24"},
    # The fault: nothing in zone b.
    data: {"a": "10.2.255.8"},
}
for vpc, tier in ((egress, "public"), (app, "app"), (data, "data")):
    prefix = vpc.blocks[0].removesuffix("0.0/16")
    vpc.subnet(f"{tier}-a", "a", f"{prefix}0.0/24")
    vpc.subnet(f"{tier}-b", "b", f"{prefix}1.0/24")
    for zone, host in zip(ATTACHED[vpc], (0, 16)):
        vpc.subnet(f"attach-{zone}", zone, f"{prefix}255.{host}/28")
    # As AWS advises, the attachments' subnets have a network ACL to themselves that lets everything through.
    vpc.network_acl(f"{vpc.name}-attach", ALL, ALL, [f"attach-{zone}" for zone in ATTACHED[vpc]])

egress.internet_gateway("egress")
egress.nat_gateway("egress-a", "public-a", "10.0.0.150", "198.51.100.40")
egress.nat_gateway("egress-b", "public-b", "10.0.1.150", "198.51.100.41")
egress.route_table("public", {ANYWHERE: ("igw", "egress"), INTERNAL: HUB}, ["public-a", "public-b"])
egress.route_table("egress-attach-a", {ANYWHERE: ("nat", "egress-a")}, ["attach-a"])
egress.route_table("egress-attach-b", {ANYWHERE: ("nat", "egress-b")}, ["attach-b"])
egress.network_acl(
    "public",
    [(*HTTPS, INTERNAL), (*EPHEMERAL, ANYWHERE)],
    [(*HTTPS, ANYWHERE), (*EPHEMERAL, INTERNAL)],
    ["public-a", "public-b"])

app.route_table("app", {ANYWHERE: HUB}, ["app-a", "app-b"])
app.route_table("app-attach", {}, ["attach-a", "attach-b"])
app.network_acl(
    "app",
    [(*HTTPS, ON_PREMISES), (*EPHEMERAL, ANYWHERE)],
    [(*HTTPS, ANYWHERE), (*POSTGRES, DATA), (*EPHEMERAL, ON_PREMISES)],
    ["app-a", "app-b"])
app.security_group("api", "API servers", [(*HTTPS, ON_PREMISES)], [(*HTTPS, ANYWHERE), (*POSTGRES, DATA)])
app.instance("api-a", "app-a", "10.1.0.10", "api")
app.instance("api-b", "app-b", "10.1.1.10", "api")

data.route_table("data", {ANYWHERE: HUB}, ["data-a", "data-b"])
data.route_table("data-attach", {}, ["attach-a"])
data.network_acl("data", [(*POSTGRES, APP)], [(*EPHEMERAL, APP)], ["data-a", "data-b"])
data.security_group("ledger", "Ledger databases", [(*POSTGRES, APP)])
data.instance("ledger-a", "data-a", "10.2.0.7", "ledger")
data.instance("ledger-b", "data-b", "10.2.1.7", "ledger")


# --- The transit gateway ---------------------------------------------------------------------------------------------

GATEWAY = network.ident("tgw", "hub")
VPN = network.ident("vpn", "on-premises")
TUNNELS = {"198.51.100.61": "169.254.20.0/30", "198.51.100.62": "169.254.21.0/30"}
# Route table: the attachments associated with it, those that propagate to it, and its static routes.
TABLES = {
    "spokes": (["app", "data"], ["app", "data"], {ANYWHERE: "egress", ON_PREMISES: "on-premises"}),
    "core": (["egress", "on-premises"], ["app", "data"], {}),
}
VPCS = {vpc.name: vpc for vpc in ATTACHED}


def attachment_id(name):
    return network.ident("tgw-attach", name)


def attached(name):
    """An attachment as the transit gateway's route tables name it."""
    resource = {"ResourceId": VPCS[name].id, "ResourceType": "vpc"} if name in VPCS else {
        "ResourceId": VPN, "ResourceType": "vpn"}
    return {"TransitGatewayAttachmentId": attachment_id(name), **resource}


def describe_gateway(place):
    """The transit gateway, which is shared with the other account but not its tags."""
    place.lists["TransitGateways"].append({
        "TransitGatewayId": GATEWAY, "TransitGatewayArn": network.arn(f"transit-gateway/{GATEWAY}"), "State": "available",
        "OwnerId": network.account, "Description": "", "CreationTime": BUILT, "Options": {
            "AmazonSideAsn": 64512, "AutoAcceptSharedAttachments": "enable", "DefaultRouteTableAssociation": "disable",
            "DefaultRouteTablePropagation": "disable", "VpnEcmpSupport": "enable", "DnsSupport": "enable",
            "SecurityGroupReferencingSupport": "disable", "MulticastSupport": "disable"},
        "Tags": tags("hub") if place is network else []})


def describe_attachment(place, name, owner):
    """An attachment, with its route table only for the account that owns that."""
    association = {}
    if place is network:
        table = next(table for table, (associated, _, _) in TABLES.items() if name in associated)
        association = {"Association": {"TransitGatewayRouteTableId": network.ident("tgw-rtb", table), "State": "associated"}}
    common = {"TransitGatewayAttachmentId": attachment_id(name), "TransitGatewayId": GATEWAY, "State": "available",
              "CreationTime": BUILT, "Tags": tags(name)}
    place.lists["TransitGatewayAttachments"].append({
        **common, **attached(name), **association, "TransitGatewayOwnerId": network.account,
        "ResourceOwnerId": owner.account})
    if vpc := VPCS.get(name):
        place.lists["TransitGatewayVpcAttachments"].append({
            **common, "VpcId": vpc.id, "VpcOwnerId": owner.account,
            "SubnetIds": [vpc.ident("subnet", f"attach-{zone}") for zone in ATTACHED[vpc]], "Options": {
                "DnsSupport": "enable", "SecurityGroupReferencingSupport": "enable", "Ipv6Support": "disable",
                "ApplianceModeSupport": "disable"}})


def describe_table(name):
    associated, propagating, static = TABLES[name]
    table = network.ident("tgw-rtb", name)
    network.lists["TransitGatewayRouteTables"].append({
        "TransitGatewayRouteTableId": table, "TransitGatewayId": GATEWAY, "State": "available",
        "DefaultAssociationRouteTable": False, "DefaultPropagationRouteTable": False, "CreationTime": BUILT,
        "Tags": tags(name)})
    routes = [(block, other, "static") for block, other in static.items()]
    routes += [(VPCS[other].blocks[0], other, "propagated") for other in propagating]
    network.lists["TransitGatewayRoutes"].append({
        "TransitGatewayRouteTableId": table, "AdditionalRoutesAvailable": False, "Routes": [
            {"DestinationCidrBlock": block, "TransitGatewayAttachments": [attached(other)], "Type": kind, "State": "active"}
            for block, other, kind in routes]})
    network.lists["TransitGatewayAssociations"].append({
        "TransitGatewayRouteTableId": table,
        "Associations": [{**attached(other), "State": "associated"} for other in associated]})
    network.lists["TransitGatewayPropagations"].append({
        "TransitGatewayRouteTableId": table,
        "TransitGatewayRouteTablePropagations": [{**attached(other), "State": "enabled"} for other in propagating]})


for vpc, addresses in ATTACHED.items():
    for zone, address in addresses.items():
        vpc.transit_gateway_interface(f"attach-{zone}", address, attachment_id(vpc.name))
for place in (network, workloads):
    describe_gateway(place)
    for vpc in ATTACHED:
        if place in (network, vpc.place):
            describe_attachment(place, vpc.name, vpc.place)
describe_attachment(network, "on-premises", network)
for name in TABLES:
    describe_table(name)

# AWS prints the tunnels' keys as well, in PreSharedKey and CustomerGatewayConfiguration. Nobody should share those.
network.lists["VpnConnections"].append({
    "Category": "VPN", "TransitGatewayId": GATEWAY, "GatewayAssociationState": "associated", "Options": {
        "EnableAcceleration": False, "StaticRoutesOnly": True, "LocalIpv4NetworkCidr": ANYWHERE,
        "RemoteIpv4NetworkCidr": ANYWHERE, "OutsideIpAddressType": "PublicIpv4", "TunnelInsideIpVersion": "ipv4",
        "TunnelOptions": [{"OutsideIpAddress": outside, "TunnelInsideCidr": inside} for outside, inside in TUNNELS.items()]},
    "Routes": [], "Tags": tags("on-premises"), "VgwTelemetry": [
        {"AcceptedRouteCount": 0, "LastStatusChange": BUILT, "OutsideIpAddress": outside, "Status": "UP", "StatusMessage": ""}
        for outside in TUNNELS],
    "VpnConnectionId": VPN, "State": "available", "Type": "ipsec.1",
    "CustomerGatewayId": network.ident("cgw", "on-premises")})

if __name__ == "__main__":
    main(__doc__.splitlines()[0], FOLDER, {pathlib.Path(place.account, REGION): place for place in (network, workloads)})
