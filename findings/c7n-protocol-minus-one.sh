#!/usr/bin/env bash
# c7n 0.9.53 (Cloud Custodian): the security group filter `IpProtocol: -1`, written as its documentation writes it, matches no rule at all.
# One would expect it to find the rules of all protocols: the schema admits -1 and "-1", and the documented example has -1 without quotes;
# instead the number is compared with the string "-1" that AWS answers, and the policy reports nothing, with no warning.
# Seen: IpProtocol -1 -> []; IpProtocol "-1" -> ['all-traffic']; both pass the schema.
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
from c7n.resources.vpc import SGPermission, SGPermissionSchema

load_resources(("aws.security-group",))

def matched(protocol):
    policy = {"name": "p", "resource": "aws.security-group", "filters": [{"type": "ingress", "IpProtocol": protocol}]}
    loader = PolicyLoader(Config.empty(account_id="111122223333", region="eu-west-1"))
    manager = list(loader.load_data({"policies": [policy]}, "policies"))[0].resource_manager
    group = {"GroupId": "all-traffic", "OwnerId": "111122223333", "VpcId": "vpc-1", "IpPermissions": [
        {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "UserIdGroupPairs": [], "PrefixListIds": []}]}
    names = [each["GroupId"] for each in manager.filter_resources([group])]
    print("IpProtocol", repr(protocol), "->", names)
    return names

admitted = SGPermissionSchema["IpProtocol"]["oneOf"][0]["enum"]
print("schema admits", admitted, "| documented:", "IpProtocol: -1" in SGPermission.__doc__)
assert -1 in admitted and "-1" in admitted and "IpProtocol: -1\n" in SGPermission.__doc__
assert matched(-1) == []
assert matched("-1") == ["all-traffic"]
PY
