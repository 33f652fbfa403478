#!/usr/bin/env bash
# iproute2 6.1.0 (Debian 12), Linux 6.18: a rule on TCP source ports routes the packets of connect() but does not choose their source address.
# One would expect all of the connection to follow the rule, as `ip route get … sport` says; instead connect() takes the address by a first look-up,
# made before the port is drawn: the SYN leaves by the rule's interface with the address of the main table's. UDP and sockets bound to a port first are right.
# Seen: `ip route get` 10.2.0.1 on near2; TCP connect(): 10.1.0.1, its SYN on near2 and not on near1; UDP 10.2.0.1; TCP bound to a port first 10.2.0.1.
set -euo pipefail
command -v ip > /dev/null || { apt-get update -qq && apt-get install -y -qq iproute2; } > /dev/null
ip -V
if [ "${1:-}" != inside ]; then
  [ "$(id -u)" = 0 ] && exec unshare -n bash "$0" inside
  exec unshare -rn bash "$0" inside
fi
ip link set lo up
for number in 1 2; do
  ip link add "near$number" type veth peer name "far$number"
  ip link set "near$number" up
  ip link set "far$number" up
  ip address add "10.$number.0.1/24" dev "near$number"
  ip neighbour add "10.$number.0.254" lladdr 02:00:00:00:00:01 dev "near$number"
done
ip route add 198.51.100.0/24 via 10.1.0.254 dev near1 src 10.1.0.1
ip route add 198.51.100.0/24 via 10.2.0.254 dev near2 src 10.2.0.1 table 100
ip rule add sport 1024-65534 lookup 100
ip route get 198.51.100.9 ipproto tcp sport 40000 dport 443 | head -1
python3 - <<'PY'
import socket

taps = {}
for name in ("far1", "far2"):
    taps[name] = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    taps[name].bind((name, 0))
    taps[name].settimeout(1)

def syns(name, port):
    found = set()
    try:
        while True:
            packet = taps[name].recv(2000)
            if packet[12:14] == b"\x08\x00" and packet[23] == 6 and int.from_bytes(packet[34:36], "big") == port:
                found.add(socket.inet_ntoa(packet[26:30]))
    except TimeoutError:
        return found

def connect(kind, port=None):
    made = socket.socket(socket.AF_INET, kind)
    made.setblocking(False)
    if port is not None:
        made.bind(("", port))
    try:
        made.connect(("198.51.100.9", 443))
    except BlockingIOError:
        pass
    return made, *made.getsockname()

tcp, address, port = connect(socket.SOCK_STREAM)
print("TCP", address, "| SYN seen on near1:", (first := syns("far1", port)), "on near2:", (second := syns("far2", port)))
assert address == "10.1.0.1" and not first and second == {"10.1.0.1"}
udp, address, _ = connect(socket.SOCK_DGRAM)
print("UDP", address)
assert address == "10.2.0.1"
bound, address, _ = connect(socket.SOCK_STREAM, 40001)
print("TCP bound to a port first", address)
assert address == "10.2.0.1"
PY
