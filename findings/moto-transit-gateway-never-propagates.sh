#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): a transit gateway with DefaultRouteTablePropagation "enable" associates an attached VPC and propagates nothing.
# One would expect the VPC's block among the routes of the default table, as the option says and as the association beside it works;
# instead the table has an association, no propagation and no route: a simulated account in which no VPC reaches another.
# Seen: options enable/enable; associations 1, propagations 0, routes 0.
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
    gateway = ec2.create_transit_gateway()["TransitGateway"]
    options = gateway["Options"]
    print("association", options["DefaultRouteTableAssociation"], "propagation", options["DefaultRouteTablePropagation"])
    ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway["TransitGatewayId"], VpcId=vpc, SubnetIds=[subnet])
    table = ec2.describe_transit_gateway_route_tables()["TransitGatewayRouteTables"][0]["TransitGatewayRouteTableId"]
    associations = ec2.get_transit_gateway_route_table_associations(TransitGatewayRouteTableId=table)["Associations"]
    propagations = ec2.get_transit_gateway_route_table_propagations(TransitGatewayRouteTableId=table)
    propagations = propagations["TransitGatewayRouteTablePropagations"]
    filters = [{"Name": "type", "Values": ["propagated", "static"]}]
    routes = ec2.search_transit_gateway_routes(TransitGatewayRouteTableId=table, Filters=filters)["Routes"]
    print("associations", len(associations), "propagations", len(propagations), "routes", len(routes))
    assert options["DefaultRouteTablePropagation"] == "enable"
    assert (len(associations), len(propagations), len(routes)) == (1, 0, 0)
PY
