#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): describe_nat_gateways ignores the filters tag:KEY and tag-key and answers with every gateway.
# One would expect none for a tag that nothing carries, or the error that moto gives for filters it lacks (describe_subnets, -vpcs, -route_tables raise it);
# instead "the NAT gateways of team nobody" are all NAT gateways. describe_transit_gateway_attachments does the same for association.* and state.
# Seen: tag:Team=nobody gives 2 of 2, tag-key=nobody 2 of 2, state=deleted of the attachments 1 of 1; describe_subnets raises FilterNotImplementedError.
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
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"] for number in (1, 2)]
    for subnet in subnets:
        ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")
    for name in ("tag:Team", "tag-key"):
        found = ec2.describe_nat_gateways(Filters=[{"Name": name, "Values": ["nobody"]}])["NatGateways"]
        print(name, "nobody:", len(found), "NAT gateways")
        assert len(found) == 2
    gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=subnets[:1])
    for name in ("association.transit-gateway-route-table-id", "state"):
        found = ec2.describe_transit_gateway_attachments(Filters=[{"Name": name, "Values": ["deleted"]}])
        found = found["TransitGatewayAttachments"]
        print(name, "deleted:", [each["State"] for each in found])
        assert [each["State"] for each in found] == ["available"]
    try:
        ec2.describe_subnets(Filters=[{"Name": "no-such-filter", "Values": ["x"]}])
        raise SystemExit("describe_subnets took an unknown filter")
    except Exception as error:
        print("describe_subnets:", type(error).__name__)
        assert type(error).__name__ == "FilterNotImplementedError"
PY
