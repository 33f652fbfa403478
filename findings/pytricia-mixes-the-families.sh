#!/usr/bin/env bash
# pytricia 1.3.0: one PyTricia holds IPv4 and IPv6 prefixes as the same bits: ::/0 replaces 0.0.0.0/0, and IPv6 addresses match IPv4 blocks.
# One would expect a separate tree for each family (as py-radix has) or an error; instead a route table with both default routes loses the IPv4 one
# and 2001:db8::1 is found in 32.0.0.0/8 (0x20 = 32). Nothing is raised. An ip_interface as key loses its prefix length as well.
# Seen: 10.0.0.1 -> egress-only gateway; keys ['0.0.0.0/0']; 2001:db8::1 in 32.0.0.0/8 True; ip_interface('10.7.0.5/24') is stored as 10.7.0.5/32.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pytricia==1.3.0 py-radix==1.1.0
"$folder/venv/bin/python" - <<'PY'
import ipaddress
import pytricia
import radix

routes = pytricia.PyTricia(128)
routes["0.0.0.0/0"] = "internet gateway"
routes["::/0"] = "egress-only gateway"
print("10.0.0.1 ->", routes["10.0.0.1"], "keys", routes.keys())
assert routes["10.0.0.1"] == "egress-only gateway" and routes.keys() == ["0.0.0.0/0"]

blocks = pytricia.PyTricia(128)
blocks["32.0.0.0/8"] = "a block of IPv4"
print("2001:db8::1 in 32.0.0.0/8:", "2001:db8::1" in blocks, blocks["2001:db8::1"])
assert "2001:db8::1" in blocks

blocks = pytricia.PyTricia()
blocks[ipaddress.ip_interface("10.7.0.5/24")] = "an interface"
print("ip_interface('10.7.0.5/24') is kept as", blocks.keys())
assert blocks.keys() == ["10.7.0.5/32"]

apart = radix.Radix()
for prefix in ("0.0.0.0/0", "::/0", "32.0.0.0/8"):
    apart.add(prefix)
print("py-radix:", apart.search_best("10.0.0.1").prefix, apart.search_best("2001:db8::1").prefix)
assert apart.search_best("10.0.0.1").prefix == "0.0.0.0/0" and apart.search_best("2001:db8::1").prefix == "::/0"
PY
