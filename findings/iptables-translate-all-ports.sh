#!/usr/bin/env bash
# iptables 1.8.9 (Debian 12): iptables-translate turns "TCP, ports 0:65535" into a rule without any protocol.
# One would expect `ip protocol tcp` or `tcp dport 0-65535` (1:65535 is translated so); instead the match vanishes with its protocol, exit 0:
# the rule that admitted every TCP port admits UDP, ICMP and all the rest. `iptables -S` and the kernel keep the protocol.
# Seen: -p tcp --dport 0:65535 -j ACCEPT -> nft 'add rule ip filter FORWARD counter accept'; 1:65535 -> tcp dport 1-65535.
set -euo pipefail
command -v iptables-translate > /dev/null || { apt-get update -qq && apt-get install -y -qq iptables; } > /dev/null
iptables-translate --version
whole=$(iptables-translate -A FORWARD -p tcp --dport 0:65535 -j ACCEPT)
other=$(iptables-translate -A FORWARD -p udp --sport 0:65535 -j ACCEPT)
almost=$(iptables-translate -A FORWARD -p tcp --dport 1:65535 -j ACCEPT)
printf '%s\n' "$whole" "$other" "$almost"
[ "$whole" = "nft 'add rule ip filter FORWARD counter accept'" ]
[ "$other" = "nft 'add rule ip filter FORWARD counter accept'" ]
[ "$almost" = "nft 'add rule ip filter FORWARD tcp dport 1-65535 counter accept'" ]
