"""Builds examples/dual, a VPC of both address families as `aws … describe-*` prints it.

    pip install botocore
    python3 examples/build-dual.py            rewrite examples/dual, then check it
    python3 examples/build-dual.py --check    only check the files that are there

What AWS would answer is written down by declared.py; no API is called. The check is that of snapshot_check.py.
"""

import pathlib

from declared import ANYWHERE, ANYWHERE_IPV6, EPHEMERAL, Place, Vpc, main

FOLDER = pathlib.Path(__file__).resolve().parent / "dual"
PUBLIC, PRIVATE = "10.30.0.0/24", "10.30.1.0/24"
PUBLIC_IPV6, PRIVATE_IPV6 = "2001:db8:30::/64", "2001:db8:30:1::/64"
HTTPS, SERVICE = (443, 443), (8080, 8080)

place = Place("dual", "111122223333", "eu-west-1")
vpc = Vpc(place, "dual", "10.30.0.0/16", "2001:db8:30::/56")
vpc.subnet("public", "a", PUBLIC, PUBLIC_IPV6)
vpc.subnet("private", "a", PRIVATE, PRIVATE_IPV6)

vpc.internet_gateway("dual")
vpc.egress_only_internet_gateway("dual-egress")
vpc.nat_gateway("dual-nat", "public", "10.30.0.150", "198.51.100.31")
vpc.route_table("public", {ANYWHERE: ("igw", "dual"), ANYWHERE_IPV6: ("igw", "dual")}, ["public"])
vpc.route_table("private", {ANYWHERE: ("nat", "dual-nat"), ANYWHERE_IPV6: ("eigw", "dual-egress")}, ["private"])

vpc.network_acl(
    "public",
    [(*HTTPS, ANYWHERE), (*HTTPS, ANYWHERE_IPV6), (*EPHEMERAL, ANYWHERE), (*EPHEMERAL, ANYWHERE_IPV6)],
    [(*HTTPS, ANYWHERE), (*HTTPS, ANYWHERE_IPV6), (*EPHEMERAL, ANYWHERE), (*EPHEMERAL, ANYWHERE_IPV6)],
    ["public"])
# The fault: IPv6 came later than these rules, and got none.
vpc.network_acl(
    "private",
    [(*SERVICE, PUBLIC), (*EPHEMERAL, ANYWHERE)],
    [(*HTTPS, ANYWHERE), (*EPHEMERAL, PUBLIC)],
    ["private"])
vpc.security_group("edge", "Web server", [(*HTTPS, ANYWHERE, ANYWHERE_IPV6)])
vpc.security_group("worker", "Behind the web server", [(*SERVICE, PUBLIC, PUBLIC_IPV6)])

vpc.instance("edge", "public", "10.30.0.10", "edge", ipv6="2001:db8:30::10", public="198.51.100.30")
vpc.instance("worker", "private", "10.30.1.10", "worker", ipv6="2001:db8:30:1::10")

if __name__ == "__main__":
    main(__doc__.splitlines()[0], FOLDER, {pathlib.Path(): place})
