"""Writes the JSON blocks of the aws CLI's own documentation, of the calls that are named, into a folder: one file each.

usage: examples.py FOLDER SERVICE/COMMAND...
"""
import importlib.metadata, importlib.util, pathlib, re, subprocess, sys, tempfile

VERSION = "1.45.11"


def examples(scratch):
    """The folder of the examples: of the installed package, or of one that pip brings."""
    try:
        if importlib.metadata.version("awscli") == VERSION:
            return pathlib.Path(importlib.util.find_spec("awscli").origin).parent / "examples"
    except importlib.metadata.PackageNotFoundError:
        pass
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", scratch, f"awscli=={VERSION}"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return pathlib.Path(scratch) / "awscli" / "examples"


def blocks(text):
    """The indented blocks that begin as JSON does."""
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        indent = re.match(r"( +)[\[{]", lines[place])
        if not indent:
            place += 1
            continue
        end = place
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith(indent[1])):
            end += 1
        yield "\n".join(lines[place:end]).strip() + "\n"
        place = end


with tempfile.TemporaryDirectory() as scratch:
    try:
        root = examples(scratch)
    except (OSError, subprocess.CalledProcessError):
        print("pip cannot install the aws CLI")
        sys.exit()
    for call in sys.argv[2:]:
        file = root / f"{call}.rst"
        for number, block in enumerate(blocks(file.read_text()) if file.exists() else [], 1):
            path = pathlib.Path(sys.argv[1]) / f"{call.replace('/', '.')}.{number}.json"
            path.write_text(block)
            print(path.name)
