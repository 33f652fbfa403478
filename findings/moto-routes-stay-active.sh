#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): a route stays "active" when its internet gateway is detached, its NAT gateway or its peering is deleted.
# One would expect "blackhole", which AWS's own model gives for a target that is not there ("the specified gateway isn't attached to the VPC");
# instead all three read "active", beside a NAT gateway and a peering that the same account describes as "deleted".
# Seen: igw active, nat active, pcx active; the NAT gateway's interface is still listed; botocore's text of Route.State is printed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check 'moto[ec2]==5.2.5' boto3==1.44.8 botocore==1.44.8
"$folder/venv/bin/python" - <<'PY'
import re
import boto3
from moto import mock_aws

with mock_aws():
    ec2 = boto3.client("ec2", "eu-west-1", aws_access_key_id="invented", aws_secret_access_key="invented")
    text = ec2.meta.service_model.shape_for("Route").members["State"].documentation
    print("AWS:", re.sub("<[^>]+>", "", text))
    assert "isn't attached to the VPC" in text
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    peer = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    igw = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
    nat = ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    pcx = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="198.51.100.0/24", NatGatewayId=nat)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.9.0.0/16", VpcPeeringConnectionId=pcx)
    ec2.detach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=pcx)

    states = {route["DestinationCidrBlock"]: route["State"]
              for route in ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]}
    gateway = ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"][0]
    peering = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[pcx])["VpcPeeringConnections"][0]
    attached = ec2.describe_internet_gateways(InternetGatewayIds=[igw])["InternetGateways"][0]["Attachments"]
    interfaces = ec2.describe_network_interfaces()["NetworkInterfaces"]
    print("igw attachments", attached, "route", states["0.0.0.0/0"])
    print("nat", gateway["State"], "route", states["198.51.100.0/24"], "interfaces left", len(interfaces))
    print("peering", peering["Status"]["Code"], "route", states["10.9.0.0/16"])
    assert attached == [] and gateway["State"] == "deleted" and peering["Status"]["Code"] == "deleted"
    assert set(states.values()) == {"active"} and len(interfaces) == 1
PY
