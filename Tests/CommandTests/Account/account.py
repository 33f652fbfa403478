"""An account as moto simulates it, in which what `portolan fix` prints is done by the aws CLI itself.

    account.py PORTOLAN

Asks each question of the account as `describe-*` tells of it, does what the first remedy says, asks again, takes it back by the lines that
say how, and asks once more. Prints a line for each question:

    NAME: verdict working-ports → verdict working-ports → verdict working-ports; commands + commands, resources

The resources are those of the remedy as a template of CloudFormation, which cfn-lint must find nothing wrong with, and as a configuration of
Terraform, which must be set to the same values.
"""

import json
import logging
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

# Nothing of whoever runs this: no account of theirs, no settings.
os.environ.update(
    AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="")

import boto3
import hcl2
from awscli.clidriver import create_clidriver
from moto.server import ThreadedMotoServer

REGION = "eu-west-1"


class Account:
    """A shop in two subnets, and a VPC of a partner's beyond a peering connection."""

    def __init__(self, endpoint):
        self.ec2 = boto3.client("ec2", region_name=REGION, endpoint_url=endpoint)
        self.build()

    def named(self, kind, name):
        return {"TagSpecifications": [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]}

    def build(self):
        ec2 = self.ec2
        self.image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
        shop = self.vpc("shop", "10.20.0.0/16", AmazonProvidedIpv6CidrBlock=True)
        partner = self.vpc("partner", "10.30.0.0/16")
        six = ec2.describe_vpcs(VpcIds=[shop])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
        self.six = six.removesuffix("00::/56")
        app = self.subnet(shop, "app", "10.20.10.0/24", Ipv6CidrBlock=self.six + "01::/64")
        data = self.subnet(shop, "data", "10.20.20.0/24", Ipv6CidrBlock=self.six + "02::/64")
        away = self.subnet(partner, "away", "10.30.1.0/24")
        self.acl(shop, "app", app, [
            (True, 100, "6", 5432, 5432, "10.20.20.0/24"), (False, 100, "6", 1024, 65535, "10.20.0.0/16"),
            (True, 110, "6", 443, 443, "10.30.0.0/16"), (False, 110, "6", 32768, 60999, "10.30.0.0/16")])
        # Rule 120 is never reached.
        self.acl(shop, "data", data, [
            (False, 100, "6", 5432, 5432, "10.20.10.0/24"), (True, 100, "6", 32768, 40000, "10.20.10.0/24"),
            (False, 120, "6", 5432, 5432, "10.20.10.4/32")])
        web, db = self.group(shop, "web"), self.group(shop, "db")
        ec2.authorize_security_group_ingress(GroupId=db, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [{"GroupId": web}]}])
        open_group = self.group(partner, "open")
        ec2.authorize_security_group_ingress(GroupId=open_group, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.20.0.0/16"}]}])
        self.interface(app, "web-1", "10.20.10.4", web, Ipv6Addresses=[{"Ipv6Address": self.six + "01::4"}])
        self.interface(data, "orders", "10.20.20.7", db, Ipv6Addresses=[{"Ipv6Address": self.six + "02::7"}])
        self.interface(away, "clearing", "10.30.1.9", open_group)
        peering = ec2.create_vpc_peering_connection(VpcId=shop, PeerVpcId=partner)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
        # The partner has a way back, and the shop none there.
        for table in ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [partner]}])["RouteTables"]:
            ec2.create_route(
                RouteTableId=table["RouteTableId"], DestinationCidrBlock="10.20.0.0/16", VpcPeeringConnectionId=peering)

    def vpc(self, name, block, **more):
        return self.ec2.create_vpc(CidrBlock=block, **self.named("vpc", name), **more)["Vpc"]["VpcId"]

    def subnet(self, vpc, name, block, **more):
        return self.ec2.create_subnet(
            VpcId=vpc, CidrBlock=block, **self.named("subnet", name), **more)["Subnet"]["SubnetId"]

    def group(self, vpc, name):
        return self.ec2.create_security_group(
            VpcId=vpc, GroupName=name, Description=name, **self.named("security-group", name))["GroupId"]

    def interface(self, subnet, name, address, group, **more):
        """An interface with an instance behind it, without which nothing would answer there."""
        interface = self.ec2.create_network_interface(
            SubnetId=subnet, PrivateIpAddress=address, Groups=[group], **self.named("network-interface", name), **more)
        self.ec2.run_instances(
            ImageId=self.image, MinCount=1, MaxCount=1, InstanceType="t3.nano", **self.named("instance", name), NetworkInterfaces=[
                {"DeviceIndex": 0, "NetworkInterfaceId": interface["NetworkInterface"]["NetworkInterfaceId"]}])

    def acl(self, vpc, name, subnet, entries):
        acl = self.ec2.create_network_acl(VpcId=vpc, **self.named("network-acl", name))["NetworkAcl"]["NetworkAclId"]
        for egress, number, protocol, first, last, block in entries:
            self.ec2.create_network_acl_entry(
                NetworkAclId=acl, Egress=egress, RuleNumber=number, Protocol=protocol, RuleAction="allow",
                CidrBlock=block, PortRange={"From": first, "To": last})
        for old in self.ec2.describe_network_acls()["NetworkAcls"]:
            for association in old["Associations"]:
                if association["SubnetId"] == subnet:
                    self.ec2.replace_network_acl_association(
                        AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl)

    def describe(self, folder, icmp):
        """Writes what the README says to collect, with the ICMP types of entries, which moto 5.2 does not keep."""
        for call in [
            "vpcs", "subnets", "network_acls", "security_groups", "route_tables", "network_interfaces",
            "vpc_peering_connections", "instances", "internet_gateways",
        ]:
            answer = getattr(self.ec2, "describe_" + call)()
            del answer["ResponseMetadata"]
            for acl in answer.get("NetworkAcls", []):
                for entry in acl["Entries"]:
                    if (kept := icmp.get((acl["NetworkAclId"], entry["Egress"], entry["RuleNumber"]))) is not None:
                        entry.setdefault("IcmpTypeCode", kept)
            (folder / f"{call}.json").write_text(json.dumps(answer, default=str))


