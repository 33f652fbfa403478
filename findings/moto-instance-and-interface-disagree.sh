#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): modify_instance_attribute makes an instance and its only interface contradict each other.
# One would expect describe_instances and describe_network_interfaces to show one thing, as it is one thing; instead SourceDestCheck=False reaches the
# instance alone (a NAT instance whose interface says it forwards nothing), and new Groups replace the instance's but are added to the interface's.
# Seen: SourceDestCheck instance False, interface True; groups of the instance [new], of the interface [old, new].
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
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    old, new = (ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"] for name in ("old", "new"))
    image = ec2.describe_images()["Images"][0]["ImageId"]
    instance = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet, SecurityGroupIds=[old])
    instance = instance["Instances"][0]["InstanceId"]
    ec2.modify_instance_attribute(InstanceId=instance, SourceDestCheck={"Value": False})
    ec2.modify_instance_attribute(InstanceId=instance, Groups=[new])
    host = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]
    filters = [{"Name": "attachment.instance-id", "Values": [instance]}]
    interface, = ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
    names = [sorted(group["GroupName"] for group in each) for each in (host["SecurityGroups"], interface["Groups"])]
    print("SourceDestCheck: instance", host["SourceDestCheck"], "interface", interface["SourceDestCheck"])
    print("groups: instance", names[0], "interface", names[1])
    assert host["SourceDestCheck"] is False and interface["SourceDestCheck"] is True
    assert names == [["new"], ["new", "old"]]
PY
