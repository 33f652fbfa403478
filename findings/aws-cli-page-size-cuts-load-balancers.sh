#!/usr/bin/env bash
# awscli 1.46.3: `--page-size` fetches all pages from ec2 and rds, but only the first from elbv2 and elb.
# One would expect it to set the size of the pages and nothing else, as for ec2 ("does not affect the number of items returned"); instead for load
# balancers the option is the call's own PageSize, which switches paging off: one page, exit 0, a NextMarker at the end (none with --query).
# Seen, two pages each: rds --page-size 20: db-1 db-2; elbv2 and elb --page-size 20: lb-1 and "NextMarker"; without the option: lb-1 lb-2.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check awscli==1.46.3
cat > "$folder/server.py" <<'PY'
import http.server, os, sys, urllib.parse
folder = sys.argv[1]

class Pages(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        asked = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        action, number = asked["Action"][0], "2" if "Marker" in asked else "1"
        token = "Marker" if action == "DescribeDBInstances" else "NextMarker"
        if action == "DescribeDBInstances":
            body = f"<DBInstances><DBInstance><DBInstanceIdentifier>db-{number}</DBInstanceIdentifier></DBInstance></DBInstances>"
        elif asked["Version"] == ["2015-12-01"]:
            body = f"<LoadBalancers><member><LoadBalancerName>lb-{number}</LoadBalancerName></member></LoadBalancers>"
        else:
            body = ("<LoadBalancerDescriptions><member>"
                    f"<LoadBalancerName>lb-{number}</LoadBalancerName></member></LoadBalancerDescriptions>")
        more = f"<{token}>page-2</{token}>" if number == "1" else ""
        answer = f"<{action}Response><{action}Result>{body}{more}</{action}Result></{action}Response>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

server = http.server.HTTPServer(("127.0.0.1", 0), Pages)
with open(f"{folder}/port.new", "w") as out:
    out.write(str(server.server_port))
os.rename(f"{folder}/port.new", f"{folder}/port")
server.serve_forever()
PY
"$folder/venv/bin/python" "$folder/server.py" "$folder" &
server=$!
for _ in $(seq 50); do [ -e "$folder/port" ] && break; sleep 0.1; done
export AWS_ACCESS_KEY_ID=invented AWS_SECRET_ACCESS_KEY=invented AWS_DEFAULT_REGION=eu-west-1 AWS_CONFIG_FILE=/dev/null
AWS_ENDPOINT_URL=http://127.0.0.1:$(cat "$folder/port"); export AWS_ENDPOINT_URL
ask() { "$folder/venv/bin/aws" "$@" | tr -d ' \n'; }
database=$(ask rds describe-db-instances --page-size 20)
whole=$(ask elbv2 describe-load-balancers)
cut=$(ask elbv2 describe-load-balancers --page-size 20)
classic=$(ask elb describe-load-balancers --page-size 20)
names=$(ask elbv2 describe-load-balancers --page-size 20 --query 'LoadBalancers[].LoadBalancerName')
printf '%s\n' "rds --page-size 20: $database" "elbv2: $whole" "elbv2 --page-size 20: $cut" "elb --page-size 20: $classic" \
  "elbv2 --page-size 20 --query: $names"
[[ $database == *db-1*db-2* && $database != *Marker* ]]
[[ $whole == *lb-1*lb-2* && $whole != *Marker* ]]
[[ $cut == *lb-1*'"NextMarker":"page-2"'* && $cut != *lb-2* ]]
[[ $classic == *lb-1*'"NextMarker":"page-2"'* && $classic != *lb-2* ]]
[ "$names" = '["lb-1"]' ]
