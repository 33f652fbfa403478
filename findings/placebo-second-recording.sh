#!/usr/bin/env bash
# placebo 0.10.0 (boto3 1.44.8): recording a second time into a folder adds files; playback begins with the oldest and goes round.
# One would expect the second recording to overwrite from _1 (or playback to give the newest); instead `describe_vpcs` first answers with
# the account as it was, then as it is, then as it was again, whatever the Region and the ids asked for. A refused call becomes such a file too.
# Seen: recorded with 1 VPC, later with 2; files _1 and _2; playback 1, 2, 1, 2 VPCs, also for another Region and an unknown id; status_code 400 kept.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check placebo==0.10.0 boto3==1.44.8 botocore==1.44.8
mkdir "$folder/tape"
"$folder/venv/bin/python" - "$folder/tape" <<'PY'
import http.server, json, os, sys, threading, urllib.parse
import boto3, placebo

tape, vpcs = sys.argv[1], []

class Account(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        asked = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if asked["Action"] == ["DescribeVpcs"]:
            items = "".join(f"<item><vpcId>{each}</vpcId></item>" for each in vpcs)
            status, body = 200, f"<DescribeVpcsResponse><vpcSet>{items}</vpcSet></DescribeVpcsResponse>"
        else:
            status, body = 400, ("<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error>"
                                 "</Errors></Response>")
        self.send_response(status)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

server = http.server.HTTPServer(("127.0.0.1", 0), Account)
threading.Thread(target=server.serve_forever, daemon=True).start()

def session():
    made = boto3.Session(aws_access_key_id="invented", aws_secret_access_key="invented", region_name="eu-west-1")
    return made, placebo.attach(made, data_path=tape)

def record():
    made, pill = session()
    pill.record()
    client = made.client("ec2", endpoint_url=f"http://127.0.0.1:{server.server_port}")
    client.describe_vpcs()
    return client

vpcs.append("vpc-old")
record()
vpcs.append("vpc-new")
try:
    record().describe_network_acls()
except Exception as error:
    print("recorded", type(error).__name__)
files = sorted(os.listdir(tape))
print(files)
assert files == ["ec2.DescribeNetworkAcls_1.json", "ec2.DescribeVpcs_1.json", "ec2.DescribeVpcs_2.json"]
refused = json.load(open(f"{tape}/ec2.DescribeNetworkAcls_1.json"))
print("refused call:", refused["status_code"], refused["data"]["Error"]["Code"])
assert refused["status_code"] == 400

made, pill = session()
pill.playback()
here, there = made.client("ec2"), made.client("ec2", "us-west-2")
seen = [len(here.describe_vpcs()["Vpcs"]), len(here.describe_vpcs()["Vpcs"]),
        len(there.describe_vpcs()["Vpcs"]), len(here.describe_vpcs(VpcIds=["vpc-never-made"])["Vpcs"])]
print("played back:", seen)
assert seen == [1, 2, 1, 2]
PY
