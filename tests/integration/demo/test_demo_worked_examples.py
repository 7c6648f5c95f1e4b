"""The two worked examples stand in the demonstration with the figures of the public accounts they
are made after: Nador, 5 April 2017, and the workshop for labour inspectors of December 2018."""

import re
from datetime import date

from flask import Flask

from casework.assistance import queries
from casework.assistance.domain.counting import NATIONALITY
from casework.assistance.models import Operation, Training
from casework.assistance.report import donor_report
from casework.db import db
from casework.funding import queries as funding
from tests.integration.demo.conftest import today


def seen(app: Flask, look):
    with today(), app.app_context():
        found = look()
        db.session.close()
        return found


def nador() -> Operation:
    return db.session.query(Operation).filter_by(on=date(2017, 4, 5)).one()


def test_forty_people_were_reached_near_nador_37_women_and_3_men(small: Flask) -> None:
    reach = seen(small, lambda: queries.reach_of(nador().id))
    assert (reach.total, reach.of_sex("female"), reach.of_sex("male")) == (40, 37, 3)
    named = {code for code in reach.nationalities if code != "other"}
    assert named == {"CM", "NG", "ML", "GN", "CI"}
    assert sum(reach.nationalities.values()) == 40
    assert reach.of(NATIONALITY, "other") > 0 and reach.agrees


def test_eleven_or_more_kinds_of_goods_were_given_one_to_each(small: Flask) -> None:
    stock = seen(small, lambda: queries.stock(nador().id))
    given = {one.item: one.stock.distributed for one in stock}
    assert len(given) >= 11 and set(given.values()) == {40}
    named = ("Riz", "Farine", "Huile", "Lait en poudre", "Tomate", "Shampoing", "Savon",
             "Dentifrice", "Brosse à dents", "Eau de Javel", "Lessive", "Couvertures")  # fmt: skip
    assert {*named} <= set(given)
    assert all(one.stock.left == one.stock.received - 40 >= 0 for one in stock)
    signed = seen(small, lambda: [one.second_signed_by_id for one in queries.moves_of(nador().id)])
    assert all(signed)


def test_the_three_names_that_funded_and_helped_are_told_with_the_costs(small: Flask) -> None:
    def look():
        row = nador()
        report = donor_report(row.project_id, date(2017, 4, 1), date(2017, 4, 30))
        spent = sum(line.in_period.minor for line in report.lines)
        return row.partner, funding.donors_of(row.project_id), row.state, report, spent

    partner, donors, state, report, spent = seen(small, look)
    assert "ASTICUDE" in partner and "OIM" in partner
    assert [name for name in donors if "affaires étrangères de Finlande" in name] == list(donors)
    assert state == "done" and report.distributions == 1
    assert spent == 3_150_00 and all(line.reconciles for line in report.lines)


def test_more_than_twenty_inspectors_came_in_december_2018_four_of_them_women(
    small: Flask,
) -> None:
    def look():
        after, before = Training.on >= date(2018, 12, 1), Training.on <= date(2018, 12, 31)
        return db.session.query(Training).filter(after, before).one()

    held = seen(small, look)
    assert held.participants > 20 and held.women == 4
    assert held.audience == "labour_inspectors"
    assert len(set(re.findall(r"MA-\d\d", held.regions))) == 5
