#!/usr/bin/env bash
# scapy 2.8.0: a UDP packet from another port of the server counts as the answer to a request; for TCP it does not.
# One would expect `answers()` (what sr() and sr1() match by) to compare both ports, as it does for TCP; instead only the client's port counts,
# so a reply that a stateful filter would drop (asked 53, answered from 54: a translated or misrouted one) is reported as an answer.
# Seen: UDP from port 54 True, from another address False, to another client port False; TCP from port 444 False.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --disable-pip-version-check --target "$folder/packages" scapy==2.8.0
PYTHONPATH=$folder/packages python3 - <<'PY'
import logging
logging.disable(logging.CRITICAL)
from scapy.layers.inet import IP, TCP, UDP

def answered(name, request, **reply):
    layer = type(request.payload)
    answer = IP(src=reply.get("src", "10.0.0.2"), dst="10.0.0.1") / layer(sport=reply["sport"], dport=reply["dport"])
    if layer is TCP:
        answer[TCP].flags, answer[TCP].ack = "SA", request[TCP].seq + 1
    found = bool(answer.answers(request))
    print(name, found)
    return found

asked = IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=40000, dport=53)
assert answered("UDP, asked 53, from 53:", asked, sport=53, dport=40000)
assert answered("UDP, asked 53, from 54:", asked, sport=54, dport=40000)
assert not answered("UDP, from another address:", asked, src="10.0.0.3", sport=53, dport=40000)
assert not answered("UDP, to another client port:", asked, sport=53, dport=40001)
asked = IP(src="10.0.0.1", dst="10.0.0.2") / TCP(sport=40000, dport=443, flags="S")
assert answered("TCP, asked 443, from 443:", asked, sport=443, dport=40000)
assert not answered("TCP, asked 443, from 444:", asked, sport=444, dport=40000)
PY
