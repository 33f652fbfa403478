#!/usr/bin/env bash
# Linux 6.18 (iproute2 6.1.0, Debian 12): VXLAN draws source ports from ip_local_port_range, but takes reserved ones and never the last.
# One would expect the ports that a socket would be given: the range, both ends included, less ip_local_reserved_ports; instead a reserved port is
# used like any other and the upper bound never, so `srcport 50010 50011` is a single port.
# Seen, range 40000-40003 with 40001 reserved: 40000 40001 40002; srcport 50010 50011: 50010 alone; sockets bound to port 0: 40000 40002 40003.
set -euo pipefail
command -v ip > /dev/null || { apt-get update -qq && apt-get install -y -qq iproute2; } > /dev/null
ip -V
if [ "${1:-}" != inside ]; then
  [ "$(id -u)" = 0 ] && exec unshare -n bash "$0" inside
  exec unshare -rn bash "$0" inside
fi
echo "40000 40003" > /proc/sys/net/ipv4/ip_local_port_range
echo 40001 > /proc/sys/net/ipv4/ip_local_reserved_ports
ip link set lo up
ip link add near type veth peer name far
ip link set far up
ip link set near up
ip address add 192.0.2.1/24 dev near
ip neighbour add 192.0.2.9 lladdr 02:00:00:00:00:09 dev near
ip link add vx0 type vxlan id 1 dstport 4789 remote 192.0.2.9 local 192.0.2.1 dev near
ip link add vx1 type vxlan id 2 dstport 4789 remote 192.0.2.9 local 192.0.2.1 dev near srcport 50010 50011
for number in 0 1; do
  ip address add "10.5.$number.1/24" dev "vx$number"
  ip link set "vx$number" up
  ip neighbour add "10.5.$number.9" lladdr 02:00:00:00:00:08 dev "vx$number"
done
python3 - <<'PY'
import socket

tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
tap.bind(("far", 0))
tap.settimeout(0.5)
seen = {1: set(), 2: set()}

def drain():
    try:
        while True:
            packet = tap.recv(2000)
            if len(packet) > 50 and packet[23] == 17 and int.from_bytes(packet[36:38], "big") == 4789:
                seen[int.from_bytes(packet[46:49], "big")].add(int.from_bytes(packet[34:36], "big"))
    except TimeoutError:
        pass

sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for port in range(1, 600):
    for number in (0, 1):
        sender.sendto(b"x", (f"10.5.{number}.9", port))
    if port % 100 == 0:
        drain()
drain()
sender.close()
bound = set()
held = []
for _ in range(3):
    held.append(socket.socket())
    held[-1].bind(("192.0.2.1", 0))
    bound.add(held[-1].getsockname()[1])
print("default:", sorted(seen[1]), "| srcport 50010 50011:", sorted(seen[2]), "| sockets:", sorted(bound))
assert seen[1] == {40000, 40001, 40002}
assert seen[2] == {50010}
assert bound == {40000, 40002, 40003}
PY
