#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): search_transit_gateway_routes ignores three of the four `route-search.*` filters without a word.
# One would expect "longest-prefix-match 10.1.2.3" to give the one route of 10.1.0.0/16, or moto's usual error for a filter it lacks;
# instead every route of the table comes back (only exact-match is obeyed), so that the first element may be any route.
# Seen: longest-prefix-match, subnet-of-match and supernet-of-match each list 10.9.0.0/16 and 10.1.0.0/16; exact-match lists one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check 'moto[ec2]==5.2.5' boto3==1.44.8 botocore==1.44.8
"$folder/venv/bin/python" - <<'PY'
import boto3
from moto import mock_aws

with mock_aws():
    ec2 = boto3.client("ec2", "eu-west-1", aws_access_key_id="invented", aws_secret_access_key="invented")
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.1.0/24")["Subnet"]["SubnetId"]
    gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    attachment = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])
    attachment = attachment["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
    table = ec2.describe_transit_gateway_route_tables()["TransitGatewayRouteTables"][0]["TransitGatewayRouteTableId"]
    ec2.create_transit_gateway_route(DestinationCidrBlock="10.9.0.0/16", TransitGatewayRouteTableId=table, Blackhole=True)
    ec2.create_transit_gateway_route(DestinationCidrBlock="10.1.0.0/16", TransitGatewayRouteTableId=table,
                                     TransitGatewayAttachmentId=attachment)

    def search(kind, value):
        filters = [{"Name": f"route-search.{kind}", "Values": [value]}]
        routes = ec2.search_transit_gateway_routes(TransitGatewayRouteTableId=table, Filters=filters)["Routes"]
        found = [route["DestinationCidrBlock"] for route in routes]
        print(f"{kind} {value}: {found}")
        return found

    both = ["10.1.0.0/16", "10.9.0.0/16"]
    assert sorted(search("longest-prefix-match", "10.1.2.3")) == both
    assert sorted(search("subnet-of-match", "10.9.0.0/16")) == both
    assert sorted(search("supernet-of-match", "10.9.5.0/24")) == both
    assert search("exact-match", "10.9.0.0/16") == ["10.9.0.0/16"]
PY
