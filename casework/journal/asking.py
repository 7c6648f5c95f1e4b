"""What the reader of the journal asks, as it stands in the address: ids, codes and days.

A worker is named by the id of the account. A name would stay in the history of the browser, in the
logs of a proxy and in the address that is passed on to the next page (OWASP ASVS 5.0, 14.2.1): what
is typed is sent in the body of the form, and led on to an address without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import Field, ValidationError

from casework.accounts.queries import user, user_called
from casework.journal.queries import Question, record_of
from casework.web.forms import Form, TextLine
from casework.web.languages import _l

NOBODY = UUID(int=2**128 - 1)  # the stream of the system itself has the first number
KEPT = ("group", "code", "first", "last", "unusual")
LONGEST = 20
NO_SUCH = _l("No account has this name, or several have it. Type the user name.")


def _known(form: Form, field: Field) -> None:
    if field.data and not field.errors and user_called(field.data) is None:
        raise ValidationError(NO_SUCH)


class AskForm(Form):
    """Whose acts: the rest of the question is read from what was sent."""

    person = TextLine(_l("Full name or user name"), also=(_known,))


@dataclass(frozen=True)
class Asked:
    """A question, and the words of it that the page shows again."""

    question: Question
    person: str
    code: str
    only: bool


def asked_of(given: Mapping[str, str]) -> Asked:
    """The question of an address. An account that does not exist did nothing, a code of no file is
    no file's; a date that is none is not asked."""
    account, code = given.get("account", ""), given.get("code", "").strip()[:LONGEST]
    who = _account(account)
    found = user(who) if who else None
    return Asked(
        Question(
            user_id=found.id if found else NOBODY if account else None,
            group=given.get("group", ""),
            record=(record_of(code) or NOBODY) if code else None,
            first=day_of(given, "first"),
            last=day_of(given, "last"),
        ),
        person=found.display_name if found else "",
        code=code,
        only=given.get("unusual") == "yes",
    )


def address_of(form: AskForm, given: Mapping[str, str]) -> dict[str, Any]:
    """The same as the parameters of an address: what was typed as a name is the id of its
    account."""
    kept = {name: given[name].strip()[:LONGEST] for name in KEPT if given.get(name, "").strip()}
    found = user_called(form.person.data) if form.person.data else None
    return {**kept, "account": found.id.hex} if found else kept


def kept(given: Mapping[str, str]) -> dict[str, Any]:
    """The question of an address, for the address of another page."""
    return {name: given.get(name) for name in (*KEPT, "account")}


def day_of(given: Mapping[str, str], name: str) -> date | None:
    """A day of the question; None for what is no date."""
    try:
        return date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None


def _account(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) <= 36 else None
    except ValueError:
        return None
