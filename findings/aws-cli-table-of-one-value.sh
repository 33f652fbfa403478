#!/usr/bin/env bash
# awscli 1.46.3: with `--output table`, a --query that gives one value (a number, a string) prints an empty table and exits 0.
# One would expect a table of one cell, as the text and JSON outputs print the value; instead there is a frame with the call's name and nothing in it,
# which reads as "none": `length(NetworkAcls[?IsDefault])` of an account with two looks like zero. Text prints the value once per page.
# Seen: json 2, text "1" and "1" (two pages), table: a frame with no digit; a list of the same value is shown.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check awscli==1.46.3
cat > "$folder/server.py" <<'PY'
import http.server, os, sys, urllib.parse
folder = sys.argv[1]

class Acls(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        asked = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        number, more = ("b", "") if "NextToken" in asked else ("a", "<nextToken>page-2</nextToken>")
        body = ("<DescribeNetworkAclsResponse><networkAclSet><item>"
                f"<networkAclId>acl-{number}</networkAclId><default>true</default></item></networkAclSet>{more}"
                "</DescribeNetworkAclsResponse>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

server = http.server.HTTPServer(("127.0.0.1", 0), Acls)
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
ask() { "$folder/venv/bin/aws" ec2 describe-network-acls --output "$1" --query "$2"; }
json=$(ask json 'length(NetworkAcls[?IsDefault])')
text=$(ask text 'length(NetworkAcls[?IsDefault])')
table=$(ask table 'length(NetworkAcls[?IsDefault])')
list=$(ask table '[length(NetworkAcls[?IsDefault])]')
printf '%s\n' "json: $json" "text: $(echo $text)" "table:" "$table" "table of a list:" "$list"
[ "$json" = 2 ]
[ "$text" = $'1\n1' ]
[[ $table == *DescribeNetworkAcls* && ! $table =~ [0-9] ]]
[[ $list =~ [0-9] ]]
