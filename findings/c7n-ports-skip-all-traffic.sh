#!/usr/bin/env bash
# c7n 0.9.53 (Cloud Custodian): the security group filter `Ports: [22]` does not match a rule of all protocols, but matches ICMP types 3-40.
# One would expect "all traffic from anywhere" to admit port 22, and `OnlyPorts: [443]` (rules that admit other ports) to match it first of all;
# instead a rule without FromPort is skipped by both, an ICMP rule's types are read as ports, and `Ports: [22, 443]` matches a rule of 22 alone,
# though the filter's own documentation says "a range that includes all of the given ports". Seen: Ports 22 and OnlyPorts 443: tcp-22 icmp-3-40; Ports 22,443: also tcp-443.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check c7n==0.9.53
export AWS_ACCESS_KEY_ID=invented AWS_SECRET_ACCESS_KEY=invented AWS_DEFAULT_REGION=eu-west-1
"$folder/venv/bin/python" - <<'PY'
from c7n.config import Config
from c7n.loader import PolicyLoader
from c7n.resources import load_resources
from c7n.resources.vpc import SGPermission

load_resources(("aws.security-group",))

def rule(protocol, **ports):
    return {"IpProtocol": protocol, **ports, "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "UserIdGroupPairs": [],
            "PrefixListIds": []}

rules = {"tcp-22": rule("tcp", FromPort=22, ToPort=22), "tcp-443": rule("tcp", FromPort=443, ToPort=443),
         "all-traffic": rule("-1"), "icmp-3-40": rule("icmp", FromPort=3, ToPort=40)}

def matched(**wanted):
    policy = {"name": "p", "resource": "aws.security-group", "filters": [{"type": "ingress", **wanted}]}
    loader = PolicyLoader(Config.empty(account_id="111122223333", region="eu-west-1"))
    manager = list(loader.load_data({"policies": [policy]}, "policies"))[0].resource_manager
    groups = [{"GroupId": name, "OwnerId": "111122223333", "VpcId": "vpc-1", "IpPermissions": [dict(each)]}
              for name, each in rules.items()]
    names = [group["GroupId"] for group in manager.filter_resources(groups)]
    print(wanted, "->", names)
    return names

assert "includes all of the given ports" in " ".join(SGPermission.__doc__.split())
assert matched(Ports=[22]) == ["tcp-22", "icmp-3-40"]
assert matched(OnlyPorts=[443]) == ["tcp-22", "icmp-3-40"]
assert matched(Ports=[22, 443]) == ["tcp-22", "tcp-443", "icmp-3-40"]
PY
