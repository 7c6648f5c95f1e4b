"""The one door to questionnaires: which are offered, and the very version that answers belong to.

Everybody asks here, never the files: a version may also have been published by two people of the
running installation. Where one was, it is offered instead of the one that came with the software,
which an upgrade would otherwise change without anybody here having read it.
"""

from __future__ import annotations

from casework.kernel.refusals import Conflict, Refusal
from casework.screening.administration import published
from casework.screening.domain.instrument import Instrument
from casework.screening.domain.offering import Offer, Setting, everywhere
from casework.screening.loader import offers, published_instruments

LABOUR_INSPECTION = "labour_inspection"


class InstrumentAltered(Conflict):
    """The questionnaire on this machine is not the one that the answers were given to."""


class InstrumentUnknown(Refusal):
    """No questionnaire of this name is published."""

    field = "instrument"


class NotInThisLanguage(Refusal):
    """The questionnaire is not complete in the language of whoever would ask its questions."""

    field = "instrument"


def offered(language: str | None = None) -> tuple[Instrument, ...]:
    """The newest published version of every instrument that was not withdrawn, in the order of
    first publication; with `language`, those that are complete in it."""
    here, withdrawn = published.register()
    newest: dict[str, Instrument] = {}
    for shipped in published_instruments().values():
        if (shipped.id, shipped.content_hash) not in withdrawn:
            newest[shipped.id] = shipped
    for id, hashes in here.items():
        standing = [one for one in hashes if (id, one) not in withdrawn]
        if standing:
            newest[id] = _published_here(standing[-1])
    return tuple(one for one in newest.values() if language is None or language in one.languages)


def longer_than(id: str, language: str) -> Instrument | None:
    """The form one step further than an instrument, where there is one that is offered and complete
    in the language of whoever asks."""
    further = offer_of(id).longer
    return {one.id: one for one in offered(language)}.get(further) if further else None


def offer_of(id: str) -> Offer:
    """Where an instrument is offered; everywhere, when nothing is said of it."""
    return offers().get(id) or everywhere(id)


def for_whom_meets(
    role: str, setting: Setting, language: str | None = None
) -> tuple[Instrument, ...]:
    """The instruments that somebody of a role may begin in a setting: the one proposed first, the
    others in the order of the offers."""
    order = {id: place for place, id in enumerate(offers())}
    here = [one for one in offered(language) if offer_of(one.id).reaches(role, setting)]
    here.sort(key=lambda one: (setting not in offer_of(one.id).first_in, order.get(one.id, 99)))
    return tuple(here)


def _standing(id: str) -> Instrument | None:
    """The version of one instrument that is offered, without reading any other."""
    here, withdrawn = published.register()
    made_here = [one for one in here.get(id, ()) if (id, one) not in withdrawn]
    if made_here:
        return _published_here(made_here[-1])
    shipped = [published_instruments()[key] for key in published_instruments() if key[0] == id]
    standing = [one for one in shipped if (id, one.content_hash) not in withdrawn]
    return standing[-1] if standing else None


def every_version() -> tuple[Instrument, ...]:
    """All that was ever published, old and withdrawn versions too, in order of publication."""
    here, _withdrawn = published.register()
    made_here = (_published_here(one) for hashes in here.values() for one in hashes)
    return (*published_instruments().values(), *made_here)


def current(id: str, language: str | None = None) -> Instrument:
    """The version of an instrument that is offered; InstrumentUnknown when there is none, and
    NotInThisLanguage when it is not complete in `language`."""
    found = _standing(id)
    if found is None:
        raise InstrumentUnknown(instrument=id)
    if language is not None and language not in found.languages:
        raise NotInThisLanguage(instrument=id)
    return found


def version_of(id: str, version: str, content_hash: str) -> Instrument:
    """The very version that answers were given to; InstrumentAltered when it is not to be had.
    A version that was withdrawn is still to be had."""
    shipped = published_instruments().get((id, version))
    if shipped is not None and shipped.content_hash == content_hash:
        return shipped
    return _published_here(content_hash)


def _published_here(content_hash: str) -> Instrument:
    try:
        return published.by_hash(content_hash)
    except published.NotAsPublished:
        raise InstrumentAltered() from None
