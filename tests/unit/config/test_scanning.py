"""The judging of what scanners say: nothing grave passes without a reason that was written down."""

import json
import time
from xml.etree.ElementTree import fromstring

import pytest

from tests.client import HtmlForm
from tests.scanning import api, attackers, findings, flask_secrets, front, weaknesses
from tests.scanning.__main__ import broken
from tests.scanning.findings import Finding, judged, known
from tests.scanning.table import Row, printed
from tests.scanning.target import Answer, NothingAsked, Target, run
from tests.scanning.walk import Seen

GRAVE = Finding("wapiti", "SQL Injection", "GET /c", "high", "caseworker")
GOOD = """
- scanner: wapiti
  rule: SQL Injection
  where: GET /c
  reason: The answer differs because the page shows the time of day.
"""


def _list(tmp_path, text):
    path = tmp_path / "exceptions.yaml"
    path.write_text(text, encoding="utf-8")
    return known(path)


def test_the_exceptions_of_the_repository_say_why_and_cover_one_thing_each():
    assert all(len(one.reason.strip()) >= findings.SHORTEST_REASON for one in known())


@pytest.mark.parametrize("change", [
    ("reason: The answer differs because the page shows the time of day.", "reason: false"),
    ("where: GET /c", "where: .*"),
    ("where: GET /c", 'where: ""'),
    ("scanner: wapiti", "scanner: somebody"),
    ("rule: SQL Injection", "rul: SQL Injection"),
])  # fmt: skip
def test_an_exception_without_a_reason_or_that_covers_everything_is_refused(tmp_path, change):
    with pytest.raises(ValueError):
        _list(tmp_path, GOOD.replace(*change))


def test_what_is_grave_is_left_unless_it_is_known_to_be_false(tmp_path):
    low = Finding("wapiti", "Internal", "GET /d", "low")
    assert judged([GRAVE, low], [])[0] == [GRAVE]
    left, explained, unused = judged([GRAVE, low], _list(tmp_path, GOOD))
    assert (left, explained, unused) == ([], [GRAVE], [])
    elsewhere = Finding("wapiti", "SQL Injection", "GET /c/1", "high")
    left, _explained, unused = judged([elsewhere], _list(tmp_path, GOOD))
    assert left == [elsewhere]
    assert len(unused) == 1


def test_the_audit_of_weaknesses_ends_and_says_what_it_could_not_ask():
    skipped = {"dependencies": [{"name": "a", "skip_reason": "no network"}]}
    for silent in ("", json.dumps(skipped)):
        with pytest.raises(NothingAsked, match="could not be reached"):
            list(weaknesses.told(silent))
    weak = {"id": "CVE-1", "fix_versions": ["2"]}
    found = {"dependencies": [{"name": "a", "version": "1", "vulns": [weak]}]}
    (one,) = weaknesses.told(json.dumps(found))
    assert (one.rule, one.where, one.weight, one.told) == ("CVE-1", "a 1", "high", "mended in 2")


def test_the_audit_of_weaknesses_is_cut_off_in_time(tmp_path, monkeypatch):
    slow = tmp_path / "pip-audit"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o700)
    monkeypatch.setattr(weaknesses, "program", lambda _name: str(slow))
    with pytest.raises(NothingAsked, match="did not answer within 1 seconds"):
        list(weaknesses.findings(1))


HUNCH = "GET parameter 'first' appears to be 'AND boolean-based blind' injectable"


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (["all tested parameters do not appear to be injectable"], 0),
        ([HUNCH, "all tested parameters do not appear to be injectable"], 0),
        ([HUNCH, HUNCH], 1),
        ([HUNCH + "\n    Type: boolean-based blind"], 1),
    ],
)
def test_a_hunch_of_sqlmap_counts_unless_more_time_takes_it_back(
    monkeypatch, answers, found
) -> None:
    told = iter(answers)
    monkeypatch.setattr(attackers, "_ask_sqlmap", lambda *_asked: next(told))
    target = Target("https://127.0.0.1")
    assert len(list(attackers.sqlmap(target, Seen("dpo"), "/a/audit?first=x", 1))) == found
    assert next(told, None) is None


def test_a_scanner_is_cut_off_with_all_that_it_started(tmp_path):
    left = tmp_path / "left"
    run(["sh", "-c", f"(sleep 2; touch {left}) & sleep 30"], 0.5)
    time.sleep(2)
    assert not left.exists()


