"""Kits in versions: a changed kit leaves what was given as it was, and no more are given than the
stock holds."""

import pytest

from casework.assistance import kit_queries, queries, service
from casework.assistance.domain.kits import Contents
from casework.assistance.domain.refusals import (
    EmptyKit,
    ItemTwice,
    KitNameTaken,
    SameContents,
    SameHand,
    StockTooLow,
)
from casework.funding import queries as funding
from casework.kernel.refusals import GateClosed, NotPermitted, StaleVersion
from tests.factories import actor_named
from tests.integration.assistance.conftest import contents


def stock(store, reference):
    found = store.on(reference, lambda row, actor: queries.stock(row.id))
    return {one.item: (one.stock.received, one.stock.distributed, one.stock.left) for one in found}


def changed(store, kit, *parts, version=1):
    def act():
        actor = actor_named("distribution_officer")
        service.change(kit_queries.kit(actor, kit), contents(*parts), actor, version)

    store.do(act)


def test_a_kit_that_changes_leaves_what_was_given_as_it_was(quick_store):
    reference, kit = quick_store.planned(), quick_store.kit()
    quick_store.kits(reference, "received", kit, 40)
    quick_store.kits(reference, "distributed", kit, 37)
    before = stock(quick_store, reference)
    changed(quick_store, kit, ("Savon", 5), ("Serviette", 2))
    assert stock(quick_store, reference) == before == {
        "Savon": (80, 74, 6), "Couvertures": (40, 37, 3)
    }  # fmt: skip
    moved = quick_store.on(reference, lambda row, actor: kit_queries.kits_moved([row.id]))
    assert [one.version.number for one in moved] == [1, 1]
    assert [part.item for part in moved[0].version.contents.parts] == ["Savon", "Couvertures"]


def test_a_distribution_under_way_may_go_on_with_the_version_it_began_with(quick_store):
    reference, kit = quick_store.planned(), quick_store.kit()
    quick_store.kits(reference, "received", kit, 10)
    changed(quick_store, kit, ("Savon", 5))
    offered = quick_store.on(reference, lambda row, actor: kit_queries.offered(row))
    assert [one.number for one in offered] == [2, 1]
    other = quick_store.planned("SANTE-MIGRANTS")
    offered = quick_store.on(other, lambda row, actor: kit_queries.offered(row))
    assert [one.number for one in offered] == [2]
    quick_store.kits(reference, "distributed", kit, 4, version=1)
    assert stock(quick_store, reference)["Couvertures"] == (10, 4, 6)


def test_no_more_kits_are_given_than_the_scarcest_item_allows(store):
    reference, kit = store.planned(), store.kit()
    store.goods(reference, "received", "Savon", 100)
    store.goods(reference, "received", "Couvertures", 7)
    with pytest.raises(StockTooLow):
        store.kits(reference, "distributed", kit, 8)
    assert stock(store, reference) == {"Savon": (100, 0, 100), "Couvertures": (7, 0, 7)}
    store.kits(reference, "distributed", kit, 7)
    with pytest.raises(StockTooLow):
        store.kits(reference, "distributed", kit, 1)
    assert stock(store, reference) == {"Savon": (100, 14, 86), "Couvertures": (7, 7, 0)}


def test_kits_are_signed_by_two_with_everything_in_them(quick_store):
    reference, kit = quick_store.planned(), quick_store.kit()
    quick_store.on(reference, lambda row, actor: service.step(row, "begin", actor))
    move = quick_store.kits(reference, "received", kit, 3)
    finish = lambda row, actor: service.step(row, "finish", actor)  # noqa: E731
    with pytest.raises(GateClosed):
        quick_store.on(reference, finish)

    def sign(row, actor):
        service.sign_kits(row, kit_queries.kit_move(row.id, move).move, actor)

    with pytest.raises(SameHand):
        quick_store.on(reference, sign)
    quick_store.on(reference, sign, "second_officer")
    quick_store.on(reference, finish)


def test_an_item_that_moved_in_a_kit_is_not_signed_by_itself(quick_store):
    reference, kit = quick_store.planned(), quick_store.kit()
    move = quick_store.kits(reference, "received", kit, 3)

    def alone(row, actor):
        return [queries.move_of(row.id, one.id) for one in kit_queries.items_moved(move)]

    assert quick_store.on(reference, alone) == [None, None]


