#!/usr/bin/env bash
# iptables 1.8.9 (Debian 12): iptables-translate of `multiport --ports` keeps only the two ends of a range, and forgets the negation.
# One would expect 1024:65535 to become 1024-65535, as it does for --dports, and `! --ports` to stay negative; instead the rule for replies admits
# ports 1024 and 65535 alone, and "all but 22 and 80" becomes "22 and 80". Exit 0, nothing on stderr.
# Seen: --ports 22,1024:65535 -> { …, 0-65535 . 1024, 1024 . 0-65535, 0-65535 . 65535, 65535 . 0-65535 }; `! --ports 22,80` -> the same text as `--ports 22,80`.
set -euo pipefail
command -v iptables-translate > /dev/null || { apt-get update -qq && apt-get install -y -qq iptables; } > /dev/null
iptables-translate --version
translate() { iptables-translate -A FORWARD -p tcp -m multiport "$@" -j ACCEPT; }
destination=$(translate --dports 22,1024:65535)
either=$(translate --ports 22,1024:65535)
but=$(translate ! --ports 22,80)
only=$(translate --ports 22,80)
printf '%s\n' "$destination" "$either" "$but" "$only"
[[ $destination == *"tcp dport { 22, 1024-65535 }"* ]]
[[ $either == *"0-65535 . 1024, 1024 . 0-65535, 0-65535 . 65535, 65535 . 0-65535"* ]]
[[ $either != *"1024-65535"* ]]
[ "$but" = "$only" ]
[[ $(translate ! --dports 22,80) == *"tcp dport != { 22, 80 }"* ]]
