"""The files of the production guide name what there is."""

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from casework.encryption import create_keyring, keyring_path
from casework.encryption.opening import open_keyring
from casework.health.service import NAMES
from config import Settings
from tests import proxy
from tests.conftest import SECRET
from tests.integration.setup.conftest import PHRASE
from tests.journeys.house import _free_port, _stop

DOCS = Path(__file__).parents[3] / "docs"
SETTING = re.compile(r"SANAD_[A-Z0-9_]+")


def test_the_guide_links_to_files_that_are_there():
    guide = (DOCS / "production.md").read_text("utf-8")
    for place in re.findall(r"\]\(([^)#]+)\)", guide):
        assert (DOCS / place).exists(), place


@pytest.mark.parametrize(
    "file", ["production.md", "production/sanad.env", "production/sanad.service",
             "production/sanad-worker.service", "production/Containerfile",
             "production/sanad-container"],
)  # fmt: skip
def test_every_setting_that_the_files_name_is_one_that_is_read(file):
    source = (DOCS.parent / "config.py").read_text("utf-8")
    known = set(SETTING.findall(source))
    known |= {f"{name}_FILE" for name in known}
    known |= {"SANAD_COMMAND"}  # read by `kernel/commands.py`: no setting of the program
    assert set(SETTING.findall((DOCS / file).read_text("utf-8"))) <= known


def test_the_example_environment_is_refused_until_its_secrets_are_filled_in():
    lines = (DOCS / "production" / "sanad.env").read_text("utf-8").splitlines()
    env = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
    faults = Settings.from_env(env).faults()
    assert {fault.split()[0] for fault in faults} == {
        "SANAD_SECRET_KEY", "SANAD_KEYRING_PASSPHRASE",
    }  # fmt: skip
    env |= {"SANAD_SECRET_KEY": "k" * 40, "SANAD_KEYRING_PASSPHRASE": "four words kept elsewhere"}
    assert Settings.from_env(env).faults() == []


def test_the_proxy_hands_over_one_value_of_each_header_that_is_believed():
    """What a client sends itself is replaced, never added to."""
    conf = (DOCS / "production" / "nginx.conf").read_text("utf-8")
    for name, value in (("For", "$remote_addr"), ("Proto", "https"), ("Host", "$host")):
        assert re.search(rf"proxy_set_header X-Forwarded-{name} +{re.escape(value)};", conf)
    assert "$proxy_add_x_forwarded_for" not in conf


def test_services_take_no_privilege_and_write_only_where_they_keep_things():
    for name in ("sanad.service", "sanad-worker.service"):
        unit = (DOCS / "production" / name).read_text("utf-8")
        for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=",
                     "UMask=0077", "LimitCORE=0", "StartLimitBurst=5", "PrivateUsers=yes",
                     "MemoryDenyWriteExecute=yes"):  # fmt: skip
            assert f"\n{line}\n" in unit