@pytest.mark.parametrize(("parts", "refusal"), [
    ((), EmptyKit), ((("Savon", 1), ("Savon", 2)), ItemTwice),
])  # fmt: skip
def test_a_kit_that_is_empty_or_names_an_item_twice_is_refused(parts, refusal):
    with pytest.raises(refusal):
        (contents(*parts) if parts else Contents(())).check()


def test_a_kit_is_not_named_twice_nor_changed_unseen_nor_into_itself(quick_store):
    kit = quick_store.kit()
    with pytest.raises(KitNameTaken):
        quick_store.kit()
    with pytest.raises(SameContents):
        changed(quick_store, kit)
    changed(quick_store, kit, ("Savon", 9))
    with pytest.raises(StaleVersion):
        changed(quick_store, kit, ("Savon", 3))


def test_a_kit_belongs_to_its_organisation(quick_store):
    kit = quick_store.kit()

    def act():
        stranger = actor_named("caseworker")
        assert kit_queries.kit(stranger, kit) is None
        mine = kit_queries.kit(actor_named("distribution_officer"), kit)
        service.change(mine, contents(("Savon", 1)), stranger, 1)

    with pytest.raises(NotPermitted):
        quick_store.do(act)


def test_an_officer_composes_a_kit_gives_it_and_charges_it_on_the_pages(quick_store, client_as):
    reference = quick_store.planned()
    officer = client_as("distribution_officer", "ar")
    officer.submit("/x/kits/new", {"name": "حقيبة", "item_1": "صابون", "serves": "1"},
                   status=422, containing="name")  # fmt: skip
    kit = {
        "name": "حقيبة النظافة",
        "serves": "2",
        "amount": "45,50",
        "currency": "MAD",
        "item_1": "صابون",
        "quantity_1": "2",
        "unit_1": "قطعة",
        "category_1": "hygiene",
    }
    made = officer.submit("/x/kits/new", kit, containing="name")
    page = made.location.split("?")[0]
    officer.submit(f"{page}/change", {"quantity_1": "3"}, containing="serves")
    assert "النسخة 2" in officer.get("/x/kits").text
    newest = _newest(quick_store, reference)
    for kind, number in (("received", "10"), ("distributed", "4")):
        officer.submit(
            f"/x/{reference}/kits",
            {"kind": kind, "kit": newest, "quantity": number},
            containing="kit",
        )
    officer.submit(f"/x/{reference}/kits",
                   {"kind": "distributed", "kit": newest, "quantity": "7"}, status=409,
                   containing="kit")  # fmt: skip
    assert stock(quick_store, reference) == {"صابون": (30, 12, 18)}
    [given] = quick_store.on(reference, lambda row, actor: [
        one.move.id
        for one in kit_queries.kits_moved([row.id])
        if one.move.kind == "distributed"
    ])  # fmt: skip
    cost = f"/x/{reference}/kits/{given}/cost"
    asked = officer.get(cost).form("line")
    assert asked.fields["amount"] == ["182.00"]  # four kits of 45,50
    line = str(quick_store.line("SANTE-MIGRANTS"))
    officer.submit(cost, {"line": line, "cost": "goods", "on-day": "5", "on-month": "4",
                          "on-year": "2017", "amount": "182", "currency": "EUR"},
                   containing="line")  # fmt: skip
    page = officer.get(cost)
    assert "182,00" in page.text.split("<form")[-2] + page.text
    again = {"line": line, "cost": "goods", "on-day": "5", "on-month": "4", "on-year": "2017",
             "amount": "182", "currency": "EUR"}  # fmt: skip
    page = officer.submit(cost, again, status=409, containing="line")
    assert "ألغِ ذلك القيد" in page.text
    charged = quick_store.do(
        lambda: [one.line_minor for one in funding.charges_for("kit", [given])]
    )
    assert charged == [18_200]


def _newest(store, reference):
    return store.on(reference, lambda row, actor: str(kit_queries.offered(row)[0].id))
