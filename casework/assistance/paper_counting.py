"""Counting on paper where no phone can: a sheet to print beforehand, and the form that takes its
numbers in afterwards. The sheet has room for strokes, and none for a name."""

from hashlib import sha256
from typing import Any

from wtforms import ValidationError

from casework.accounts.names import KINDS
from casework.assistance import texts
from casework.assistance.domain.counting import (
    MOST_AT_ONCE,
    NATIONALITY,
    NEED,
    PEOPLE,
    REFERRAL,
    SIDE,
    VISIT,
    Batch,
    cell,
)
from casework.assistance.domain.lists import AGES, NEEDS, SEXES, SIDE_ACTIVITIES
from casework.assistance.papers import paper_language
from casework.cases.forms.identity import countries
from casework.papers.blocks import Block, Facts, Heading, Paper, Paragraph, Table
from casework.papers.letter import pdf
from casework.web.codes import service_choices
from casework.web.fields import Whole
from casework.web.formats import long_date
from casework.web.forms import Choice, Form
from casework.web.languages import _, _l, _p, within

NATIONS, REFERRALS = 8, 4
"""How many lines of their own a sheet has for nationalities and for referrals."""
TO_WRITE = "…" * 12
SIDE_BY_HAND = {code: texts.SIDE[code] for code in SIDE_ACTIVITIES if code != "referral_made"}
WIDTHS = (5, 9, 2)


def counting_sheet(operation: Any, language: str, *, fiction: bool) -> bytes:
    """The sheet of one distribution as PDF, in French or Arabic."""
    language = paper_language(language)
    with within(language):
        title = _("Counting sheet")
        paper = Paper(title, operation.reference, language, tuple(_blocks(operation)))
    return pdf(paper, None, fiction=fiction)


def _blocks(operation: Any) -> list[Block]:
    said = _(
        "One stroke for each person, and no name anywhere. Number the sheets 1, 2, 3. Afterwards "
        "somebody of the team types each sheet in once, then tears it up."
    )
    people = [
        block
        for sex in SEXES
        for block in (Heading(str(texts.SEXES[sex])), _table(_("Age"), _words(texts.AGES, AGES)))
    ]
    return [
        Facts((
            (_("Distribution"), operation.title), (_("On which day"), long_date(operation.on)),
            (_("Number of the sheet"), TO_WRITE),
        )),
        Paragraph(said, small=True),
        *people,
        Heading(_("Visits and households")), _table("", _words(texts.VISITS, texts.VISITS)),
        Heading(_("Specific needs")), _table("", _words(texts.NEEDS, NEEDS)),
        Heading(_("Nationalities")), _table(_("Nationality"), [""] * NATIONS),
        Heading(_("What else happened")),
        _table("", _words(SIDE_BY_HAND, SIDE_BY_HAND)),
        Heading(_("Referrals to services")),
        _table(_("To which service, given by whom"), [""] * REFERRALS),
    ]  # fmt: skip


def _table(first: str, names: list[str]) -> Table:
    head = (first, _("Strokes"), _p("how many", "Number"))
    return Table(head, tuple((name, "", "") for name in names), WIDTHS)


def _words(words: Any, codes: Any) -> list[str]:
    return [str(words[code]) for code in codes]


