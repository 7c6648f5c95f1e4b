"""A message names the command that works where it is read."""

import pytest
from markupsafe import Markup

from casework.backup.refusals import NoRecipients
from casework.encryption.refusals import KeyringMissing
from casework.health.domain import Finding, Verdict
from casework.health.texts import ADVICE, advice
from casework.kernel.commands import as_run_here


def test_on_a_server_it_is_sanadctl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANAD_COMMAND", "sanadctl")
    assert str(KeyringMissing()).endswith("Make one with: sanadctl keys create")
    assert as_run_here(Markup("« flask audit verify » et <b>")) == Markup(
        "« sanadctl audit verify » et <b>"
    )


def test_elsewhere_it_can_be_copied_into_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANAD_COMMAND", raising=False)
    assert str(KeyringMissing()).endswith("Make one with: flask --app wsgi keys create")


def test_what_is_done_on_another_machine_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANAD_COMMAND", "sanadctl")
    assert str(NoRecipients()).endswith("flask --app wsgi backup identity FILE")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_advice_of_the_doctor_names_a_command_that_does_not_work_on_a_server(
    sqlite_app, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SANAD_COMMAND", "sanadctl")
    with sqlite_app.test_request_context(headers={"Cookie": f"lang={language}"}):
        said = [str(text) for text in ADVICE.values()]
        named = sum("flask " in text for text in said)
        told = [as_run_here(text) for text in said]
        assert named > 10
        assert sum("sanadctl " in text for text in told) >= named
        assert not [text for text in told if "flask " in text.replace("flask --app wsgi", "")]
        line = advice(Finding("rehearsal", Verdict.WARN, "no_rehearsal"))
    assert "sanadctl backup rehearse" in line
