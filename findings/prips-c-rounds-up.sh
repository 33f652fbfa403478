#!/usr/bin/env bash
# prips 1.2.0 (Debian 12): `prips -c START END` prints one block that holds the range, not the blocks that make it up.
# One would expect 10.0.0.5-10.0.0.7 as 10.0.0.5/32 and 10.0.0.6/31 ("print range in CIDR notation", and without -c exactly three addresses);
# instead it is 10.0.0.4/30, and two neighbours on either side of a power of two become a block of 512.
# Seen: 10.0.0.5-10.0.0.7 -> 10.0.0.4/30; 10.0.0.255-10.0.1.0 (two addresses) -> 10.0.0.0/23; netmask prints the exact blocks.
set -euo pipefail
for tool in prips netmask; do
  command -v "$tool" > /dev/null || { apt-get update -qq && apt-get install -y -qq "$tool"; } > /dev/null
done
dpkg-query -W prips netmask
three=$(prips -c 10.0.0.5 10.0.0.7)
two=$(prips -c 10.0.0.255 10.0.1.0)
echo "10.0.0.5-10.0.0.7: $(prips 10.0.0.5 10.0.0.7 | wc -l) addresses, -c: $three, netmask: $(netmask 10.0.0.5:10.0.0.7 | xargs)"
echo "10.0.0.255-10.0.1.0: $(prips 10.0.0.255 10.0.1.0 | wc -l) addresses, -c: $two, netmask: $(netmask 10.0.0.255:10.0.1.0 | xargs)"
[ "$three" = 10.0.0.4/30 ]
[ "$two" = 10.0.0.0/23 ]
