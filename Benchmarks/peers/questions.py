"""Reads the flat file of rules and questions that the benchmark writes (MadeNetwork+Flat.swift)."""

import collections

Host = collections.namedtuple("Host", "address subnet acl groups vpc")


class Questions:
    def __init__(self, path):
        self.hosts = []
        self.entries = collections.defaultdict(list)  # (acl, direction): (is_allow, low, high, low_port, high_port)
        self.rules = collections.defaultdict(list)  # (group, direction): (low, high, low_port, high_port)
        self.references = collections.defaultdict(list)  # (group, direction): (other, low_port, high_port)
        self.questions = []
        self.links = set()  # (vpc, vpc), both ways
        with open(path) as file:
            for line in file:
                word, *rest = line.split()
                if word == "host":
                    groups = tuple(int(group) for group in rest[3].split(","))
                    self.hosts.append(Host(int(rest[0]), int(rest[1]), int(rest[2]), groups, int(rest[4])))
                elif word == "entry":
                    self.entries[int(rest[0]), rest[1]].append((rest[2] == "allow", *map(int, rest[3:])))
                elif word == "rule":
                    self.rules[int(rest[0]), rest[1]].append(tuple(map(int, rest[2:])))
                elif word == "reference":
                    self.references[int(rest[0]), rest[1]].append(tuple(map(int, rest[2:])))
                elif word == "link":
                    one, other = map(int, rest)
                    self.links |= {(one, other), (other, one)}
                elif word == "question":
                    self.questions.append(tuple(map(int, rest)))


def text(ranges):
    """Ranges as Portolan prints a set of ports."""
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in ranges)


def write_answers(path, answers):
    with open(path, "w") as file:
        for ranges in answers:
            file.write(text(ranges) + "\n")
