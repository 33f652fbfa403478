#!/usr/bin/env bash
# moto 5.2.5 (boto3 1.44.8): a terminated instance keeps its network interface, its Elastic IP and its addresses; its group can be deleted.
# One would expect the interface that the launch made to go with the instance, and a refusal (DependencyViolation) to delete a group in use;
# instead the interface stays "in-use" and attached to a terminated instance, with a public address and a group that no call describes.
# Seen: instance terminated, interface in-use/attached, public address kept, delete_security_group succeeds, the interface names a missing group.
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
    group = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
    image = ec2.describe_images()["Images"][0]["ImageId"]
    instance = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet, SecurityGroupIds=[group])
    instance = instance["Instances"][0]["InstanceId"]
    address = ec2.allocate_address(Domain="vpc")
    ec2.associate_address(InstanceId=instance, AllocationId=address["AllocationId"])
    ec2.delete_security_group(GroupId=group)
    ec2.terminate_instances(InstanceIds=[instance])

    state = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]["State"]["Name"]
    interface = ec2.describe_network_interfaces(Filters=[{"Name": "subnet-id", "Values": [subnet]}])["NetworkInterfaces"][0]
    described = [each["GroupId"] for each in ec2.describe_security_groups()["SecurityGroups"]]
    named = [each["GroupId"] for each in interface["Groups"]]
    print("instance", state, "interface", interface["Status"], interface["Attachment"]["Status"])
    print("public address kept", interface["Association"]["PublicIp"] == address["PublicIp"])
    print("groups of the interface that no call describes", len(set(named) - set(described)))
    assert state == "terminated" and interface["Status"] == "in-use"
    assert interface["Attachment"]["InstanceId"] == instance and interface["Attachment"]["Status"] == "attached"
    assert interface["Association"]["PublicIp"] == address["PublicIp"]
    assert named == [group] and group not in described
PY
