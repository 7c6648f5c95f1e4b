"""The shapes others ask for: IC-TIP, SDG 16.2.2, the yearly report on trafficking.

Each row says at which stage it counts: a row of a status, at that status; any other, all cases
opened, since the lattice crosses no class with the status. What is not computable within the
privacy budget is a row that says so, never a number from elsewhere. Headings and words are in the
reader's language, codes are the same in all.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from casework.web.languages import _, _lp, _p

from ..domain.lattice import FOREIGN
from ..domain.protected import ProtectedCount, total
from ..file_cells import Cell, Margin, PerInhabitants
from ..labels import class_label
from ..tables import COLUMNS, ShownTable, read_table
from .contents import Export, NotOfThisPeriod
from .files import shaped

STATUS = "case.status"
VICTIM = _lp("ic-tip", "victim")
PERSON = _lp("ic-tip", "person with a case, whatever the status")
UNITS: Mapping[str, tuple[Any, Mapping[str, Any]]] = MappingProxyType(
    {
        "victim": (VICTIM, {STATUS: _lp("ic-tip", "identification status")}),
        "person": (
            PERSON,
            {
                "case.sex": _lp("ic-tip", "sex"),
                "case.age_band": _lp("ic-tip", "age on registration"),
                "case.nationality_group": _lp("ic-tip", "citizenship"),
            },
        ),
        "event": (
            _lp("ic-tip", "event as noted in a case"),
            {
                "case.exploitation": _lp("ic-tip", "form of exploitation"),
                "case.region": _lp("ic-tip", "place"),
            },
        ),
        "reporting_entity": (
            _lp("ic-tip", "reporting entity"),
            {"case.source": _lp("ic-tip", "type of reporting entity")},
        ),
    }
)
"""Nobody is a victim by a case: only a status says so."""
AT_WORK = ("agriculture", "domestic_work", "other_work")
DETECTED = ("identified", "presumed")
SDG_TABLES = (STATUS, "case.sex", "case.majority", "case.exploitation")
TIP_TABLES = (*SDG_TABLES, "case.nationality_group", "referral.service")


def stage_of(key: str, code: str) -> str:
    """At which stage a row counts."""
    return class_label("status", code) if key == STATUS else _("cases opened, whatever the status")


def ic_tip(export: Export) -> bytes:
    """Units and variables after the International Classification for Administrative Data on
    Trafficking in Persons (UN Statistical Commission, 2025). Its code lists are not public yet:
    the codes are Sanad's own."""
    heading = (
        _p("ic-tip", "Unit counted"),
        _p("ic-tip", "Variable"),
        _("Short code"),
        _("Class"),
        _("Value"),
        _("Margin (95 times in 100)"),
        _("Stage"),
    )
    keys = [key for _name, variables in UNITS.values() for key in variables]
    return shaped(export, keys, heading, _ic_tip_rows(export))


def _ic_tip_rows(export: Export) -> Iterator[tuple[Cell, ...]]:
    for unit, variables in UNITS.values():
        for key, variable in variables.items():
            for code, label, count in _lines(export, key):
                said = PERSON if key == STATUS and code not in DETECTED else unit
                stage = stage_of(key, code)
                yield (str(said), str(variable), code, label, count, Margin(count), stage)
    yield (_p("ic-tip", "perpetrator"), "", "", "", _("not kept in Sanad"), "", "")


def sdg(export: Export) -> bytes:
    """Detected victims of trafficking for 100,000 inhabitants (SDG indicator 16.2.2). It tells of
    detection, never of how much trafficking there is. Cases by sex, age and form stand below for
    what they are: without the code of the indicator and without a rate, since not everybody with a
    case is a victim."""
    heading = (
        _("Indicator"),
        _("Stage"),
        _("Told apart by"),
        _("Short code"),
        _("Class"),
        _("Value"),
        _("Margin (95 times in 100)"),
        _("For 100,000 inhabitants"),
    )
    return shaped(export, SDG_TABLES, heading, _sdg_rows(export))


def _sdg_rows(export: Export) -> Iterator[tuple[Cell, ...]]:
    for key in SDG_TABLES:
        series = str(COLUMNS[key.partition(".")[2]])
        for code, label, count in _lines(export, key):
            stage, margin = stage_of(key, code), Margin(count)
            if key != STATUS:
                yield ("", stage, series, code, label, count, margin, "")
            elif code in DETECTED:
                rate = PerInhabitants(count)
                yield ("16.2.2", stage, series, code, label, count, margin, rate)
    identified = stage_of(STATUS, "identified")
    for name in ("sex", "majority", "exploitation"):
        said = _("not computable within the budget")
        yield ("16.2.2", identified, str(COLUMNS[name]), "", said, "", "", "")


def tip(export: Export) -> bytes:
    """What the yearly report on trafficking asks a government for, as far as Sanad can tell."""
    heading = (_("What is counted"), _("Stage"), _("Value"), _("Margin (95 times in 100)"))
    return shaped(export, TIP_TABLES, heading, _tip_rows(export))


def _tip_rows(export: Export) -> Iterator[tuple[Cell, ...]]:
    for key in (STATUS, "case.sex", "case.majority"):
        for code, label, count in _lines(export, key):
            yield (_of(key, label), stage_of(key, code), count, Margin(count))
    for label, count in (*_forms(export), *_groups(export)):
        yield (label, stage_of("case", ""), count, Margin(count))
    once = _("requests, for each person one of each kind and four at most")
    for _code, label, count in _lines(export, "referral.service"):
        what = _("Requests to services: %(service)s", service=label)
        yield (what, once, count, Margin(count))
    yield (_("Prosecutions and convictions"), _("not kept in Sanad"), "", "")


def _of(key: str, label: str) -> str:
    """A class with what it is a class of: "not known" alone would not say of what."""
    return _("%(by)s: %(said)s", by=COLUMNS[key.partition(".")[2]], said=label)


def _forms(export: Export) -> Iterator[tuple[str, ProtectedCount]]:
    key = "case.exploitation"
    forms = {code: (_of(key, label), count) for code, label, count in _lines(export, key)}
    yield forms["sexual"]
    yield (_of(key, _("Exploitation at work")), total(forms[one][1] for one in AT_WORK))
    for one in ("begging", "criminal_activity", "other_form", "unknown"):
        yield forms[one]


def _groups(export: Export) -> Iterator[tuple[str, ProtectedCount]]:
    key = "case.nationality_group"
    groups = {code: (_of(key, label), count) for code, label, count in _lines(export, key)}
    yield groups["moroccan"]
    foreign = total(groups[one][1] for one in FOREIGN)
    yield (_of(key, _("Foreign nationals")), foreign)
    yield groups["unknown"]


def _lines(export: Export, key: str) -> list[tuple[str, str, ProtectedCount]]:
    """A table's lines; none of a kind of record that is not published for this year."""
    table = read_table(key, export.asked)
    if isinstance(table, ShownTable):
        return [(line.code, line.label, line.count) for line in table.lines]
    if key.startswith("case."):
        raise NotOfThisPeriod
    return []
