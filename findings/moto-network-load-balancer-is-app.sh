#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): a Network Load Balancer and its listener have "app" in their ARNs; a target that no listener serves is healthy.
# One would expect loadbalancer/net/… and listener/net/… (the kind is part of AWS's ARN), "unused" (Target.NotInUse) for such a target, and no
# load balancer in a group's LoadBalancerArns once it is deleted; instead code that tells the kind by the ARN sees an Application Load Balancer.
# Seen: Type network, loadbalancer/app/, listener/app/; healthy without a listener; the deleted load balancer's ARN stays in the target group.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check 'moto[ec2,elbv2]==5.2.5' boto3==1.44.8 botocore==1.44.8
"$folder/venv/bin/python" - <<'PY'
import re
import boto3
from moto import mock_aws

with mock_aws():
    account = {"region_name": "eu-west-1", "aws_access_key_id": "invented", "aws_secret_access_key": "invented"}
    ec2, elb = boto3.client("ec2", **account), boto3.client("elbv2", **account)
    text = elb.meta.service_model.shape_for("TargetHealth").members["Reason"].documentation
    assert "Target.NotInUse" in text
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    image = ec2.describe_images()["Images"][0]["ImageId"]
    instance = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet)["Instances"][0]["InstanceId"]
    balancer = elb.create_load_balancer(Name="ingest", Type="network", Subnets=[subnet])["LoadBalancers"][0]
    group = elb.create_target_group(Name="targets", Protocol="TCP", Port=443, VpcId=vpc)["TargetGroups"][0]["TargetGroupArn"]
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": instance}])
    health = elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"][0]["TargetHealth"]["State"]
    listener = elb.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="TCP", Port=443,
                                   DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])["Listeners"][0]["ListenerArn"]
    elb.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
    left = elb.describe_target_groups()["TargetGroups"][0]["LoadBalancerArns"]
    balancers = elb.describe_load_balancers()["LoadBalancers"]
    print("type", balancer["Type"], re.search("loadbalancer/[a-z]+/", balancer["LoadBalancerArn"])[0],
          re.search("listener/[a-z]+/", listener)[0])
    print("target without a listener:", health)
    print("load balancers", len(balancers), "named by the target group", len(left))
    assert balancer["Type"] == "network" and ":loadbalancer/app/" in balancer["LoadBalancerArn"] and ":listener/app/" in listener
    assert health == "healthy"
    assert balancers == [] and left == [balancer["LoadBalancerArn"]]
PY
