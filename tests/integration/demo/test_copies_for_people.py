"""The copy of what is kept, made for everybody of a fictional country: it tells each part, in both
languages, and never which house somebody lived in."""

import pytest
from flask import Flask
from sqlalchemy import select

from casework.cases.models import Case
from casework.db import db
from casework.oversight import person_copy
from casework.shelter.models import ShelterAddress, ShelterUnit
from tests.integration.demo.conftest import today

PARTS = ("plan", "services", "stays", "returns", "reintegration")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_part_is_told_to_somebody_and_no_house_is_named(country: Flask, language) -> None:
    with today(), country.test_request_context():
        copies = [person_copy.as_plain(case, language) for case in db.session.scalars(select(Case))]
        houses = [unit.card.reveal() for unit in db.session.scalars(select(ShelterUnit))]
        addresses = [one.address.reveal() for one in db.session.scalars(select(ShelterAddress))]
        db.session.close()
    told = {part: sum(bool(copy["parts"][part]) for copy in copies) for part in PARTS}
    assert all(told.values()), told
    lines = [
        f"{line['what']} {line['value']}"
        for copy in copies
        for part in copy["parts"].values()
        for line in part
    ]
    assert not [line for line in lines if line.endswith(" ") or "None" in line or "<" in line]
    text = "\n".join(lines)
    secret = {card.name for card in houses} | {
        card.meeting_point for card in houses if card.meeting_point
    }
    secret |= {address.lines for address in addresses}
    assert len(secret) > 3
    assert [one for one in secret if one in text] == []