def test_an_error_of_the_server_is_a_finding_of_whichever_scanner_met_it():
    answers = [
        Answer("POST", "/c/find?q=1", 500),
        Answer("GET", "/", 200),
        Answer("GET", "/x", 503),
    ]
    found = [(one.rule, one.where, one.weight) for one in broken("wapiti", "dpo", answers)]
    assert found == [("answers 500", "POST /c/find", "high"), ("answers 503", "GET /x", "high")]
    limited = [one.rule for one in broken("slowhttptest", "", answers)]
    assert limited == ["answers 500"], "the proxy's own limit is no error"


REPORT = """<testsuites><testsuite>
<testcase name="POST /a"><failure>1. Test Case ID: x

- ST101 Server error

- ST103 Undocumented status code
</failure></testcase>
<testcase name="GET /b"><error>Connection refused</error></testcase>
<testcase name="GET /c"/><testcase name="GET /d"><skipped/></testcase>
</testsuite></testsuites>"""


def test_what_schemathesis_reports_is_read_by_kind_and_address():
    report = fromstring(REPORT)
    found = [(one.rule, one.where, one.weight) for one in api.failures(report, "dpo")]
    assert found == [
        ("Server error", "POST /a", "high"),
        ("Undocumented status code", "POST /a", "medium"),
        ("error", "GET /b", "medium"),
    ]
    assert api.reached(report) == 3


def test_what_sslscan_reports_of_old_versions_and_weak_ciphers_is_a_finding():
    report = fromstring(
        '<ssltest><protocol type="tls" version="1.1" enabled="1"/>'
        '<protocol type="tls" version="1.3" enabled="1"/><compression supported="1"/>'
        '<cipher strength="weak" cipher="RC4"/><cipher strength="strong" cipher="AES"/></ssltest>'
    )
    found = [(one.rule, one.where) for one in front.spoken(report)]
    assert found == [("old version", "tls1.1"), ("cipher", "RC4"), ("compression", "tls")]


def test_a_form_is_sent_by_one_role_only_with_its_token_and_without_its_key():
    form = HtmlForm("/c/find", "post")
    form.names = {"q", "kind", "idempotency_key", "csrf_token"}
    form.fields = {"kind": ["name"], "idempotency_key": ["0" * 32]}
    seen, taken = Seen("dpo", token="t", forms={"/c/find": form}), set()
    assert list(attackers.bodies(seen, taken, 2)) == [("/c/find", "csrf_token=t&kind=name&q=1")]
    assert list(attackers.bodies(seen, taken, 2)) == []


def test_the_table_has_a_line_for_each_scanner_and_role_and_says_what_was_not_done(tmp_path):
    rows = [
        Row("sqlmap", "dpo", 3, [GRAVE], 2.0),
        Row("sqlmap", "dpo", 4, [], 1.0),
        Row("testssl", missing="testssl is not on this machine"),
    ]
    head, first, second = printed(rows, _list(tmp_path, GOOD)).splitlines()
    assert head.split()[:6] == ["scanner", "role", "requests", "high", "medium", "low"]
    assert first.split() == ["sqlmap", "dpo", "7", "1", "0", "0", "1", "0", "3"]
    assert "NOT DONE: testssl is not on this machine" in second


@pytest.mark.parametrize("line", [
    'app.config["SECRET_KEY"] = "correcthorsebattery"',
    "SECRET_KEY = 'correcthorsebattery'",
    "SANAD_SECRET_KEY=correcthorsebattery",
    'app.secret_key = b"correcthorsebattery"',
])  # fmt: skip
def test_a_secret_of_flask_that_is_written_down_is_seen(line):
    assert any(one.search(line) for one in flask_secrets.denylist())


@pytest.mark.parametrize("line", [
    'secret = current_app.config["SECRET_KEY"]',
    'secret_key=env.get("SANAD_SECRET_KEY") or DEMO_SECRET,',
    "SANAD_SECRET_KEY=",
    'SECRET_KEY = os.environ["SANAD_SECRET_KEY"]',
])  # fmt: skip
def test_a_secret_of_flask_that_is_read_from_the_surroundings_is_none(line):
    assert not any(one.search(line) for one in flask_secrets.denylist())