class SheetForm(Form):
    """The numbers of one sheet. The cells are added below."""

    sheet = Whole(
        _l("Number of the sheet"), low=1, high=999, needed=True,
        hint=_l("As written on it. A sheet counts once, whoever types it in."),
    )  # fmt: skip

    def offer(self) -> None:
        """Every country, the 37 services, every kind of organisation."""
        nations = [*countries(), ("other", texts.OTHER_NATIONALITY)]
        services, kinds = service_choices(), [(one.value, words) for one, words in KINDS.items()]
        for number in range(NATIONS):
            self[f"nation_{number}"].choices = nations
        for number in range(REFERRALS):
            self[f"service_{number}"].choices = services
            self[f"kind_{number}"].choices = kinds

    def people(self) -> list[tuple[Any, list[Any]]]:
        """The fields of the table of people, by sex."""
        return [
            (texts.SEXES[sex], [self[_name(PEOPLE, cell(sex, age))] for age in AGES])
            for sex in SEXES
        ]

    def tables(self) -> list[tuple[Any, list[Any]]]:
        """The fields of the smaller tables, each with its title."""
        return [
            (title, [self[_name(table, code)] for code in words]) for title, table, words in SMALL
        ]

    def nations(self) -> list[tuple[Any, Any]]:
        """Pairs of fields: which nationality, how many."""
        return [(self[f"nation_{n}"], self[f"nation_{n}_number"]) for n in range(NATIONS)]

    def referrals(self) -> list[tuple[Any, Any, Any]]:
        """Which service, given by whom, how many."""
        return [
            (self[f"service_{n}"], self[f"kind_{n}"], self[f"service_{n}_number"])
            for n in range(REFERRALS)
        ]

    def validate_sheet(self, field: Any) -> None:
        """A sheet with nothing on it, and numbers of nobody knows what, are a slip."""
        if any(number.data and not nation.data for nation, number in self.nations()):
            raise ValidationError(_l("Choose the nationality of each number."))
        if any(
            number.data and not (service.data and kind.data)
            for service, kind, number in self.referrals()
        ):
            raise ValidationError(_l("Choose the service and who gives it for each number."))
        if not self._counts():
            raise ValidationError(_l("Type at least one number."))

    def batch(self) -> Batch:
        """As typed. The key is the number of the sheet: it belongs to the distribution."""
        key = sha256(f"sheet {self.sheet.data}".encode()).hexdigest()[:32]
        return Batch(key, self._counts())

    def _counts(self) -> dict[tuple[str, str], int]:
        typed = [(table, code, self[_name(table, code)].data) for table, code in FIXED]
        typed += [(NATIONALITY, nation.data, number.data) for nation, number in self.nations()]
        typed += [
            (REFERRAL, f"{service.data}:{kind.data}", number.data)
            for service, kind, number in self.referrals()
        ]
        counts: dict[tuple[str, str], int] = {}
        for table, code, number in typed:
            if number:
                counts[table, code] = counts.get((table, code), 0) + number
        return counts


SMALL = (
    (_l("Visits and households"), VISIT, texts.VISITS),
    (_l("Specific needs"), NEED, texts.NEEDS),
    (_l("What else happened"), SIDE, SIDE_BY_HAND),
)
FIXED = (
    *((PEOPLE, cell(sex, age)) for sex in SEXES for age in AGES),
    *((table, code) for _title, table, words in SMALL for code in words),
)


def _name(table: str, code: str) -> str:
    return f"{table}_{code}".replace(":", "_").replace("-", "_").replace("+", "_on")


for _sex in SEXES:
    for _age in AGES:
        setattr(
            SheetForm,
            _name(PEOPLE, cell(_sex, _age)),
            Whole(texts.AGES[_age], high=MOST_AT_ONCE),
        )
for _title, _table_code, _cells in SMALL:
    for _code, _label in _cells.items():
        setattr(SheetForm, _name(_table_code, _code), Whole(_label, high=MOST_AT_ONCE))
for _n in range(NATIONS):
    setattr(SheetForm, f"nation_{_n}", Choice(_l("Nationality"), (), needed=False, select=True))
    setattr(SheetForm, f"nation_{_n}_number", Whole(_l("How many"), high=MOST_AT_ONCE))
for _n in range(REFERRALS):
    setattr(SheetForm, f"service_{_n}", Choice(_l("Service"), (), needed=False, select=True))
    setattr(
        SheetForm, f"kind_{_n}", Choice(_l("Kind of organisation"), (), needed=False, select=True)
    )
    setattr(SheetForm, f"service_{_n}_number", Whole(_l("How many"), high=MOST_AT_ONCE))
