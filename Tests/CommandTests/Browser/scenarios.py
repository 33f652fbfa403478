"""Asks the questions of every scenario of `portolan serve`, which must say what `portolan trace` says.

    scenarios.py PORTOLAN
"""

import json
import pathlib
import subprocess
import sys
import urllib.parse
import urllib.request

portolan = sys.argv[1]
problems, asked = [], 0
for scenario in sorted(pathlib.Path("Scenarios").glob("*/scenario.json")):
    snapshot = str(scenario.parent / "snapshot")
    server = subprocess.Popen([portolan, "serve", snapshot], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = server.stdout.readline().split()[1].rstrip("/")
        for question in json.loads(scenario.read_text())["questions"]:
            fields = {key: str(question[key]) for key in ("from", "to", "protocol", "port", "clientPorts") if question.get(key) is not None}
            options = [f"--{'client-ports' if key == 'clientPorts' else key}={value}" for key, value in fields.items()]
            if question.get("family") == "ipv6":
                fields["ipv6"] = "1"
                options.append("--ipv6")
            command = [portolan, "trace", snapshot, "--format", "json", *options]
            told = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
            query = urllib.parse.urlencode(fields)
            with urllib.request.urlopen(f"{base}/api/trace?{query}") as response:
                served = json.load(response)
            with urllib.request.urlopen(f"{base}/?{query}") as response:
                page = response.read().decode()
            asked += 1
            if served != told or served["verdict"] != question["verdict"]:
                problems.append(f"{scenario.parent.name}: {query}: {served['verdict']}, where the command says {told['verdict']}")
            if f'<span class="word">{told["verdict"].upper()}</span>' not in page:
                problems.append(f"{scenario.parent.name}: {query}: the page does not show {told['verdict']}")
    finally:
        server.terminate()
        server.wait()
if asked < 100:
    problems.append(f"only {asked} questions were asked")
print("\n".join(problems))
sys.exit(1 if problems else 0)
