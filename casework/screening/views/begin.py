"""The page where a screening begins: the setting, the forms offered there, the province."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from casework.policy import Actor
from casework.screening import library, queries, service
from casework.screening.domain.beginning import met_in, questions_asked
from casework.screening.domain.instrument import Instrument
from casework.screening.domain.offering import Setting, usual_setting
from casework.screening.forms import BeginForm
from casework.screening.queries import Screening
from casework.screening.texts import SETTINGS, WEIGHTS_UNVERIFIED
from casework.screening.views.places import places, region_of
from casework.screening.views.words import local
from casework.web.languages import _, _n, current_language


@dataclass(frozen=True)
class Beginning:
    """What the page needs: the form, the setting one is in, the earlier screening it repeats."""

    form: BeginForm
    setting: Setting
    again: Screening | None
    lacking: tuple[Instrument, ...] = ()  # not yet complete in the reader's language

    @property
    def tabs(self) -> list[tuple[Any, str, bool]]:
        """The settings as links, since the forms offered depend on it."""
        again = self.again.reference if self.again else None
        return [
            (SETTINGS[one], url_for(".begin", setting=one, again=again), one is self.setting)
            for one in Setting
        ]

    @property
    def hints(self) -> dict[str, str]:
        """Under each form: for whom, how long it takes, how many questions."""
        return {one.id: hint_of(one) for one in self._instruments()}

    @property
    def at_workplace(self) -> bool:
        """Whether the reader is about to visit a workplace, where a private home is refused."""
        return self.setting is Setting.WORKPLACE

    def begin(self, actor: Actor) -> Screening:
        """Begin the screening."""
        province = self.form.province.data
        instrument = library.current(self.form.instrument.data, current_language())
        return service.begin(
            region_of(province), province, actor, self.again,
            instrument=instrument, known=met_in(instrument, self.setting),
        )  # fmt: skip

    def _instruments(self) -> Iterable[Instrument]:
        offered = {value for value, _label in self.form.instrument.choices}
        return (one for one in library.offered() if one.id in offered)


def beginning(actor: Actor) -> Beginning:
    """The page for somebody: what is usual for their role is chosen already, and where they met
    the last person. On the way back from a refusal nothing is chosen for them."""
    setting = _setting(actor)
    form = BeginForm()
    form.province.choices = places(actor)
    every = library.for_whom_meets(actor.role.value, setting)
    offered = [one for one in every if current_language() in one.languages]
    form.instrument.choices = [(one.id, local(one.title)) for one in offered]
    if request.method == "GET":
        form.instrument.data = offered[0].id if offered else None
        form.province.data = _province(form, actor)
    again = queries.own_screening(actor, request.args.get("again", ""))
    lacking = tuple(one for one in every if current_language() not in one.languages)
    return Beginning(form, setting, again, lacking)


def hint_of(instrument: Instrument) -> str:
    """What is to be known of a form before choosing it."""
    offer = library.offer_of(instrument.id)
    count = questions_asked(instrument)
    parts = [_n("%(num)s question", "%(num)s questions", count)]
    if offer.minutes is not None:
        parts.insert(0, _n("%(num)s minute", "%(num)s minutes", offer.minutes))
    words = [local(offer.for_whom), " · ".join(parts) + "."]
    if instrument.weights_unverified:
        words.append(str(WEIGHTS_UNVERIFIED))
    if instrument.validity is not None:
        words.append(_("Not validated in Morocco."))
    return " ".join(word for word in words if word)


def _setting(actor: Actor) -> Setting:
    asked = request.args.get("setting", "")
    return Setting(asked) if asked in {*Setting} else usual_setting(actor.role.value)


def _province(form: BeginForm, actor: Actor) -> str | None:
    """Where the link says the person is met, where the reader met the last one, or the only one."""
    asked = request.args.get("province", "")
    offered = {code for listed in form.province.choices.values() for code, _name in listed}
    if asked in offered:
        return asked
    return queries.last_province(actor) or _only(form.province.choices)


def _only(choices: dict[str, list[tuple[str, str]]]) -> str | None:
    """The province, where there is only one."""
    provinces = [code for listed in choices.values() for code, _name in listed]
    return provinces[0] if len(provinces) == 1 else None