class Questions:
    """Asks Portolan of an account."""

    def __init__(self, portolan, account, endpoint):
        self.portolan, self.account = portolan, account
        self.folder = tempfile.TemporaryDirectory()
        self.templates = {}
        self.icmp = {}
        self.is_described = False
        os.environ["AWS_ENDPOINT_URL"] = endpoint
        self.driver = create_clidriver()

    def ask(self, command, question, *more):
        if not self.is_described:
            self.account.describe(pathlib.Path(self.folder.name), self.icmp)
            self.is_described = True
        run = subprocess.run(
            [self.portolan, command, self.folder.name, *question, *more], text=True, capture_output=True)
        assert run.returncode in (0, 1), run
        return run.stdout

    def trace(self, question):
        """What becomes of a connection, in short and in full."""
        answer = json.loads(self.ask("trace", question, "--format", "json"))
        working = (answer.get("clientPorts") or {}).get("working")
        return f"{answer['verdict']}{'' if working is None else f' {working}'}", answer

    def audit(self, question):
        """How many findings of a kind there are, and all findings."""
        answer = json.loads(self.ask("audit", [], "--format", "json"))
        return sum(finding["code"] == question[1] for finding in answer["findings"]), answer

    def do(self, lines):
        """Does what a shell would, by the same program in this process, which spares its start."""
        self.is_described = False
        for line in lines:
            words = shlex.split(line)
            assert words[0] == "aws", line
            if "--icmp-type-code" in words:
                key = option(words, "network-acl-id"), "--egress" in words, int(option(words, "rule-number"))
                numbers = re.fullmatch(r"Type=(-?\d+),Code=(-?\d+)", option(words, "icmp-type-code"))
                self.icmp[key] = {"Type": int(numbers[1]), "Code": int(numbers[2])}
            devnull, sys.stdout = sys.stdout, open(os.devnull, "w")
            try:
                status = self.driver.main(words[1:])
            finally:
                sys.stdout = devnull
            assert status == 0, (status, line)

    def fix(self, name, question, *more, look=None, change=lambda line: line):
        look = look or self.trace
        before, document = look(question)
        lines = self.ask("fix", question, "--format", "aws", *more).splitlines()
        resources = self.code(name, question, *more)
        there = [change(line) for line in lines if not line.startswith("#")]
        back = [line.removeprefix("# ") for line in lines if line.startswith("# aws")]
        self.do(there)
        after, _ = look(question)
        self.do(back)
        again, taken_back = look(question)
        assert taken_back == document, (taken_back, document)
        print(f"{name}: {before} → {after} → {again}; {len(there)} + {len(back)} commands, {resources}")

    def code(self, name, question, *more):
        """How many resources the template and the configuration declare, which must be the same ones."""
        configuration = hcl2.loads(self.ask("fix", question, "--format", "terraform", *more))
        declared = [
            values(arguments) for resource in configuration.get("resource", []) for named in resource.values()
            for arguments in named.values()]
        if not declared:
            return "no resource"
        self.templates[name] = self.ask("fix", question, "--format", "cloudformation", *more)
        made = [values(resource["Properties"]) for resource in json.loads(self.templates[name])["Resources"].values()]
        assert made == declared, (made, declared)
        return "1 resource" if len(made) == 1 else f"{len(made)} resources"

    def lint(self):
        """What cfn-lint finds wrong in the templates, all at once since it takes seconds to start: their names, and its rules."""
        with tempfile.TemporaryDirectory() as folder:
            files = [pathlib.Path(folder) / f"{number}.json" for number in range(len(self.templates))]
            for file, template in zip(files, self.templates.values()):
                file.write_text(template)
            linter = pathlib.Path(sys.executable).with_name("cfn-lint")
            run = subprocess.run([linter, "--format", "json", "--template", *files], text=True, capture_output=True)
        names = dict(zip(map(str, files), self.templates))
        return [f"{names[fault['Filename']]} {fault['Rule']['Id']}" for fault in json.loads(run.stdout)]


