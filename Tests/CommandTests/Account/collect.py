"""An account as moto simulates it, collected by the script that `portolan check --commands` prints.

    collect.py PORTOLAN

Runs the script with the aws CLI, and prints what it could not ask, then what `portolan check` misses in what came of it.
"""

import contextlib
import io
import json
import logging
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading

# Nothing of whoever runs this: no account of theirs, no settings.
os.environ.update(
    AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="", AWS_REGION="eu-west-1", AWS_DEFAULT_REGION="eu-west-1")

import boto3
from awscli.clidriver import create_clidriver
from moto.server import ThreadedMotoServer

REGION = "eu-west-1"


def build(endpoint):
    """A VPC with a way to the internet, endpoints, a transit gateway and a load balancer before an instance."""
    ec2 = boto3.client("ec2", region_name=REGION, endpoint_url=endpoint)
    elb = boto3.client("elbv2", region_name=REGION, endpoint_url=endpoint)
    vpc = ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.20.{number}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"]
        for number, zone in enumerate("ab")]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    for subnet in subnets:
        ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.s3", RouteTableIds=[table])
    ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.ssm", VpcEndpointType="Interface", SubnetIds=subnets[:1])
    transit = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=transit, VpcId=vpc, SubnetIds=subnets)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.0.0.0/8", TransitGatewayId=transit)
    group = ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web")["GroupId"]
    image = ec2.describe_images()["Images"][0]["ImageId"]
    instance = ec2.run_instances(
        ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnets[0], SecurityGroupIds=[group])["Instances"][0]["InstanceId"]
    balancer = elb.create_load_balancer(Name="front", Subnets=subnets, SecurityGroups=[group])["LoadBalancers"][0]
    targets = elb.create_target_group(Name="web", Protocol="HTTP", Port=8080, VpcId=vpc)["TargetGroups"][0]["TargetGroupArn"]
    elb.register_targets(TargetGroupArn=targets, Targets=[{"Id": instance}])
    elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}])


# What stands in for the command: the same program in this process, which spares its start, a second for each call.
CLIENT = """#!{python} -ISE
import socket, sys
with socket.socket(socket.AF_UNIX) as link:
    link.connect({path!r})
    link.sendall("\\0".join(sys.argv[1:]).encode())
    link.shutdown(socket.SHUT_WR)
    answer = b"".join(iter(lambda: link.recv(65536), b""))
sys.stdout.write(answer[1:].decode())
sys.exit(answer[0])
"""


class Command:
    """The aws command, as a program in a folder that runs it here."""

    def __init__(self, folder):
        self.driver = create_clidriver()
        self.refused = []
        path = os.path.join(folder, "socket")
        self.link = socket.socket(socket.AF_UNIX)
        self.link.bind(path)
        self.link.listen()
        program = pathlib.Path(folder) / "aws"
        program.write_text(CLIENT.format(python=sys.executable, path=path))
        program.chmod(0o755)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.link.accept()
            with connection:
                words = b"".join(iter(lambda: connection.recv(65536), b"")).decode().split("\0")
                status, text = self.run(words)
                connection.sendall(bytes([status]) + text.encode())

    def run(self, words):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = self.driver.main(words)
        if status:
            self.refused.append(" ".join(words[:2]))
        text = out.getvalue()
        if words[1] == "describe-transit-gateway-peering-attachments" and text:
            # moto lists attachments of VPCs there, too.
            text = json.dumps({"TransitGatewayPeeringAttachments": [
                each for each in json.loads(text)["TransitGatewayPeeringAttachments"] if "RequesterTgwInfo" in each]})
        return status, text


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = os.environ["AWS_ENDPOINT_URL"] = "http://{}:{}".format(*server.get_host_and_port())
    portolan = sys.argv[1]
    try:
        build(endpoint)
        script = subprocess.run([portolan, "check", "--commands"], text=True, capture_output=True, check=True).stdout
        with tempfile.TemporaryDirectory() as folder:
            command = Command(folder)
            os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"
            run = subprocess.run(["sh", "-s", REGION], input=script, text=True, capture_output=True, cwd=folder)
            assert run.returncode == 0, run
            for words in dict.fromkeys(command.refused):
                print(f"not answered: {words}")
            check = subprocess.run(
                [portolan, "check", f"{folder}/snapshot", "--format", "json"], text=True, capture_output=True)
            assert check.returncode in (0, 3), check
            report = json.loads(check.stdout)
            print(check.returncode, "complete" if report["isComplete"] else "incomplete")
            for fact in report["missing"] + report["contradictions"]:
                print(f"missing: {fact.get('call', fact['what'])} {fact.get('status', fact['why'])}")
            for fact in report["assumptions"]:
                print(f"assumed: {fact['call']} {fact['status']}")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
