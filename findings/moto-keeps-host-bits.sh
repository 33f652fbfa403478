#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): blocks with host bits are stored and described as sent: 100.68.0.18/18.
# One would expect 100.68.0.0/18: AWS's model says of each of the three calls "We modify the specified CIDR block to its canonical form",
# with this very block as its example; so answers of AWS never hold host bits in these places, and moto's do.
# Seen: network ACL entry, security group rule and route all described as 100.68.0.18/18.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check 'moto[ec2]==5.2.5' boto3==1.44.8 botocore==1.44.8
"$folder/venv/bin/python" - <<'PY'
import boto3
from moto import mock_aws

block = "100.68.0.18/18"
with mock_aws():
    ec2 = boto3.client("ec2", "eu-west-1", aws_access_key_id="invented", aws_secret_access_key="invented")
    for shape, member in [("CreateNetworkAclEntryRequest", "CidrBlock"), ("CreateRouteRequest", "DestinationCidrBlock")]:
        text = ec2.meta.service_model.shape_for(shape).members[member].documentation
        assert "canonical form" in text and block in text and "100.68.0.0/18" in text
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Protocol="6", RuleAction="allow", Egress=False,
                                 CidrBlock=block, PortRange={"From": 1024, "To": 65535})
    group = ec2.create_security_group(GroupName="g", Description="d", VpcId=vpc)["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": block}]}])
    igw = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock=block, GatewayId=igw)
    entries = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"][0]["Entries"]
    entry = [each["CidrBlock"] for each in entries if each["RuleNumber"] == 100]
    rule = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"][0]["IpRanges"][0]["CidrIp"]
    routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    route = [each["DestinationCidrBlock"] for each in routes if each.get("GatewayId") == igw]
    print("ACL entry", entry, "group rule", rule, "route", route)
    assert entry == [block] and rule == block and route == [block]
PY
