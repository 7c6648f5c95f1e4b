"""The words of the directory that are no code lists."""

from casework.directory.domain import ContactKind
from casework.web.languages import _l

CONTACT_KINDS = {
    ContactKind.POLICE: _l("Police"),
    ContactKind.GENDARMERIE: _l("Royal Gendarmerie"),
    ContactKind.AMBULANCE: _l("Ambulance and fire brigade"),
    ContactKind.SAMU: _l("Medical emergency (SAMU)"),
    ContactKind.TRAFFICKING_LINE: _l("Green number against trafficking"),
    ContactKind.CHILD_LINE: _l("Help line for children"),
    ContactKind.OTHER: _l("Other number"),
}

CONTACT_HINTS = {
    ContactKind.POLICE: _l("In towns and cities"),
    ContactKind.GENDARMERIE: _l("In the countryside and on roads"),
    ContactKind.AMBULANCE: _l("Somebody is hurt or trapped"),
    ContactKind.SAMU: _l("A doctor is needed at once"),
    ContactKind.TRAFFICKING_LINE: _l("To report suspected trafficking; not for emergencies"),
    ContactKind.CHILD_LINE: _l("A child is in danger"),
}


def contact_name(kind: str, name: str) -> object:
    """How a number is headed: its own name, else that of its kind."""
    return name or CONTACT_KINDS.get(ContactKind(kind), kind)
