"""A second factor set up and used in Arabic on a phone: an app, codes on paper, a passkey."""

import re
import time

import pyotp

from tests.integration.accounts.passwords import PASSWORD
from tests.journeys.walk import PHONE

WHO = "provider"
KEY_OF_THE_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _code(key: str, steps: int) -> str:
    left = 30 - time.time() % 30
    if left < 8:  # the step must not end before the code has arrived
        time.sleep(left)
    return pyotp.TOTP(key).generate_otp(int(time.time()) // 30 + steps)


def _plug_in(phone) -> None:
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY_OF_THE_PHONE})


def _password(phone) -> None:
    phone.visit("/login")
    phone.send({"username": WHO, "password": PASSWORD})
    assert phone.path == "/login/second"


def test_a_person_sets_up_an_app_and_a_passkey_and_comes_in_with_each_in_arabic(open_window):
    phone = open_window("ar", PHONE)
    phone.come_in(WHO)
    phone.visit("/me/second-factor")
    phone.look("second-factor")
    phone.press("form[action='/me/second-factor/app'] button")
    phone.look("app")
    key = phone.page.inner_text("#app-key").replace(" ", "")
    phone.send({"code": _code(key, -1)})
    phone.look("codes")
    codes = re.findall(r"[1-8]-[0-9A-Z]{5}-[0-9A-Z]{5}", phone.text)
    assert len(codes) == 8

    _plug_in(phone)
    phone.visit("/me/second-factor/passkey")
    phone.look("passkey")
    phone.press("form[data-passkey] button")
    assert phone.path == "/me/second-factor"
    assert phone.page.locator("main li .btn").count() == 2
    phone.look("two-factors")

    phone.leave()
    _password(phone)
    phone.look("second-step")
    phone.press("form[data-passkey] button")
    assert phone.path == "/"
    phone.leave()
    _password(phone)
    phone.send({"code": _code(key, 0)})
    assert phone.path == "/"
    phone.leave()
    _password(phone)
    phone.send({"code": codes[4]})
    assert phone.path == "/"
    assert not phone.faults, "\n".join(phone.faults)
