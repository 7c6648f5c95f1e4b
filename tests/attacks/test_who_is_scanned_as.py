"""The Sanad that `make scan` attacks: its people are signed in as people are in production."""

from tests.scanning.house import _app, _let_in, _session, one_of_each_role


def test_whoever_is_scanned_as_has_a_session_that_opens_their_own_pages(tmp_path):
    app = _app(tmp_path / "home", "https://localhost")
    _let_in(app)
    for role in one_of_each_role():
        browser = app.test_client()
        browser.set_cookie("__Host-sanad", _session(app, role, "fr"), secure=True)
        assert browser.get("/me", base_url="https://localhost").status_code == 200, role
