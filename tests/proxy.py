"""The proxy example of the production guide, on free ports of this machine.

What is changed in it is named here and nothing else: paths, ports, the name, and, where scanners
are to get through, how many requests an address may send.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "docs" / "production" / "nginx.conf"
LIMITS = ("    limit_req zone=sanad burst=60 nodelay;\n", "    limit_conn lines 40;\n")
OWN_LOG = (
    'log_format each escape=json \'{"method":"$request_method","path":"$request_uri",'
    '"status":"$status","by":"$http_x_scan"}\';\n'
)


def nginx() -> str | None:
    """Where it is on this machine."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def certificate(folder: Path) -> Path:
    """A certificate for localhost of an authority of its own, whose certificate is given back."""
    root = folder / "authority.pem"
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-sha256"]
    for line in (
        [*new, "-subj", "/CN=Sanad tests", "-keyout", folder / "authority.key", "-out", root],
        [*new, "-subj", "/CN=localhost", "-CA", root, "-CAkey", folder / "authority.key",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-addext", "basicConstraints=critical,CA:FALSE",
         "-addext", "extendedKeyUsage=serverAuth",
         "-keyout", folder / "key.pem", "-out", folder / "own.pem"],
    ):  # fmt: skip
        subprocess.run(line, check=True, capture_output=True)
    both = (folder / "own.pem").read_text() + root.read_text()
    (folder / "full.pem").write_text(both)
    return root


def written(
    folder: Path, plain: int, secure: int, before: int = 8000, *, limited: bool = True
) -> Path:
    """The example as a whole configuration. `before`: the port of the Sanad behind it."""
    conf = EXAMPLE.read_text("utf-8")
    changes = [
        ("/etc/ssl/sanad/fullchain.pem", f"{folder}/full.pem"),
        ("/etc/ssl/sanad/key.pem", f"{folder}/key.pem"),
        ("access_log /var/log/nginx/sanad.log sanad;",
         f"access_log {folder}/sanad.log sanad;\n    access_log {folder}/each.log each;"),
        ("/var/log/nginx/sanad-error.log", f"{folder}/sanad-error.log"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("return 301 https://sanad.example.ma", f"return 301 https://localhost:{secure}"),
        ("sanad.example.ma", "localhost"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{before}"),
    ]  # fmt: skip
    changes += [] if limited else [(line, "") for line in LIMITS]
    for old, new in changes:
        assert old in conf, f"not in the example any more: {old}"
        conf = conf.replace(old, new)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    whole = folder / "nginx.conf"
    whole.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\n{places}{OWN_LOG}{conf}\n}}\n",
        encoding="utf-8",
    )
    return whole


@contextmanager
def running(conf: Path) -> Iterator[None]:
    """nginx with this configuration, stopped at the end; it runs as whoever starts it."""
    program = nginx()
    assert program is not None, "no nginx on this machine"
    line = [program, "-e", f"{conf.parent}/error.log", "-c", str(conf), "-g"]
    with subprocess.Popen([*line, "daemon off; master_process off;"]) as server:
        try:
            yield
        finally:
            server.terminate()
