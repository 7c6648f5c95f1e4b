"""The judging of what scanners say: nothing grave passes without a reason that was written down."""

import json

import pytest

from tests.scanning import findings, tools, weaknesses
from tests.scanning.findings import Finding, judged, known

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


def test_the_audit_of_weaknesses_ends_and_says_what_it_could_not_ask(capsys):
    assert weaknesses.told("") == 0
    assert "could not be reached" in capsys.readouterr().out
    skipped = {"dependencies": [{"name": "a", "skip_reason": "no network"}]}
    assert weaknesses.told(json.dumps(skipped)) == 0
    assert "could not be reached" in capsys.readouterr().out
    weak = {"id": "CVE-1", "fix_versions": ["2"]}
    found = {"dependencies": [{"name": "a", "version": "1", "vulns": [weak]}]}
    assert weaknesses.told(json.dumps(found)) == 1
    assert "CVE-1" in capsys.readouterr().out


def test_the_audit_of_weaknesses_is_cut_off_in_time(tmp_path, monkeypatch, capsys):
    slow = tmp_path / "pip-audit"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o700)
    monkeypatch.setattr(weaknesses, "program", lambda _name: str(slow))
    assert weaknesses.main(1) == 0
    assert "did not answer within 1 seconds" in capsys.readouterr().out


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
    monkeypatch.setattr(tools, "_ask_sqlmap", lambda *_asked: next(told))
    target = tools.Target("http://127.0.0.1", {})
    assert len(list(tools.sqlmap(target, "dpo", "/a/audit?first=x", 1))) == found
    assert next(told, None) is None
