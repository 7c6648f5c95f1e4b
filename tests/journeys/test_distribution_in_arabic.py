"""A distribution counted on a phone, in Arabic, while the network comes and goes: nobody is lost,
nobody counted twice, and nothing but numbers lies on the phone."""

import json
import re

from tests.journeys.walk import PHONE

PROJECT = {"code": "TAWZI-26", "title": "دعم الأشخاص في وضعية هشاشة", "starts_on-day": "1",
           "starts_on-month": "1", "starts_on-year": "2026", "ends_on-day": "31",
           "ends_on-month": "12", "ends_on-year": "2028"}  # fmt: skip
PLAN = {"title": "توزيع بالناظور", "project": "TAWZI-26", "kind": "mixed", "target": "women",
        "on-day": "1", "on-month": "12", "on-year": "2026", "province": "02.381"}  # fmt: skip
WOMAN, CHILD = "people female:25-59", "people male:5-11"
REFERRAL = "referral MED_PRIMARY:health"


def prepare(officer):
    officer.come_in("distribution_officer")
    officer.visit("/k/new")
    officer.send(PROJECT)
    officer.visit("/x/new")
    officer.send(PLAN)
    reference = officer.path.split("/")[2]
    officer.visit(f"/x/{reference}/step/begin")
    officer.send({}, "main form[method=post] button")
    officer.visit(f"/x/{reference}/tally")
    state(officer, "هذا الهاتف جاهز")
    officer.look("distribution-tally")
    return reference


def tap(officer, cell, by="1"):
    officer.page.locator(f"form button[value='{cell} {by}']").click()


def shown(officer, cell):
    return officer.page.locator(f"[data-cell='{cell}']").first.inner_text()


def state(officer, words):
    officer.page.locator("[data-state]", has_text=words).wait_for(timeout=12_000)


def on_the_phone(officer):
    return officer.page.evaluate("() => JSON.stringify({...localStorage})")


def count_without_a_network(officer):
    with officer.without_network():
        for _ in range(3):
            tap(officer, CHILD)
        tap(officer, CHILD, "-1")
        officer.page.locator("#cell").select_option("CM")
        officer.page.locator("form:has(#cell) button").click()
        for _ in range(2):
            officer.page.locator("#service").select_option("MED_PRIMARY")
            officer.page.locator("#kind").select_option("health")
            officer.page.locator("form:has(#service) button").click()
        state(officer, "لا توجد شبكة")
        assert (shown(officer, CHILD), shown(officer, "nationality CM")) == ("2", "1")
        assert shown(officer, REFERRAL) == "2"
        kept = json.loads(json.loads(on_the_phone(officer)).popitem()[1])
        counted = {**kept["waiting"], **(kept["sending"] or {"counts": {}})["counts"]}
        assert set(counted) <= {CHILD, "nationality CM", REFERRAL}
        officer.look("distribution-tally-offline")
    state(officer, "أُرسلت")
    assert on_the_phone(officer) == "{}"


def lose_the_answer(officer, reference):
    """The batch arrives and its answer is lost; the page is opened anew and sends it again."""
    sent = []

    def lose(route):
        sent.append(re.search(r"key=([0-9a-f]{32})", route.request.post_data)[1])
        route.fetch(max_redirects=0)
        route.abort()

    with officer.without_network():
        officer.page.context.set_offline(False)
        officer.page.route("**/tally/kept", lose)
        tap(officer, WOMAN)
        state(officer, "لا توجد شبكة")
        officer.page.unroute("**/tally/kept")
    with officer.page.expect_request("**/tally/kept") as again:
        officer.visit(f"/x/{reference}/tally")
    assert sent[0] in again.value.post_data
    state(officer, "أُرسلت")


def test_a_distribution_is_counted_on_a_phone_while_the_network_comes_and_goes(open_window):
    officer = open_window("ar", PHONE)
    reference = prepare(officer)
    tap(officer, WOMAN)
    tap(officer, WOMAN)
    state(officer, "أُرسلت")
    count_without_a_network(officer)
    lose_the_answer(officer, reference)
    officer.visit(f"/x/{reference}")
    officer.look("distribution-counted")
    officer.visit(f"/x/{reference}/tally/numbers")
    found = json.loads(officer.page.inner_text("body"))
    assert found == {WOMAN: 3, CHILD: 2, "nationality CM": 1, REFERRAL: 2}
    assert not officer.faults, "\n".join(officer.faults)
