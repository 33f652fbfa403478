"""What the peers that are asked about all pairs share: FLAT OUT PORT, and how pairs are told apart by subnet.

The questions: of all ordered pairs of hosts, of how many do all Linux client ports work, some, none, and how many ports work in all?
"""

import sys

from intervals import admitted, has, intersection
from questions import Questions

LINUX = [(32768, 60999)]


class Network:
    def __init__(self, path, port):
        made = Questions(path)
        self.port = port
        # Hosts of one subnet side by side: no block that a rule names cuts a subnet in two.
        self.hosts = sorted(made.hosts, key=lambda host: host.subnet)
        self.links = made.links
        self.entries = made.entries
        self.rules = made.rules
        self.references = made.references
        self.subnets = {}  # subnet: positions of its hosts
        for position, host in enumerate(self.hosts):
            self.subnets.setdefault(host.subnet, []).append(position)
        self.known = {}

    def is_routed(self, client, server):
        return client.vpc == server.vpc or (client.vpc, server.vpc) in self.links

    def acl(self, acl, direction, address):
        """The ports an ACL lets through to or from the subnet of an address, worked out once."""
        key = acl, direction, address >> 8
        if key not in self.known:
            self.known[key] = admitted(self.entries[acl, direction], address)
        return self.known[key]

    def passes(self, client, server):
        """Whether routes and ACLs let the request through."""
        return self.is_routed(client, server) and (
            client.subnet == server.subnet
            or has(self.acl(client.acl, "out", server.address), self.port)
            and has(self.acl(server.acl, "in", client.address), self.port)
        )

    def replies(self, client, server):
        """The two sets of client ports of which both must let replies through."""
        if client.subnet == server.subnet:
            return LINUX, LINUX
        return self.acl(server.acl, "out", client.address), self.acl(client.acl, "in", server.address)

    def allows(self, host, direction, peer):
        """Whether security groups allow the request."""
        for group in host.groups:
            for low, high, first, last in self.rules.get((group, direction), ()):
                if low <= peer.address <= high and first <= self.port <= last:
                    return True
            for other, first, last in self.references.get((group, direction), ()):
                if first <= self.port <= last and other in peer.groups:
                    return True
        return False


def size(ranges):
    return sum(last - first + 1 for first, last in ranges)


def working(network, client, server):
    """How many client ports routes and ACLs leave."""
    if not network.passes(client, server):
        return 0
    there, back = network.replies(client, server)
    return size(intersection(intersection(there, back), LINUX))


def arguments():
    return Network(sys.argv[1], int(sys.argv[3])), sys.argv[2]


def write(path, seconds, counts, pairs):
    """Prints the seconds that all pairs take, from those that some took, and writes works, intermittent, blocked, ports."""
    print(seconds)
    with open(path, "w") as file:
        file.write(" ".join(map(str, [pairs, *counts])) + "\n")
