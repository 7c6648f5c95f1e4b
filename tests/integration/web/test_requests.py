"""What every request must pass: origin, token, size, method; and each form is carried out once."""

import pytest
from sqlalchemy.exc import OperationalError

from casework.accounts.models import Organisation
from casework.db import db
from casework.web.idempotency import IdempotencyKey

NEW = {
    "name": "Association Nouvelle", "name_ar": "جمعية جديدة", "name_en": "", "kind": "ngo",
    "regions": ["MA-06"], "services": [], "public_phone": "", "hours": "",
}  # fmt: skip


def _made(app):
    with app.app_context():
        return db.session.query(Organisation).filter_by(name=NEW["name"]).count()


def test_form_sent_twice_is_carried_out_once_and_leads_to_the_same_place(app, client_as):
    admin = client_as("administrator")
    form = admin.get("/a/orgs/new").form("name")
    first = admin.post("/a/orgs/new", form.filled(NEW))
    second = admin.post("/a/orgs/new", form.filled(NEW))
    assert first.location == second.location
    assert _made(app) == 1


def test_same_key_with_other_content_is_refused_and_the_first_result_stands(app, client_as):
    admin = client_as("administrator")
    form = admin.get("/a/orgs/new").form("name")
    admin.post("/a/orgs/new", form.filled(NEW))
    admin.post("/a/orgs/new", form.filled({**NEW, "name": "Autre association"}), 422)
    assert _made(app) == 1


def test_key_of_a_refused_form_can_be_used_again_once_the_form_is_mended(app, client_as):
    admin = client_as("administrator")
    form = admin.get("/a/orgs/new").form("name")
    admin.post("/a/orgs/new", form.filled({**NEW, "kind": "circus"}), 422)
    admin.post("/a/orgs/new", form.filled(NEW))
    assert _made(app) == 1


def test_key_does_not_serve_another_person(app, client_as):
    admin = client_as("administrator")
    form = admin.get("/a/orgs/new").form("name")
    admin.post("/a/orgs/new", form.filled(NEW))
    with app.app_context():
        assert {row.user_id for row in db.session.query(IdempotencyKey)} != set()
    focal = client_as("focal_point")
    key = form.fields["idempotency_key"][0]
    token = focal.get("/help").forms()[0].fields["csrf_token"][0]
    focal.post("/a/orgs/new", {**NEW, "idempotency_key": key, "csrf_token": token}, 403)


def test_post_without_a_token_or_from_another_site_changes_nothing(sqlite_app, client_as):
    admin = client_as("administrator")
    form = admin.get("/a/orgs/new").form("name")
    bare = {key: value for key, value in form.filled(NEW).items() if key != "csrf_token"}
    admin.post("/a/orgs/new", bare, 400)
    foreign = admin.http.post(
        "/a/orgs/new", data=form.filled(NEW), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code in (400, 403)
    assert _made(sqlite_app) == 0


def test_request_that_is_too_large_is_refused_before_it_is_read(sqlite_app, client_as):
    admin = client_as("administrator")
    huge = admin.http.post("/a/orgs/new", data={"name": "x" * 3_000_000},
                           headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
    assert huge.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_unused_methods_are_refused(sqlite_app, client_as, method):
    answer = client_as("administrator").http.open(
        "/a/orgs", method=method, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code in (400, 405)


def test_reading_a_page_leaves_no_row_but_its_trace(app, client_as):
    from casework.db import Base

    reader = client_as("administrator")

    def rows():
        with app.app_context():
            return {
                name: len(db.session.execute(table.select()).all())
                for name, table in Base.metadata.tables.items()
                if not name.startswith("audit")
            }

    before = rows()
    for path in ("/", "/a", "/a/users", "/a/orgs", "/a/contacts", "/me", "/help"):
        reader.get(path)
    assert rows() == before


@pytest.mark.parametrize("path", ["/", "/me", "/s/new"])
def test_while_the_database_is_away_everybody_is_told_to_come_back(
    sqlite_app, client_as, monkeypatch, path
):
    browser = client_as("owner_inspector")
    typed = browser.get("/s/new").form("province").filled({"province": ["06.141"]})
    with sqlite_app.app_context():
        pool = db.engine.pool

    def away() -> None:
        raise OperationalError("connect", {}, Exception("connection refused"))

    monkeypatch.setattr(pool, "connect", away)
    monkeypatch.setitem(sqlite_app.config, "PROPAGATE_EXCEPTIONS", False)
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    for answer in (
        browser.http.get(path, headers=headers),
        browser.http.post("/s/new", data=typed, headers=headers),
    ):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Sanad est occupé" in answer.text
