"""Holds the answers of `portolan serve` to its own OpenAPI document.

    api.py ADDRESS

ADDRESS is that of a server of examples/shop. Exits 1 with what went wrong.
"""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import openapi_spec_validator

base = sys.argv[1].rstrip("/")
problems = []


def get(path, fields=(), headers={}):
    query = urllib.parse.urlencode(fields)
    request = urllib.request.Request(f"{base}{path}{'?' + query if query else ''}", headers=headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.headers["Content-Type"], response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


document = json.loads(get("/api/openapi.json")[2])
openapi_spec_validator.validate(document)


def answer(path, fields=(), expected=200):
    """The answer to a question, which is as the document says."""
    status, media, body = get(path, fields)
    name = f"{path}?{urllib.parse.urlencode(fields)}"
    if status != expected:
        problems.append(f"{name}: status {status}, not {expected}: {body[:200]}")
    content = document["paths"][path]["get"]["responses"][str(status)]["content"]
    if media not in content:
        problems.append(f"{name}: {media} is not described")
        return body
    if media != "application/json":
        return body
    parsed = json.loads(body)
    schema = dict(content[media]["schema"], components=document["components"])
    for error in jsonschema.Draft202012Validator(schema).iter_errors(parsed):
        problems.append(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    return parsed


shop = (("from", "web-1"), ("to", "orders"), ("port", "5432"))
fix = ("edit", "data outbound 100 ports=32768-60999")
ends = ["web-1", "web-2", "orders", "front", "internet", "10.20.10.4", "203.0.113.10"]
for client in ends:
    for server in ends:
        for more in ((("port", "5432"),), (("port", "443"), ("os", "windows")), (("protocol", "icmp"),), (("protocol", "50"),)):
            fields = (("from", client), ("to", server)) + more
            status = get("/api/trace", fields)[0]
            answer("/api/trace", fields, status if status in (200, 400) else 200)
answer("/api/trace", (("to", "front"), ("health", "1")))
traced = answer("/api/trace", shop)
if traced["clientPorts"]["working"] != 7233:
    problems.append("the shop's connection should work for 7,233 ports")
if answer("/api/trace", shop + (fix,))["verdict"] != "works":
    problems.append("the edit should make it work")
remedies = answer("/api/fix", shop)["remedies"]
for remedy in remedies:
    edits = tuple(("edit", edit["edit"]) for edit in remedy["edits"])
    if answer("/api/trace", shop + edits)["verdict"] != "works":
        problems.append(f"{edits} does not make it work")
if not remedies:
    problems.append("there is no remedy")
if answer("/api/diff", (fix,))["pairs"]["widened"] == 0:
    problems.append("the edit should widen something")
if answer("/api/endpoints", (("q", "web"),))["total"] < 2:
    problems.append("there are two web servers")
if b"<svg" not in answer("/api/chart.svg", shop):
    problems.append("the chart is none")
answer("/api/chart.svg")
for path, fields in (
    ("/api/trace", ()), ("/api/trace", (("from", "web-1"),)), ("/api/trace", shop + (("color", "red"),)),
    ("/api/trace", (("from", "web-1"), ("to", "orders"), ("port", "70000"))), ("/api/trace", shop + (("os", "plan9"),)),
    ("/api/trace", shop + (("edit", "nonsense"),)), ("/api/trace", shop + (fix,) * 21), ("/api/fix", (("from", "x"), ("to", "y"))),
    ("/api/diff", ()), ("/api/diff", (fix, ("protocol", "tcpx"))), ("/api/endpoints", (("limit", "0"),)),
    ("/api/chart.svg", shop + (("alternative", "9"),)),
):
    answer(path, fields, 400)

print("\n".join(problems))
sys.exit(1 if problems else 0)
