#!/usr/bin/env bash
# bird2 2.0.12-7 (Debian 12), Linux 6.18: BFD packets of BIRD leave from the kernel's port range, not from 49152-65535.
# One would expect 49152-65535: RFC 5881, section 4, makes it a MUST for the source port, and it is the IANA dynamic range; instead each session takes
# what ip_local_port_range gives, by default mostly ports below 49152, which a filter written by the RFC does not admit.
# Seen with the range 40000-40099: two sessions (single hop to 3784, multihop to 4784), both source ports in 40000-40099.
set -euo pipefail
command -v bird > /dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends bird2; } > /dev/null
command -v ip > /dev/null || { apt-get update -qq && apt-get install -y -qq iproute2; } > /dev/null
if [ "${1:-}" != inside ]; then
  bird --version 2>&1
  [ "$(id -u)" = 0 ] && exec unshare -n bash "$0" inside
  exec unshare -rn bash "$0" inside
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "40000 40099" > /proc/sys/net/ipv4/ip_local_port_range
ip link set lo up
ip link add near type veth peer name far
ip link set far up
ip link set near up
ip address add 192.0.2.1/24 dev near
ip neighbour add 192.0.2.2 lladdr 02:00:00:00:00:02 dev near
cat > "$folder/bird.conf" <<'CONF'
router id 192.0.2.1;
protocol device {}
protocol bfd {
  neighbor 192.0.2.2 dev "near";
  neighbor 192.0.2.2 local 192.0.2.1 multihop yes;
}
CONF
python3 - "$folder" <<'PY'
import socket
import subprocess
import sys
import time

tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
tap.bind(("far", 0))
tap.settimeout(0.5)
folder = sys.argv[1]
bird = subprocess.Popen(["bird", "-f", "-c", f"{folder}/bird.conf", "-s", f"{folder}/control"])
seen, end = {}, time.monotonic() + 15
try:
    while len(seen) < 2 and time.monotonic() < end:
        try:
            packet = tap.recv(2000)
        except TimeoutError:
            continue
        if packet[12:14] == b"\x08\x00" and packet[23] == 17:
            source, destination = (int.from_bytes(packet[at:at + 2], "big") for at in (34, 36))
            seen[destination] = source
finally:
    bird.terminate()
    bird.wait()
for destination, source in sorted(seen.items()):
    print(f"to {destination} from {source}, in 49152-65535: {49152 <= source}")
assert sorted(seen) == [3784, 4784]
assert all(40000 <= source <= 40099 for source in seen.values())
PY