def test_the_guide_names_for_each_step_the_checks_that_look_at_it_and_forgets_none():
    guide = (DOCS / "production.md").read_text("utf-8")
    rows = re.findall(r"^\| \d [^|]+\| ([^|]+) \|$", guide, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == set(NAMES.values())


def test_nginx_itself_accepts_the_example_of_the_proxy(tmp_path):
    if proxy.nginx() is None or shutil.which("openssl") is None:
        pytest.skip("no nginx or openssl on this machine")
    proxy.certificate(tmp_path)
    conf = proxy.written(tmp_path, _free_port(), _free_port())
    done = subprocess.run(
        [proxy.nginx(), "-t", "-c", conf], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_request_that_nginx_refuses_or_cannot_pass_on_leaves_no_link_and_no_address(tmp_path):
    if proxy.nginx() is None or shutil.which("openssl") is None:
        pytest.skip("no nginx or openssl on this machine")
    root = proxy.certificate(tmp_path)
    plain, secure, nobody = _free_port(), _free_port(), _free_port()
    conf = proxy.written(tmp_path, plain, secure, nobody)
    stricter = (
        conf.read_text("utf-8").replace("rate=20r/s", "rate=1r/m").replace("burst=60", "burst=5")
    )
    conf.write_text(stricter, encoding="utf-8")
    trusted = ssl.create_default_context(cafile=root)
    link = f"https://localhost:{secure}/enrol/letters-of-a-link"
    answers = set()
    with proxy.running(conf):
        _wait_for(secure)
        for _each in range(9):
            with pytest.raises(HTTPError) as refused:
                urlopen(link, context=trusted)
            answers.add(refused.value.code)
        with pytest.raises(HTTPError, match="503"):
            urlopen(f"http://127.0.0.1:{plain}/enrol/letters-of-a-link", context=trusted)
    assert answers == {502, 503}  # nobody behind it; too many from one address
    ours = ("sanad.log", "sanad-error.log", "error.log")
    kept = "".join((tmp_path / name).read_text("utf-8") for name in ours)
    assert kept.count("GET 503") > 0
    assert "letters-of-a-link" not in kept
    assert "127.0.0.1" not in kept


def _wait_for(port: int) -> None:
    for _tenth in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx did not come up")


def test_what_the_unit_asks_before_it_starts_is_refused_where_a_server_would_be(tmp_path):
    unit = (DOCS / "production" / "sanad.service").read_text("utf-8")
    (asks,) = re.findall(r'^ExecStartPre=\S+/python -c "(.+)"$', unit, re.MULTILINE)
    env = {name: value for name, value in os.environ.items() if not name.startswith("SANAD_")}
    env |= {"SANAD_HOME": str(tmp_path), "SANAD_MODE": "production"}
    done = subprocess.run(
        [sys.executable, "-c", asks], env=env, cwd=DOCS.parent, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "SANAD_SECRET_KEY" in done.stderr + done.stdout


def test_systemd_itself_accepts_the_units(tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    files = (DOCS / "production").iterdir()
    names = sorted(file.name for file in files if file.suffix in (".service", ".timer"))
    assert len(names) == 5
    for name in names:
        unit = (DOCS / "production" / name).read_text("utf-8")
        unit = re.sub(r"^(ExecSt(?:art|artPre|op))=\S+", r"\1=/bin/true", unit, flags=re.MULTILINE)
        (tmp_path / name).write_text(unit, encoding="utf-8")
        done = subprocess.run(
            [program, "verify", "--man=no", tmp_path / name],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        ours = [line for line in done.stderr.splitlines() if name in line]
        assert ours == [], ours


def _container() -> list[tuple[str, str]]:
    text = (DOCS / "production" / "Containerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]


def test_the_image_installs_what_is_pinned_and_what_the_tests_run_on():
    (installs,) = [rest for step, rest in _container() if step == "RUN" and "pip install" in rest]
    files = re.findall(r"-r (\S+)", installs)
    assert files
    for file in files:
        for line in (DOCS.parent / file).read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                name, _equal, version = line.partition("==")
                assert metadata.version(name.partition("[")[0]) == version, line


def test_the_image_answers_with_nothing_but_what_is_copied_into_it(tmp_path):
    """The steps of the container file, done in a folder: what it copies, its start, its check; for
    real people, and addressed to its own name only."""
    for step, rest in _container():
        if step == "COPY":
            *sources, _target = rest.split()
            for one in sources:
                source, there = DOCS.parent / one, tmp_path / "app" / one
                copy = shutil.copytree if source.is_dir() else shutil.copy
                there.parent.mkdir(parents=True, exist_ok=True)
                copy(source, there)
    (start,) = [json.loads(rest) for step, rest in _container() if step == "CMD"]
    (check,) = [rest for step, rest in _container() if step == "HEALTHCHECK"]
    port = _free_port()
    home = tmp_path / "home"
    create_keyring(keyring_path(home), PHRASE)
    env = os.environ | {
        "SANAD_HOME": str(home), "SANAD_MODE": "production", "HOME": str(home),
        "SANAD_BASE_URL": "https://sanad.example", "SANAD_SECRET_KEY": SECRET,
        "SANAD_KEYRING_PASSPHRASE": PHRASE,
    }  # fmt: skip
    assert start[:2] == ["sh", "-c"]
    changes = (
        ("python", sys.executable), ("8000", str(port)), ("0.0.0.0", "127.0.0.1"),
        ("--workers 2", "--workers 1"),
    )  # fmt: skip
    for old, new in changes:
        assert old in start[2]
        start[2] = start[2].replace(old, new)
    here = {"cwd": tmp_path / "app", "env": env}
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "database", "upgrade"], check=True,
        capture_output=True, **here,
    )  # fmt: skip
    probe = re.search(r'CMD \["python", "-c", "(.+)"\]', check)
    asks = [sys.executable, "-c", probe[1].replace("8000", str(port))]
    with subprocess.Popen(start, start_new_session=True, **here) as server:
        try:
            for _try in range(240):
                if not subprocess.run(asks, capture_output=True, env=env).returncode:
                    break
                assert server.poll() is None, "it ended"
                time.sleep(0.5)
            else:
                raise AssertionError("it does not answer at /readyz")
            with pytest.raises(HTTPError, match="400"):
                urlopen(f"http://127.0.0.1:{port}/")
        finally:
            _stop(server)


def test_every_target_of_the_makefile_stands_once():
    text = (DOCS.parent / "Makefile").read_text("utf-8")
    (promised,) = re.findall(r"^\.PHONY: (.+)$", text, re.M)
    targets = re.findall(r"^([\w$()/.-]+):(?!=)", text, re.M)
    for target in promised.split():
        assert targets.count(target) == 1, target
    assert len(targets) == len(set(targets))


def test_a_command_of_the_guide_runs_with_the_settings_and_the_passphrase_of_the_services(tmp_path):
    """A key made by the guide is sealed by the passphrase. `systemd-run` is stood in for by the
    part of it that matters here: the settings' file, the credential, the folder."""
    guide = (DOCS / "production.md").read_text("utf-8")
    on_the_server = re.findall(r"flask --app wsgi (\w+ \w*)", guide)
    assert on_the_server == ["backup identity"], "every other command runs as the services do"
    home, settings, phrase = tmp_path / "home", tmp_path / "sanad.env", tmp_path / "phrase"
    settings.write_text(
        f"SANAD_MODE=production\nSANAD_HOME={home}\nSANAD_SECRET_KEY={SECRET}\n"
        "SANAD_BASE_URL=https://sanad.example\n"
    )
    phrase.mkdir()
    (phrase / "passphrase").write_text(PHRASE)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    (tmp_path / "wsgi.py").symlink_to(DOCS.parent / "wsgi.py")
    runs = tmp_path / "systemd-run"
    runs.write_text(STAND_IN)
    runs.chmod(0o755)
    env = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(DOCS.parent),
        "APP": str(tmp_path), "SETTINGS": str(settings), "PASSPHRASE": str(phrase),
    }  # fmt: skip
    control = [DOCS / "production" / "sanadctl", "keys", "create"]
    made = subprocess.run(control, env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert "sealed by the passphrase" in made.stdout and "UNPROTECTED" not in made.stdout
    assert PHRASE not in made.stdout + made.stderr
    open_keyring(Settings(home=home, mode="production", keyring_passphrase=PHRASE))
    nothing = subprocess.run(control[:1], env=env, capture_output=True, text=True, check=False)
    assert nothing.returncode == 2 and "sanadctl COMMAND" in nothing.stderr


STAND_IN = """#!/bin/sh
for one in "$@"; do
  shift
  case "$one" in
    --property=EnvironmentFile=*) set -a; . "${one#*EnvironmentFile=}"; set +a ;;
    --property=LoadCredentialEncrypted=passphrase:*) export CREDENTIALS_DIRECTORY="${one#*:}" ;;
    --working-directory=*) cd "${one#*=}" ;;
    --) exec "$@" ;;
  esac
done
"""
