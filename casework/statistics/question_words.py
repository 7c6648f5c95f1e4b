"""What somebody asked for, in words: the log holds codes alone."""

from uuid import UUID

from casework.accounts.queries import organisation_name
from casework.audit.catalogue import StatisticsExported, StatisticsRefused
from casework.audit.queries import Written
from casework.facts.domain import REGIONS, SIMULATED
from casework.web.languages import _, current_language

from .catalogue import REGION_HISTORY, VIEWS
from .exports.contents import TITLES, Report
from .labels import class_label, whose
from .tables import KEYS


def what_words(event: Written) -> str:
    """What was asked for, of which region when it was of one, and whether of nobody real."""
    region, lattice = event.code("region"), event.code("lattice")
    place = class_label("region", region) if region in REGIONS else ""
    fiction = whose(lattice) if lattice == SIMULATED else ""
    return " · ".join(filter(None, (_asked(event), _organisation(event), place, fiction)))


def _organisation(event: Written) -> str:
    """Whose page was opened, where it was of one organisation."""
    asked = event.code("organisation_id")
    return organisation_name(UUID(asked), current_language()) if asked else ""


def _asked(event: Written) -> str:
    """A dashboard, a table, a file, or what was refused; a code that has no words stays one."""
    if event.kind == StatisticsRefused.__name__:
        return refused_words(event.code("asked"))
    if event.kind == StatisticsExported.__name__:
        return _("File asked for: %(file)s", file=file_words(event.code("report")))
    return table_words(event.code("table"))


def table_words(code: str) -> str:
    """The page, the file or the table that was read."""
    kind, _dot, name = code.partition(".")
    if kind == "VIEW":
        return _("Page: %(page)s", page=_page(name.lower()))
    if kind == "EXPORT":
        return _("File fetched: %(file)s", file=file_words(name.lower().replace(".", "_")))
    return _("Table: %(title)s", title=_titled(code))


def refused_words(asked: str) -> str:
    """What was refused; a code that has no words stays one."""
    words = {
        "role": _("Refused: this role sees none of it"),
        "dashboard": _("Refused: a dashboard"),
        "table": _("Refused: a table"),
        "organisation": _("Refused: the page of an organisation"),
        "indicators": _("Refused: the indicators"),
        "export": _("Refused: a file"),
        "ticket": _("Refused: a file of somebody else, or too late"),
    }
    return words.get(asked, asked)


def _page(name: str) -> str:
    words = {
        "measured": _("Measured error"),
        "indicators": _("Indicators"),
        "organisation": _("My organisation"),
        "donor": _("Donor report"),
    }
    return str(VIEWS[name].title) if name in VIEWS else words.get(name, name)


def file_words(name: str) -> str:
    """The title of a file; a code that has no words stays one."""
    if name in {one.value for one in Report}:
        return str(TITLES[Report(name)])
    kind = name.removeprefix("donor_")
    return f"{_('Donor report')} ({kind.upper()})" if kind != name else name


def table_title(key: str) -> str:
    """The title of the picture that shows a table; one that no page shows has its key."""
    pictures = (REGION_HISTORY, *(one for view in VIEWS.values() for one in view.pictures))
    return next((str(one.title) for one in pictures if one.key == key), key)


def table_code(key: str) -> str:
    """How the log names a table."""
    return key.upper().replace("_", ".")


def _titled(code: str) -> str:
    return table_title(next((key for key in KEYS if table_code(key) == code), code))