def option(words, name):
    """What an option of a command is set to."""
    return words[words.index("--" + name) + 1]


def values(declaration):
    """What a resource's properties are set to, whatever they are called."""
    if isinstance(declaration, dict):
        return sorted(value for key, inner in declaration.items() if not key.startswith("__") for value in values(inner))
    return [str(declaration).strip('"').lower()]


def main(portolan):
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    account = Account(endpoint)
    questions = Questions(portolan, account, endpoint)
    orders = ["--os", "linux", "--from", "web-1", "--to", "orders"]
    database = orders + ["--port", "5432"]
    six = ["--os", "linux", "--from", account.six + "01::4", "--to", account.six + "02::7", "--port", "5432"]
    questions.fix("replies", database)
    questions.fix("ssh", orders + ["--port", "22"])
    questions.fix("ping", orders + ["--protocol", "icmp"])
    questions.fix("over IPv6", six)
    questions.fix("route", ["--os", "linux", "--from", "web-1", "--to", "clearing", "--port", "443"])
    questions.fix("stop", database, "--stop")
    questions.fix("group", database, "--stop", "--choice", "3")
    questions.fix("finding", ["--finding", "ENTRY_NEVER_REACHED"], look=questions.audit)
    # All of this can fail.
    questions.fix("spoiled", database, change=lambda line: line.replace("To=60999", "To=50000"))
    questions.templates["spoiled"] = questions.templates["spoiled"].replace('"allow"', '"permit"')
    print("faults in templates:", *questions.lint())
    configuration = questions.ask("fix", database, "--format", "terraform")
    try:
        hcl2.loads(configuration.replace(" = ", " "))
    except Exception:
        print("spoiled configuration: not read")
    server.stop()


main(*sys.argv[1:])
