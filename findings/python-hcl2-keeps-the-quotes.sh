#!/usr/bin/env bash
# python-hcl2 8.1.4: strings keep their quotes: protocol = "tcp" is the Python string '"tcp"', and so are labels, and blocks in lists.
# One would expect 'tcp', as json and the releases up to 7 give it; instead `rule["protocol"] == "tcp"` and `"0.0.0.0/0" in rule["cidr_blocks"]` are False
# for every rule, resource["aws_security_group"] is a KeyError, and a scanner that asks so finds nothing. strip_string_quotes=True brings the old values.
# Seen: 8.1.4: '"tcp"', ['"0.0.0.0/0"'], key '"aws_security_group"'; 7.3.1: 'tcp', ['0.0.0.0/0'], key 'aws_security_group'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check --target "$folder/new" python-hcl2==8.1.4
"$folder/venv/bin/pip" install -q --disable-pip-version-check --target "$folder/old" python-hcl2==7.3.1
cat > "$folder/read.py" <<'PY'
import hcl2

text = '''
resource "aws_security_group" "web" {
  ingress {
    protocol    = "tcp"
    from_port   = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}
'''

def read(**options):
    resource = hcl2.loads(text, **options)["resource"][0]
    kind = next(iter(resource))
    rule = next(iter(resource[kind].values()))["ingress"][0]
    return kind, rule["protocol"], rule["cidr_blocks"], rule["from_port"]

print(read())
if hasattr(hcl2, "SerializationOptions"):
    quoted = ('"aws_security_group"', '"tcp"', ['"0.0.0.0/0"'], 22)
    plain = read(serialization_options=hcl2.SerializationOptions(strip_string_quotes=True))
    print("strip_string_quotes:", plain)
    assert read() == quoted
    assert plain == ("aws_security_group", "tcp", ["0.0.0.0/0"], 22)
else:
    assert read() == ("aws_security_group", "tcp", ["0.0.0.0/0"], 22)
PY
PYTHONPATH=$folder/new "$folder/venv/bin/python" "$folder/read.py"
PYTHONPATH=$folder/old "$folder/venv/bin/python" "$folder/read.py"
