"""Tokens made anew after staff added a spelling."""

from dataclasses import replace

from casework.cases import queries as cases
from casework.db import db
from casework.encryption.matching import candidates, search_tokens
from casework.encryption.matching.aliases import use_aliases_of
from casework.matching.cli import match
from tests.integration.matching.conftest import FIRST

ZIZOU = replace(FIRST, spoken_name="Zizou Kone", given_name="Zizou", family_name="Kone", phone="")
ZINEDINE = replace(ZIZOU, given_name="Zinedine", birth=None, nationality="", sex="unknown")


def _found(house):
    with house.app.app_context():
        return candidates(db.session, search_tokens(cases.particulars_of(ZINEDINE)))


def test_person_is_found_by_a_new_spelling_once_tokens_are_made_anew(house):
    home = house.app.extensions["settings"].home
    house.file("caseworker", ZIZOU)
    file = home / "aliases.csv"
    runner = house.app.test_cli_runner()
    try:
        file.write_text("zizou,zinedine\n", encoding="utf-8")
        assert "1 spellings" in runner.invoke(match, ["aliases"]).output
        assert _found(house) == []
        ran = runner.invoke(match, ["recompute"])
        assert (ran.exit_code, ran.output) == (0, "1 persons have new tokens\n")
        assert len(_found(house)) == 1
        file.write_text("zizou\n", encoding="utf-8")
        assert runner.invoke(match, ["recompute"]).exit_code == 2
        assert runner.invoke(match, ["aliases"]).exit_code == 2
    finally:
        file.unlink()
        use_aliases_of(home)
