"""Looking for a place: who comes, what they need, where the danger is. Nothing of it is in an
address, and the person is not named."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import request
from wtforms import HiddenField, ValidationError

from casework.cases import queries as cases
from casework.cases.labels import AGE_BANDS, LANGUAGES, SEX
from casework.directory.codes import region_choices
from casework.kernel.ids import normalise_code
from casework.referrals.texts import ACCESSIBILITY
from casework.shelter import queries
from casework.shelter.domain.limits import Kind
from casework.shelter.domain.needs import CHILD_BANDS, MOST_WITH
from casework.shelter.domain.records import Resident
from casework.shelter.service.guarding import NOT_KNOWN, Safety
from casework.shelter.service.holding import Wanted
from casework.shelter.texts import KINDS, threat_choices
from casework.web.forms import Choice, Form, TextBlock, TextLine, Whole, YesNo
from casework.web.guard import signed_in_actor
from casework.web.languages import _l

MOST_CODES = 10
NIGHTS = {"tonight": _l("Tonight"), "tomorrow": _l("Tomorrow night")}
BY_SEX = tuple((code, SEX[code]) for code in ("female", "male"))
NOT_OURS = _l("Write codes of your own cases, such as MA-26-7KQ4-M, one after the other.")


APART_HINT = _l("Codes of your own cases. The house is told; nobody learns here who lives where.")


def codes_in(text: str | None) -> tuple[str, ...]:
    """The codes of cases in a line that was typed, each once."""
    words = (text or "").replace(",", " ").split()
    return tuple(dict.fromkeys(code for word in words if (code := normalise_code(word))))


def refuse_strangers(text: str | None, own: str, said: tuple[str, ...]) -> None:
    """Codes of the actor's own cases, and those that were said before: a code is no question to the
    list."""
    words = (text or "").replace(",", " ").split()
    codes = [normalise_code(word) for word in words]
    if None in codes or len(codes) > MOST_CODES or own in codes:
        raise ValidationError(NOT_OURS)
    asked = [code for code in codes if code and code not in said]
    if not all(cases.case_by_code(signed_in_actor(), code) for code in asked):
        raise ValidationError(NOT_OURS)


class ApartForm(Form):
    """Whom the person must not meet, and where the danger comes from while the risk is high."""

    optional = ("apart",)
    apart = TextLine(_l("People they must not meet"), hint=APART_HINT)
    threat = Choice(
        _l("From which region does the danger come?"),
        (),
        select=True,
        hint=_l("Asked because the risk is high: no house of that region gives a place."),
    )

    @classmethod
    def of_stay(cls, case: Any, stay: Any, *, high: bool) -> "ApartForm":
        """With what was said before."""
        told = queries.resident_of(stay)
        known = {"apart": " ".join(told.apart), "threat": told.threat or None}
        form = cls(data=None if request.method == "POST" else known)
        form.threat.choices = threat_choices()
        if not high:
            del form.threat
        form.code, form.told = case.code, told
        return form

    def validate_apart(self, field: Any) -> None:
        """Codes of own cases only."""
        refuse_strangers(field.data, self.code, self.told.apart)

    def safety(self) -> Safety:
        """What was said."""
        asked = "threat" in self._fields
        return Safety(codes_in(self.apart.data), self.threat.data if asked else self.told.threat)


class SearchForm(Form):
    """Who needs a place. What the file knows is filled in."""

    unit = HiddenField()
    night = Choice(_l("From when"), tuple(NIGHTS.items()))
    region = Choice(
        _l("Region"),
        (),
        needed=False,
        select=True,
        hint=_l("Leave it open to look in the whole country."),
    )
    sex = Choice(_l("Sex"), BY_SEX)
    age_band = Choice(_l("Age"), tuple(AGE_BANDS.items()), select=True)
    girls = Whole(_l("Girls who come along"), high=MOST_WITH)
    boys = Whole(_l("Boys who come along"), high=MOST_WITH)
    language = Choice(_l("Language"), tuple(LANGUAGES.items()), needed=False, select=True)
    need = Choice(_l("Accessibility"), tuple(ACCESSIBILITY.items()), needed=False, select=True)
    lgbti = YesNo(_l("Did the person ask for a room that is safe for LGBTI people?"), needed=False)
    threat = Choice(
        _l("From which region does the danger come?"),
        (),
        needed=False,
        select=True,
        hint=_l("Asked because the risk is high: houses of that region are left out."),
    )
    apart = TextLine(
        _l("People they must not meet"),
        hint=APART_HINT,
    )
    kind = Choice(_l("For how long"), tuple(KINDS.items()))
    alias = TextLine(
        _l("Name used in the house"),
        limit=60,
        hint=_l("Not the real name. Left empty, the house uses the code."),
    )
    arrival = TextLine(
        _l("How the person will arrive"),
        limit=200,
        hint=_l("Without name or number: from where, with whom, by when."),
    )
    health = TextLine(
        _l("Health: only what the welcome must know"),
        limit=200,
    )
    urgent_reason = TextBlock(
        _l("Why it cannot wait for the person’s agreement"), limit=500,
        hint=_l("Only when they could not be asked. It stays in the file; the focal point is "
                "told."),
    )  # fmt: skip

    @classmethod
    def of_case(cls, case: Any, *, high: bool) -> "SearchForm":
        """With what the file knows already."""
        card = cases.card_of(case)
        said = next((queries.resident_of(one) for one in queries.unfinished_of(case.id)), None)
        known: Mapping[str, Any] = {
            "night": "tonight",
            "region": case.region,
            "sex": card.sex if card.sex != NOT_KNOWN else None,
            "age_band": "9-17" if card.age_doubt else card.age_band,
            "language": card.languages[0] if card.languages else None,
            "kind": Kind.EMERGENCY.value,
            "alias": cases.alias_of(case),
            "apart": " ".join(said.apart) if said else "",
            "threat": said.threat if said else None,
        }
        form = cls(data=None if request.method == "POST" else known)
        form.region.choices = region_choices()
        form.threat.choices = threat_choices()
        if not high:
            del form.threat
        form.code, form.doubt, form.spoken = case.code, card.age_doubt, card.languages
        form.said = said.apart if said else ()
        form.on_file = {one for one in ("sex", "age_band") if getattr(card, one) != NOT_KNOWN}
        return form

    def validate_apart(self, field: Any) -> None:
        """Codes of own cases only."""
        refuse_strangers(field.data, self.code, self.said)

    def wanted(self) -> Wanted:
        """What is looked for."""
        first = cases.today()
        later = self.night.data == "tomorrow"
        return Wanted(
            resident=self._resident(),
            arrival_on=first + timedelta(days=1) if later else first,
            region=self.region.data or "",
            threat=(self.threat.data or "") if "threat" in self._fields else "",
            kind=self.kind.data or Kind.EMERGENCY.value,
        )

    def unit_id(self) -> UUID | None:
        """The house that was chosen; None when there is none in what came."""
        try:
            return UUID(str(self.unit.data))
        except ValueError:
            return None

    def _resident(self) -> Resident:
        spoken = (self.language.data, *self.spoken) if self.language.data else self.spoken
        return Resident(
            alias=self.alias.data or self.code,
            code=self.code,
            sex=self.sex.data,
            age_band=self.age_band.data,
            child=self.doubt or self.age_band.data in CHILD_BANDS,
            languages=tuple(dict.fromkeys(spoken)),
            girls=self.girls.data or 0,
            boys=self.boys.data or 0,
            need=self.need.data or "none",
            lgbti=bool(self.lgbti.data),
            apart=codes_in(self.apart.data),
            health=self.health.data or "",
            arrival=self.arrival.data or "",
        )
