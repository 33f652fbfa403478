"""Compares `portolan trace --batch` with answers that somebody else worked out.

    check_answers.py PORTOLAN SNAPSHOT ANSWERS.json

ANSWERS.json is {"queries": [{"client", "server", "port", "client_ports": [[low, high], ...]}, ...]}: the client ports of 0 to 65535 for which a
TCP connection between two interfaces works. Prints how many are equal, and the first that are not; exits 1 when any is not. Connections that a
NAT gateway or load balancer continues are counted by themselves: such answers know of one leg.
"""

import json
import subprocess
import sys

portolan, snapshot, answers = sys.argv[1:]
with open(answers) as file:
    queries = json.load(file)["queries"]
batch = "".join(
    json.dumps({"from": q["client"], "to": q["server"], "protocol": "tcp", "port": q["port"], "clientPorts": "0-65535"}) + "\n"
    for q in queries
)
printed = subprocess.run([portolan, "trace", snapshot, "--batch", "-"], input=batch, text=True, stdout=subprocess.PIPE).stdout
lines = printed.splitlines()
if len(lines) != len(queries):
    sys.exit(f"{len(queries)} questions and {len(lines)} answers")


def ranges(text):
    return [[int(end) for end in (part.split("-") * 2)[:2]] for part in text.split(",") if part]


different, continued = [], 0
for query, line in zip(queries, lines):
    found = json.loads(line)
    if any(len(way["legs"]) > 1 for way in found.get("alternatives", [])):
        continued += 1
        continue
    ports = found.get("clientPorts", {})
    if "error" in found or ports["undecidedRanges"] or ranges(ports["workingRanges"]) != query["client_ports"]:
        different.append((query, found.get("error") or ports))
equal = len(queries) - len(different) - continued
print(f"{len(queries)} questions: {equal} answers equal, {len(different)} different, {continued} of several legs")
for query, found in different[:5]:
    print(f"  {query} is answered {found}")
sys.exit(bool(different))
