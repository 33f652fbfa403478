#!/usr/bin/env bash
# nftables 1.0.6 (Debian 12), Linux 6.18: `tcp dport 9000-9010 dnat to ADDRESS:8000-8010` sends every port to 8000.
# One would expect 9005 to reach 8005 (the ranges have one size), or a spread over the range; instead the first port of the range serves all,
# for each port asked and for `redirect` too; only a port that lies inside the new range already is kept.
# Seen, 40 connections each: 9000 -> 8000, 9005 -> 8000, 9010 -> 8000; 8005 -> 8005; redirect 9005 -> 8000.
set -euo pipefail
command -v nft > /dev/null || { apt-get update -qq && apt-get install -y -qq nftables; } > /dev/null
command -v ip > /dev/null || { apt-get update -qq && apt-get install -y -qq iproute2; } > /dev/null
nft --version
if [ "${1:-}" != inside ]; then
  [ "$(id -u)" = 0 ] && exec unshare -n bash "$0" inside
  exec unshare -rn bash "$0" inside
fi
ip link set lo up
ip route add 192.0.2.0/24 dev lo
nft -f - <<'RULES'
table ip translate {
  chain out {
    type nat hook output priority -100
    ip daddr 192.0.2.1 tcp dport 9000-9010 dnat to 127.0.0.1:8000-8010
    ip daddr 192.0.2.2 tcp dport 8000-8010 dnat to 127.0.0.1:8000-8010
    ip daddr 192.0.2.3 tcp dport 9005 redirect to :8000-8010
  }
}
RULES
python3 - <<'PY'
import select
import socket

servers = []
for port in range(8000, 8011):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen(50)
    servers.append(server)

def reached(address, port):
    ports = set()
    for _ in range(40):
        with socket.create_connection((address, port), 5):
            ready, _, _ = select.select(servers, [], [], 5)
            with ready[0].accept()[0] as accepted:
                ports.add(accepted.getsockname()[1])
    print(f"{address}:{port} -> {sorted(ports)}")
    return ports

assert reached("192.0.2.1", 9000) == {8000}
assert reached("192.0.2.1", 9005) == {8000}
assert reached("192.0.2.1", 9010) == {8000}
assert reached("192.0.2.2", 8005) == {8005}
assert reached("192.0.2.3", 9005) == {8000}
PY
