#!/usr/bin/env bash
# ipcalc 0.42-2 (Debian 12): `ipcalc BLOCK -s SIZE` gives subnets that are too small for half of all sizes: 60 hosts get 30 addresses.
# One would expect the smallest subnet that holds the hosts asked for (a /26 for 60); instead only odd prefix lengths come out (/25, /27, /29, /31),
# rounded to the small side for sizes that need an even one, beside "Requested size: 60 hosts" and with no warning.
# Seen: 14 -> /29 (6 hosts), 60 -> /27 (30), 200 -> /25 (126); 30 -> /27 (30), 100 -> /25 (126), 500 -> /23 (510) are right.
set -euo pipefail
command -v ipcalc > /dev/null || { apt-get update -qq && apt-get install -y -qq ipcalc; } > /dev/null
dpkg-query -W ipcalc
given() {
  ipcalc -n -b 10.0.0.0/16 -s "$1" | sed -n "/Requested size: $1 hosts/,/Hosts.Net/{s/^Hosts.Net: \([0-9]*\).*/\1/p}"
}
for pair in 30:30 100:126 500:510 14:6 60:30 200:126; do
  asked=${pair%:*} expected=${pair#*:} hosts=$(given "${pair%:*}")
  echo "asked for $asked hosts, given $hosts"
  [ "$hosts" = "$expected" ]
done
