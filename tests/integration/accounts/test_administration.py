from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.domain.organisations import Kind
from casework.accounts.domain.refusals import (
    LastAdministrator,
    NameTaken,
    OrganisationClosed,
    OwnRole,
    UsernameTaken,
)
from casework.accounts.models import Organisation, User
from casework.accounts.service import (
    OrganisationProfile,
    Profile,
    change_user,
    close_organisation,
    create_organisation,
    disable_user,
    invite_user,
    reopen_organisation,
)
from casework.audit.models import AuditEvent
from casework.db import db, unit_of_work
from casework.kernel.refusals import StaleVersion
from casework.policy import Role
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.accounts.passwords import PASSWORD, browser_at, come_in, give_password

Browser = Callable[..., SanadClient]


def profile(app: Flask, role: Role = Role.SHELTER, house: str = "shelter_house") -> Profile:
    return Profile("Essai Nouvelle", role, organisation_named(house).id, frozenset({"MA-06"}))


def invitation(app: Flask, **typed: str | list[str]) -> dict[str, str | list[str]]:
    with app.app_context():
        house = str(organisation_named("shelter_house").id)
    filled: dict[str, str | list[str]] = {
        "username": "e.nouvelle",
        "display_name": "Essai Nouvelle",
        "organisation": house,
        "role": "shelter",
        "regions": ["MA-06"],
    }
    return {**filled, **typed}


def test_an_administrator_invites_somebody_who_comes_in_the_same_day(
    app: Flask, client_as: Browser
) -> None:
    administrator = client_as("administrator")
    made = administrator.submit("/a/users/new", invitation(app))
    path = made.location.partition("?")[0]
    form = next(form for form in administrator.get(path).forms() if form.action.endswith("/link"))
    shown = administrator.post(form.action, form.fields, 200)
    link = shown.text.split('value="http://localhost')[1].split('"')[0]
    newcomer = browser_at(app)
    page = newcomer.submit(link, {"password": PASSWORD, "again": PASSWORD})
    assert page.location == "/?done=enrolled"
    assert come_in(browser_at(app), "e.nouvelle").location == "/?done=came_in"
    newcomer.get("/a", 403)


def test_an_administrator_cannot_choose_a_password(sqlite_app: Flask, client_as: Browser) -> None:
    page = client_as("administrator").get("/a/users/new")
    assert 'type="password"' not in page.text
    client_as("administrator").submit("/a/users/new", invitation(sqlite_app, password=PASSWORD))
    with sqlite_app.app_context():
        assert user_named("e.nouvelle").password is None


def test_a_link_is_shown_once_and_stands_nowhere_else(
    sqlite_app: Flask, client_as: Browser
) -> None:
    administrator = client_as("administrator")
    with sqlite_app.app_context():
        path = f"/a/users/{user_named('shelter').id}"
    form = next(form for form in administrator.get(path).forms() if form.action.endswith("/link"))
    link = administrator.post(form.action, form.fields, 200).text
    token = link.split("/enrol/")[1].split('"')[0]
    assert token not in administrator.get(path).text
    assert token not in administrator.get("/a/users").text


def test_the_invitation_says_what_each_role_can_see(client_as: Browser, sqlite_app: Flask) -> None:
    page = client_as("administrator").get("/a/users/new")
    assert page.text.count("<small>") == len(Role)
    assert "Ne voit jamais une identité ni une note." in page.text


def test_two_accounts_cannot_have_one_user_name(app: Flask) -> None:
    with app.app_context(), unit_of_work(), pytest.raises(UsernameTaken):
        invite_user("CaseWorker", profile(app), actor_named("administrator"))


def test_nobody_is_invited_into_a_closed_organisation(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), unit_of_work():
        organisation_named("shelter_house").active = False
        with pytest.raises(OrganisationClosed):
            invite_user("e.nouvelle", profile(sqlite_app), actor_named("administrator"))


