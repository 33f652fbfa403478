#!/usr/bin/env bash
# iproute2 6.1.0 (Debian 12), Linux 6.18: a policy routing rule cannot match port 65535, alone or as the end of a range.
# One would expect `ip rule add ipproto tcp dport 49152-65535` (the range of Windows, macOS and IANA) or 1024-65535 (AWS's advice) to work;
# instead the kernel answers "Invalid dport range" and takes 49152-65534 only, so replies to one client port take another table.
# Seen: refused 1024-65535, 49152-65535, 65535, 0-100; taken 49152-65534, 1-65534; `ip route get … dport 65535` uses the main table.
set -euo pipefail
command -v ip > /dev/null || { apt-get update -qq && apt-get install -y -qq iproute2; } > /dev/null
ip -V
if [ "${1:-}" != inside ]; then
  [ "$(id -u)" = 0 ] && exec unshare -n bash "$0" inside
  exec unshare -rn bash "$0" inside
fi
ip link set lo up
ip link add near type veth peer name far
ip link set near up
ip link set far up
ip address add 10.0.0.1/24 dev near
ip route add 198.51.100.0/24 dev near
ip route add 198.51.100.0/24 dev near src 10.0.0.1 table 100
for range in 1024-65535 49152-65535 65535 0-100; do
  if answer=$(ip rule add ipproto tcp dport "$range" lookup 100 2>&1); then
    echo "dport $range: taken"
    exit 1
  fi
  echo "dport $range: ${answer}"
  [[ $answer == *"Invalid dport range"* ]]
done
ip rule add ipproto tcp dport 49152-65534 lookup 100
ip rule
for port in 49152 65534 65535; do
  echo "$port: $(ip route get 198.51.100.9 ipproto tcp dport "$port" | head -1)"
done
[[ $(ip route get 198.51.100.9 ipproto tcp dport 65534) == *"table 100"* ]]
[[ $(ip route get 198.51.100.9 ipproto tcp dport 65535) != *"table 100"* ]]
