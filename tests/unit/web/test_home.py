"""My work, and the way out."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from casework.kernel import clock
from casework.policy import Actor, Role
from casework.web import account, guard, home, navigation
from casework.web.account import AccountDesk, SignedIn
from casework.web.languages import _l
from casework.web.navigation import Action, NavItem, WorkList, WorkRow, WorkRows

NAME = "<b>Amal</b> سند"


@pytest.fixture
def desk(actor: Actor, web: Flask) -> list[str]:
    """Somebody is signed in; what the desk is asked to do is kept."""
    asked: list[str] = []

    def end(answer: Response) -> Response:
        asked.append("end")
        return answer

    account.register_account_desk(
        AccountDesk(
            describe=lambda _actor: SignedIn(NAME, "Association", "/me", "/sign-out", "dark"),
            sign_in=lambda: "the sign-in form",
            end_session=end,
            remember_language=lambda _actor, language: asked.append(language),
        )
    )
    guard.register_actor_loader(lambda: actor)
    return asked


@pytest.fixture
def my_work(web: Flask, desk: list[str], monkeypatch: pytest.MonkeyPatch):
    """The page, without the store that the guard would open."""

    def shown(lists: list[WorkList]) -> str:
        for work_list in lists:
            navigation.register_work_list(Role.CASEWORKER, work_list)
        monkeypatch.setattr(home, "my_work", home.my_work.__wrapped__)
        session = SimpleNamespace(rollback=lambda: None)
        monkeypatch.setattr(home, "db", SimpleNamespace(session=session))
        return web.test_client().get("/", headers={"Accept-Language": "fr"}).text

    return shown


def _list(rows: WorkRows, key: str = "late", **options) -> WorkList:
    return WorkList(key, _l("Help"), lambda _actor: rows, **options)


def test_somebody_signed_out_gets_the_sign_in_form_as_home_page(
    browser: FlaskClient, desk: list[str]
) -> None:
    guard.register_actor_loader(lambda: None)
    assert browser.get("/").text == "the sign-in form"


def test_my_work_shows_five_rows_the_total_and_the_way_to_all(my_work) -> None:
    rows = [WorkRow(f"Ligne {n}", f"/c/{n}", code=f"MA-26-000{n}-0") for n in range(7)]
    page = my_work([_list(WorkRows(rows, 12, "/t"), edge="late")])
    assert page.count('class="code"') == 5
    assert '<span class="n">12</span>' in page
    assert 'href="/t"' in page
    assert "lead-bar" in page


def test_my_work_says_deadlines_in_words(my_work) -> None:
    rows = [WorkRow("Appeler", "/c", due=clock.now() - timedelta(hours=2, minutes=1))]
    assert '<span class="when late">en retard de 2\u00a0heures</span>' in my_work(
        [_list(WorkRows(rows, 1))]
    )


def test_my_work_leaves_out_an_empty_list_unless_its_emptiness_speaks(my_work) -> None:
    page = my_work([_list(WorkRows()), _list(WorkRows(), "beds", empty="Tous les lits confirmés")])
    assert page.count('<section class="card') == 1
    assert "Tous les lits confirmés" in page


@pytest.mark.parametrize("lists", [[], [_list(WorkRows())]])
def test_my_work_says_so_when_there_is_nothing_to_do(my_work, lists) -> None:
    assert "Rien à faire pour l’instant" in my_work(lists)


def test_a_list_that_fails_says_so_and_leaves_the_others(my_work) -> None:
    def fails(_actor: Actor) -> WorkRows:
        raise RuntimeError("Canary-0612")

    page = my_work(
        [
            WorkList("broken", "Cassée", fails),
            _list(WorkRows([WorkRow("Appeler", "/c")], 1), "whole"),
        ]
    )
    assert "Cette liste n’est pas disponible" in page
    assert "Appeler" in page
    assert "Canary-0612" not in page


def test_the_bar_names_its_user_escaped_and_isolated(browser: FlaskClient, desk) -> None:
    page = browser.get("/help").text
    assert "<bdi>&lt;b&gt;Amal&lt;/b&gt; سند</bdi>" in page
    assert 'data-theme="dark"' in page


def test_the_bar_shows_what_the_role_can_open_in_its_order(
    web: Flask, browser: FlaskClient, desk
) -> None:
    web.add_url_rule("/c", "cases.list", lambda: "")
    web.add_url_rule("/r", "referrals.list", lambda: "")
    navigation.register_navigation(
        Role.CASEWORKER, [NavItem("Orientations", "referrals.list", place=40)]
    )
    navigation.register_navigation(Role.CASEWORKER, [NavItem("Dossiers", "cases.list", place=30)])
    navigation.register_navigation(Role.INSPECTOR, [NavItem("Fiches", "cases.list")])
    bar = browser.get("/help").text.partition('<nav class="nav"')[2].partition("</nav>")[0]
    assert [
        label for label in ("Mon travail", "Dossiers", "Orientations", "Fiches") if label in bar
    ]
    assert bar.index("Mon travail") < bar.index("Dossiers") < bar.index("Orientations")
    assert "Fiches" not in bar
    assert "aria-current" not in bar


def test_the_present_entry_is_marked_by_package(web: Flask, desk, actor: Actor) -> None:
    web.add_url_rule("/c", "cases.list", lambda: "")
    web.add_url_rule("/c/one", "cases.file", lambda: "")
    navigation.register_navigation(Role.CASEWORKER, [NavItem("Dossiers", "cases.list")])
    with web.test_request_context("/c/one"):
        assert [link.current for link in navigation.links(actor.role)] == [False, True]


def test_registering_twice_shows_once(actor: Actor, web: Flask) -> None:
    for label in ("avant", "après"):
        navigation.register_navigation(Role.DPO, [NavItem(label, "home.help")])
    assert [item.label for item in navigation.navigation_items(Role.DPO)][1:] == ["après"]


def test_buttons_with_a_danger_are_pinned_with_the_danger_first(my_work) -> None:
    navigation.register_action(Role.CASEWORKER, Action("Nouvelle fiche", "home.help", place=10))
    navigation.register_action(
        Role.CASEWORKER, Action("Danger immédiat", "home.privacy", kind="danger", place=20)
    )
    dock = my_work([]).partition('<section class="dock"')[2]
    assert dock.index("Danger immédiat") < dock.index("Nouvelle fiche")


def test_what_was_done_is_said_on_the_next_page_from_known_keys_only(browser: FlaskClient) -> None:
    navigation.register_done("sent", _l("Help"))
    assert '<div class="note green done" role="status">' in browser.get("/help?done=sent").text
    for key in ("<script>", "other", ""):
        page = browser.get("/help", query_string={"done": key}).text
        assert "note green" not in page


def test_the_way_out_ends_the_session_and_shows_nothing_of_sanad(
    browser: FlaskClient, desk: list[str]
) -> None:
    answer = browser.post("/hide")  # even from a page whose token has expired
    assert (answer.status_code, answer.location) == (303, "/hide")
    assert desk == ["end"]
    page = browser.get("/hide").text
    assert "Temps de travail" in page
    for word in ("Sanad", "traite", "victime", "Démonstration", "FICTIF", "<form"):
        assert word not in page.replace("sanad.css", "").replace("sanad.js", "")


def test_the_component_page_exists_in_a_demonstration_only(web: Flask, browser) -> None:
    assert browser.get("/help/components").status_code == 200
    web.extensions["settings"].demo = False
    assert browser.get("/help/components").status_code == 404
    assert "Démonstration" not in browser.get("/help").text