def test_a_change_made_on_an_old_page_is_refused_and_writes_nothing(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        user = user_named("shelter")
        change_user(user, profile(app), user.version, actor_named("administrator"))
        with pytest.raises(StaleVersion):
            change_user(user, profile(app, Role.PROVIDER), 1, actor_named("administrator"))
    with app.app_context():
        assert user_named("shelter").role == Role.SHELTER


def test_a_stale_form_comes_back_with_what_was_typed_and_can_be_sent_again(
    sqlite_app: Flask, client_as: Browser
) -> None:
    first, second = client_as("administrator"), client_as("administrator")
    with sqlite_app.app_context():
        path = f"/a/users/{user_named('shelter').id}"
    old = second.get(path).form("display_name")
    first.submit(path, {"display_name": "Premier Nom"})
    page = second.post(path, old.filled({"display_name": "Second Nom"}), 409)
    assert 'value="Second Nom"' in page.text
    again = page.form("display_name").fields
    second.post(path, again, 303)
    with sqlite_app.app_context():
        assert user_named("shelter").display_name == "Second Nom"


def test_a_form_sent_twice_makes_one_account(app: Flask, client_as: Browser) -> None:
    administrator = client_as("administrator")
    form = administrator.get("/a/users/new").form("username")
    filled = form.filled(invitation(app))
    first = administrator.post("/a/users/new", filled)
    second = administrator.post("/a/users/new", filled)
    assert first.location == second.location
    with app.app_context():
        found = db.session.scalars(select(User).where(User.username == "e.nouvelle"))
        assert len(found.all()) == 1


def test_the_last_administrator_who_can_come_in_cannot_be_closed_or_given_another_role(
    app: Flask,
) -> None:
    give_password(app, "administrator")
    with app.app_context(), unit_of_work():
        # invited, but without a password: nobody to rely on
        invite_user("e.autre", profile(app, Role.ADMINISTRATOR, "commission"), None)
    with app.app_context(), unit_of_work():
        user, actor = user_named("administrator"), actor_named("administrator")
        other = actor_named("caseworker")
        with pytest.raises(LastAdministrator):
            disable_user(user, actor)
        with pytest.raises(LastAdministrator):
            change_user(user, profile(app), user.version, other)
        with pytest.raises(LastAdministrator):
            close_organisation(organisation_named("commission"), actor)
        assert user.active


def test_an_administrator_cannot_change_the_own_role(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), unit_of_work():
        user, actor = user_named("administrator"), actor_named("administrator")
        mine = profile(sqlite_app, Role.CASEWORKER, "association")
        with pytest.raises(OwnRole):
            change_user(user, mine, user.version, actor)


def test_every_change_is_written_down_without_a_name(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        actor = actor_named("administrator")
        user = invite_user("e.nouvelle", profile(app), actor)
        changed = Profile(
            "Autre Nom", Role.PROVIDER, organisation_named("clinic").id, frozenset({"MA-09"})
        )
        change_user(user, changed, user.version, actor)
        disable_user(user, actor)
    with app.app_context():
        rows = db.session.execute(select(AuditEvent.kind, AuditEvent.body)).all()
    changes = [row.body for row in rows if row.kind == "AccountChanged"]
    for what in (b'"name"', b'"role"', b'"organisation"', b'"regions"'):
        assert any(what in body for body in changes)
    assert {"AccountInvited", "AccountDisabled"} <= {row.kind for row in rows}
    assert not any(b"nouvelle" in row.body.lower() for row in rows)


def test_a_search_finds_by_the_beginning_of_the_user_name_and_leaves_the_address_clean(
    sqlite_app: Flask, client_as: Browser
) -> None:
    administrator = client_as("administrator")
    page = administrator.submit("/a/users", {"username": "CASEW"}, 200)
    assert "caseworker_elsewhere" in page.text
    assert "owner_inspector" not in page.text
    only = administrator.submit("/a/users", {"username": "owner_i"})
    assert "owner" not in only.location
    assert "Aucun compte" in administrator.submit("/a/users", {"username": "zzz"}, 200).text
    assert "Aucun compte" in administrator.submit("/a/users", {"username": "%"}, 200).text


def test_the_list_of_accounts_goes_on_by_key(
    sqlite_app: Flask, client_as: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.accounts.queries.listing.PAGE", 5)
    administrator = client_as("administrator")
    seen: list[str] = []
    path: str | None = "/a/users"
    while path:
        page = administrator.get(path)
        seen += [row.split("</td>")[0] for row in page.text.split('data-label="Identifiant">')[1:]]
        older = page.text.split('rel="next" href="')
        path = older[1].split('"')[0].replace("&amp;", "&") if len(older) > 1 else None
    with sqlite_app.app_context():
        assert len(seen) == len(set(seen)) == len(db.session.scalars(select(User.id)).all())


@pytest.mark.parametrize("query", ["?after=x", "?role=king", "?after=' OR 1=1", "?role=&after="])
def test_an_address_that_was_tampered_with_shows_the_list(
    sqlite_app: Flask, client_as: Browser, query: str
) -> None:
    client_as("administrator").get(f"/a/users{query}")


def test_an_organisation_is_added_changed_closed_and_opened_again(
    app: Flask, client_as: Browser
) -> None:
    administrator = client_as("administrator")
    give_password(app, "administrator")
    typed: dict[str, str | list[str]] = {
        "name": "Maison Neuve",
        "name_ar": "دار جديدة",
        "kind": "shelter",
        "regions": ["MA-06"],
        "services": ["SHELTER"],
    }
    administrator.submit("/a/orgs/new", typed)
    with app.app_context():
        row = db.session.scalars(select(Organisation).filter_by(name="Maison Neuve")).one()
        path = f"/a/orgs/{row.id}"
    administrator.submit(path, {"services": ["SHELTER", "FOOD"], "public_phone": "0522000000"})
    administrator.submit(f"{path}/close", {}, containing="idempotency_key")
    page = administrator.get(path)
    form = next(form for form in page.forms() if form.action.endswith("/reopen"))
    administrator.post(form.action, form.fields)
    with app.app_context():
        row = db.session.get_one(Organisation, row.id)
        assert row.active
        assert [offer.service for offer in row.services] == ["FOOD", "SHELTER"]
        bodies = db.session.scalars(
            select(AuditEvent.body).where(AuditEvent.kind == "OrganisationChanged")
        ).all()
    told = b"".join(bodies)
    for what in (b"created", b"services", b"contact", b"closed", b"reopened"):
        assert what in told


def test_two_organisations_cannot_have_one_name(app: Flask) -> None:
    twin = OrganisationProfile(
        "Maison Essai", "دار", kind=Kind.SHELTER, regions=frozenset({"MA-06"})
    )
    with app.app_context(), unit_of_work(), pytest.raises(NameTaken):
        create_organisation(twin, actor_named("administrator"))


def test_opening_an_organisation_again_does_not_open_its_old_sessions(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_password(sqlite_app, "administrator")
    browser = client_as("shelter")
    with sqlite_app.app_context(), unit_of_work():
        close_organisation(organisation_named("shelter_house"), actor_named("administrator"))
        reopen_organisation(organisation_named("shelter_house"), actor_named("administrator"))
    browser.get("/me", 303)


def test_the_state_page_counts_accounts_and_nothing_else(
    sqlite_app: Flask, client_as: Browser
) -> None:
    page = client_as("administrator").get("/a")
    assert "Comptes actifs" in page.text
    assert "/c/" not in page.text
    assert "/s/" not in page.text


def test_the_command_line_invites_the_first_administrator(sqlite_app: Flask) -> None:
    run = sqlite_app.test_cli_runner().invoke
    first = run(args=["accounts", "invite-admin", "--username", "premiere", "--name", "Essai"])
    assert first.exit_code == 0, first.output
    link = first.output.strip().splitlines()[-1].removeprefix("http://localhost")
    browser_at(sqlite_app).submit(link, {"password": PASSWORD, "again": PASSWORD})
    again = run(args=["accounts", "invite-admin", "--username", "premiere"])
    assert again.exit_code == 0
    refused = run(args=["accounts", "invite-admin", "--username", "caseworker"])
    assert refused.exit_code == 1
    assert "NotAnAdministrator" in refused.output
    bad = run(args=["accounts", "invite-admin", "--username", "x"])
    assert bad.exit_code == 1
