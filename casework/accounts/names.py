"""The words of accounts: roles and what each sees, kinds of organisation, devices."""

from collections.abc import Mapping
from typing import Any

from casework.accounts.domain.organisations import Kind
from casework.policy import Role
from casework.web.languages import _, _l

ROLES: Mapping[Role, Any] = {
    Role.INSPECTOR: _l("Labour inspector"),
    Role.FOCAL_POINT: _l("Focal point"),
    Role.CASEWORKER: _l("Caseworker"),
    Role.SHELTER: _l("Shelter team"),
    Role.PROVIDER: _l("Service provider"),
    Role.RETURN_OFFICER: _l("Return and reintegration officer"),
    Role.PROSECUTOR_LIAISON: _l("Liaison with the prosecution"),
    Role.ANALYST: _l("National analyst"),
    Role.DISTRIBUTION_OFFICER: _l("Distribution officer"),
    Role.DPO: _l("Data protection officer"),
    Role.ADMINISTRATOR: _l("Administrator"),
}

ROLES_SEE: Mapping[Role, Any] = {
    Role.INSPECTOR: _l(
        "Sees own screenings and the directory of services. Screens and raises the alarm. "
        "Never sees a case file or a shelter."
    ),
    Role.FOCAL_POINT: _l(
        "Sees the screenings of the region and the outline of its cases, by code. Confirms, "
        "sets the urgency, assigns. Never sees an identity or a note."
    ),
    Role.CASEWORKER: _l(
        "Sees the cases assigned to them. Records consent, plans, refers, shows the identity with "
        "a reason. Never sees the notes of another organisation."
    ),
    Role.SHELTER: _l(
        "Sees what each referral to their shelter gives. Accepts or declines, receives. "
        "Never sees a screening or another shelter."
    ),
    Role.PROVIDER: _l(
        "Sees what each referral to their service gives. Accepts or declines, reports. "
        "Never sees the whole file."
    ),
    Role.RETURN_OFFICER: _l(
        "Sees the referrals for return and reintegration. Never starts a return without consent."
    ),
    Role.PROSECUTOR_LIAISON: _l(
        "Sees reports made under a legal duty. Never sees counselling notes."
    ),
    Role.ANALYST: _l(
        "Sees protected numbers only. Never sees a person, a code or an exact small number."
    ),
    Role.DISTRIBUTION_OFFICER: _l("Sees distributions and kits. Never sees a case."),
    Role.DPO: _l("Sees who opened which record and why. Never changes a case."),
    Role.ADMINISTRATOR: _l(
        "Manages accounts, organisations and numbers to call. Never sees a case or a screening."
    ),
}

KINDS: Mapping[Kind, Any] = {
    Kind.LABOUR_INSPECTORATE: _l("Labour inspectorate"),
    Kind.POLICE: _l("Police or gendarmerie"),
    Kind.PROSECUTION: _l("Public prosecution"),
    Kind.HEALTH: _l("Health service"),
    Kind.SOCIAL_SERVICES: _l("Social service"),
    Kind.NGO: _l("Association or NGO"),
    Kind.SHELTER: _l("Shelter or reception centre"),
    Kind.LEGAL: _l("Legal help"),
    Kind.EDUCATION: _l("School or training centre"),
    Kind.NATIONAL_COMMISSION: _l("National Commission"),
    Kind.INTERNATIONAL: _l("International organisation"),
    Kind.CONSULATE: _l("Consulate"),
    Kind.OTHER: _l("Other organisation"),
}

FACTORS: Mapping[str, Any] = {
    "totp": _l("Authenticator app"),
    "passkey": _l("Passkey"),
    "recovery": _l("Code on paper"),
    "password": _l("Password"),
    "oidc": _l("Your ministry’s sign-in"),
}

ACTS: Mapping[str, Any] = {
    "administrator": _l("Give the role of administrator"),
    "factor_reset": _l("Take the lost second factor off"),
}

POWERS: Mapping[str, Any] = {
    "account": _l("A new account"),
    "role": _l("Another role"),
    "places": _l("Another organisation, or other regions"),
    "restored": _l("A closed account that was opened again"),
    "link": _l("A link to choose another password"),
}

# Names of products, the same in every language.
_BROWSERS = {
    "edge": "Edge",
    "opera": "Opera",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}
_SYSTEMS = {
    "android": "Android",
    "iphone": "iPhone",
    "ipad": "iPad",
    "windows": "Windows",
    "mac": "macOS",
    "linux": "Linux",
}


def role_name(role: str) -> str:
    """What a role is called."""
    return str(ROLES[Role(role)])


def kind_name(kind: str) -> str:
    """What a kind of organisation is called."""
    return str(KINDS[Kind(kind)])


def factor_name(kind: str) -> str:
    """What a way of proving who one is is called."""
    return str(FACTORS[kind])


def act_name(kind: str) -> str:
    """What two administrators do together."""
    return str(ACTS[kind])


def power_name(what: str) -> str:
    """What somebody was given."""
    return str(POWERS[what])


def device_name(device: str) -> str:
    """The browser and system of a session, such as "Firefox, Android"."""
    browser, _slash, system = device.partition("/")
    known = [_BROWSERS.get(browser), _SYSTEMS.get(system)]
    return ", ".join(name for name in known if name) or _("Unknown device")


FOUND_CHANGED = {
    "session": _l("a session"),
    "powers": _l("role, places or state"),
    "password": _l("the password"),
    "link": _l("a link"),
    "factors": _l("the second factor"),
    "delegation": _l("who stands in"),
    "ministry": _l("the account of the ministry"),
}
"""What of an account was found to be written by somebody else than Sanad."""
