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
UNITS: Mapping[str, tuple[Any, Mapping[str, Any]]] = MappingProxyType(
    {
        "victim": (
            _lp("ic-tip", "victim"),
            {
                "case.sex": _lp("ic-tip", "sex"),
                "case.age_band": _lp("ic-tip", "age at identification"),
                "case.nationality_group": _lp("ic-tip", "citizenship"),
                STATUS: _lp("ic-tip", "identification status"),
            },
        ),
        "event": (
            _lp("ic-tip", "event"),
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
                stage = stage_of(key, code)
                yield (str(unit), str(variable), code, label, count, Margin(count), stage)
    yield (_p("ic-tip", "perpetrator"), "", "", "", _("not kept in Sanad"), "", "")


def sdg(export: Export) -> bytes:
    """Detected victims of trafficking for 100,000 inhabitants (SDG indicator 16.2.2). It tells of
    detection, never of how much trafficking there is."""
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
            if key != STATUS or code in DETECTED:
                stage, rate = stage_of(key, code), PerInhabitants(count)
                yield ("16.2.2", stage, series, code, label, count, Margin(count), rate)
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
            yield (label, stage_of(key, code), count, Margin(count))
    for label, count in (*_forms(export), *_groups(export)):
        yield (label, stage_of("case", ""), count, Margin(count))
    for _code, label, count in _lines(export, "referral.service"):
        what = _("Requests to services: %(service)s", service=label)
        yield (what, _("requests"), count, Margin(count))
    yield (_("Prosecutions and convictions"), _("not kept in Sanad"), "", "")


def _forms(export: Export) -> Iterator[tuple[str, ProtectedCount]]:
    forms = {code: (label, count) for code, label, count in _lines(export, "case.exploitation")}
    yield forms["sexual"]
    yield (_("Exploitation at work"), total(forms[one][1] for one in AT_WORK))
    for one in ("begging", "criminal_activity", "other_form"):
        yield forms[one]


def _groups(export: Export) -> Iterator[tuple[str, ProtectedCount]]:
    groups = {code: count for code, _label, count in _lines(export, "case.nationality_group")}
    yield (class_label("nationality_group", "moroccan"), groups["moroccan"])
    yield (_("Foreign nationals"), total(groups[one] for one in FOREIGN))


def _lines(export: Export, key: str) -> list[tuple[str, str, ProtectedCount]]:
    """A table's lines; none of a kind of record that is not published for this year."""
    table = read_table(key, export.asked)
    if isinstance(table, ShownTable):
        return [(line.code, line.label, line.count) for line in table.lines]
    if key.startswith("case."):
        raise NotOfThisPeriod
    return []
