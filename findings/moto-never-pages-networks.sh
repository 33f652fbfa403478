#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): MaxResults is ignored by the describe calls of the network; no answer ever has a NextToken.
# One would expect five of ten subnets and a NextToken, as describe_instances gives; code that loops over pages then looks tested and is not.
# Instead subnets, network ACLs, route tables, security groups and interfaces come whole. describe_instances pages.
# Seen: asked for 5: subnets 10, ACLs 9, route tables 9, groups 9, interfaces 7, none with a token; instances 5 with a token.
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
    image = ec2.describe_images()["Images"][0]["ImageId"]
    for number in range(7):
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"]
        ec2.create_network_acl(VpcId=vpc)
        ec2.create_route_table(VpcId=vpc)
        ec2.create_security_group(GroupName=f"g{number}", Description="d", VpcId=vpc)
        ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet)
    for call, key in [("subnets", "Subnets"), ("network_acls", "NetworkAcls"), ("route_tables", "RouteTables"),
                      ("security_groups", "SecurityGroups"), ("network_interfaces", "NetworkInterfaces")]:
        answer = getattr(ec2, f"describe_{call}")(MaxResults=5)
        print(call, len(answer[key]), "NextToken" in answer)
        assert len(answer[key]) > 5 and "NextToken" not in answer
    answer = ec2.describe_instances(MaxResults=5)
    print("instances", len(answer["Reservations"]), "NextToken" in answer)
    assert len(answer["Reservations"]) == 5 and "NextToken" in answer
PY
