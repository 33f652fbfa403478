"""Knocks at the doors of `portolan serve` that must stay shut.

    doors.py ADDRESS                a server on loopback, which asks nobody for a token
    doors.py ADDRESS TOKEN [NAME]   a server that others reach, which asks everybody for one, and may be asked for by a name
"""

import http.client
import socket
import sys
import urllib.parse

address = urllib.parse.urlsplit(sys.argv[1])
token, name = (sys.argv[2:] + [None, None])[:2]
here = f"{address.hostname}:{address.port}"
problems = []


def ask(method="GET", target="/", **headers):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": here, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def expect(status, *arguments, **headers):
    response, body = ask(*arguments, **headers)
    if response.status != status:
        problems.append(f"{arguments} {headers}: status {response.status}, not {status}: {body[:120]}")
    if "default-src 'none'" not in (response.headers["Content-Security-Policy"] or ""):
        problems.append(f"{arguments} {headers}: no content security policy")
    if "unsafe" in (response.headers["Content-Security-Policy"] or ""):
        problems.append("the content security policy lets inline code in")
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")):
        if response.headers[name] != value:
            problems.append(f"{arguments} {headers}: {name} is {response.headers[name]}")
    if status not in (200, 400) and (b"web-1" in body or b"10.20" in body):
        problems.append(f"{arguments} {headers}: what is refused tells of the snapshot")
    return response, body


if token is None:
    expect(200)
    expect(200, "HEAD")
    for host in (f"localhost:{address.port}", "localhost", "127.0.0.1", f"[::1]:{address.port}", "LOCALHOST"):
        expect(200, Host=host)
    # A name that somebody else's name server points here (DNS rebinding).
    for host in ("evil.example", f"evil.example:{address.port}", "localhost.evil.example", "10.0.0.1", "127.0.0.1.evil.example", ""):
        expect(421, Host=host)
    expect(200, Origin=f"http://{here}")
    for origin in ("http://evil.example", "null", "http://localhost:1", f"http://{here}.evil.example", ""):
        expect(403, "GET", "/api/trace?from=web-1&to=orders&port=5432", Origin=origin)
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        expect(405, method)
    expect(404, "GET", "/nothing")
    expect(404, "GET", "/assets/../../etc/passwd")
    expect(404, "GET", "/%2e%2e/%2e%2e/etc/passwd")
    expect(414, "GET", "/?from=" + "x" * 9_000)
    expect(400, "GET", "/?from=%00%ff%3Cscript%3E&to=%zz&port=1")
    # More header than is taken, and a request that is none: the connection ends, and the server lives.
    for garbage in (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n"):
        with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
            try:
                connection.sendall(garbage)
                connection.shutdown(socket.SHUT_WR)
                answer = connection.recv(4_096)
            except OSError:
                answer = b""
            if answer.startswith(b"HTTP/1.1 200"):
                problems.append(f"{garbage[:20]} is answered")
    expect(200)
else:
    expect(401)
    expect(401, "GET", "/api/trace?from=web-1&to=orders&port=5432")
    expect(401, "GET", "/assets/page.js")
    expect(401, "GET", "/?token=wrong")
    expect(401, "GET", "/", Authorization="Bearer " + token[:-1] + ("y" if token[-1] == "x" else "x"))
    expect(401, "GET", "/", Cookie="portolan=")
    expect(200, "GET", "/", Authorization="Bearer " + token)
    response, _ = expect(303, "GET", f"/?from=web-1&token={token}")
    if response.headers["Location"] != "/?from=web-1":
        problems.append(f"the token leads to {response.headers['Location']}")
    cookie = response.headers["Set-Cookie"] or ""
    if "HttpOnly" not in cookie or "SameSite=Strict" not in cookie:
        problems.append(f"the cookie is {cookie}")
    expect(200, "GET", "/?from=web-1", Cookie=cookie.split(";")[0])
    response, _ = expect(303, "GET", f"//evil.example/?token={token}")
    if response.headers["Location"].startswith("//"):
        problems.append("the token leads to another server")
    expect(200, "GET", "/", Host="10.1.2.3:8080", Authorization="Bearer " + token)
    if name:
        expect(200, "GET", "/", Host=name, Authorization="Bearer " + token)
    expect(421, "GET", "/", Host="evil.example", Authorization="Bearer " + token)

print("\n".join(problems))
sys.exit(1 if problems else 0)
