#!/usr/bin/env bash
# nfdump 1.7.1-2 (Debian 12): `-B` turns a connection from a Linux client to a port above 49151 round: the server is shown as the client.
# One would expect the direction of the first packet (the SYN, as -b shows), swapped only when the source port is below 1024 and the other is not, as the
# manual says of -B; instead it is swapped too where one port is below 32768 or 49152 and the other is not: 40000 -> 50051 becomes 50051 -> 40000.
# Seen with -B: 40000->443 kept, 40000->49500, 40000->50051 and 32000->40000 turned round, 50000->49500 and 33000->30005 kept; with -b all kept.
set -euo pipefail
command -v nfdump > /dev/null || { apt-get update -qq && apt-get install -y -qq nfdump; } > /dev/null
dpkg-query -W nfdump
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$folder/packets.pcap" <<'PY'
import struct
import sys

pairs = [(40000, 443), (40000, 49500), (40000, 50051), (50000, 49500), (32000, 40000), (33000, 30005)]
client, server = bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])
with open(sys.argv[1], "wb") as out:
    out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
    for second, (near, far) in enumerate(pairs):
        for step, (source, destination, ports, flags) in enumerate([(client, server, (near, far), 0x02),
                                                                    (server, client, (far, near), 0x12)]):
            segment = struct.pack("!HHIIBBHHH", *ports, 1, step, 0x50, flags, 8192, 0, 0)
            packet = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40, 1, 0, 64, 6, 0, source, destination) + segment
            frame = bytes([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0]) + packet
            out.write(struct.pack("<IIII", 1700000000 + second, step * 10000, len(frame), len(frame)) + frame)
PY
mkdir "$folder/flows"
nfpcapd -r "$folder/packets.pcap" -l "$folder/flows" -w "$folder/flows" > /dev/null 2>&1
show() { nfdump -q -r "$(ls -d "$folder"/flows/nfcapd.*)" -O tstart "$1" -o "fmt:%sp %dp" | awk 'NF == 2 {print $1 "->" $2}' | xargs; }
kept=$(show -b)
turned=$(show -B)
echo "-b: $kept"
echo "-B: $turned"
[ "$kept" = "40000->443 40000->49500 40000->50051 50000->49500 32000->40000 33000->30005" ]
[ "$turned" = "40000->443 49500->40000 50051->40000 50000->49500 40000->32000 33000->30005" ]
