"""The consulate of an asylum seeker or refugee is never contacted, and hears no more once it is
learnt (1951 Convention relating to the Status of Refugees; UNHCR guidance on confidentiality
towards the country of origin)."""

from dataclasses import replace

from casework.cases.domain.consent import Circumstance, Purpose
from casework.cases.models import Case
from casework.cases.queries import bars_consulate, circumstance_of, ledger, today
from casework.cases.service.ledger import (
    Word,
    agreed_of,
    end,
    files_held,
    moved,
    questions_of,
)
from casework.cases.withdrawals import losses_of
from casework.policy import Actor

EVERY_CONSULATE = (Purpose.CONSULATE, None)


def leave_consulate(case: Case, actor: Actor) -> None:
    """Where asylum bars the consulate, end what was agreed on it and what it was told, in every
    file of the person, and ask it to delete; nothing happens where there is neither."""
    if not bars_consulate(case):
        return
    for file in files_held(case):
        agreed, ending = agreed_of(file, EVERY_CONSULATE), questions_of(file, EVERY_CONSULATE)
        if agreed or losses_of(file.id, ending):
            end(file, ending, agreed, Word(_as_agreed(file), actor))
            moved(file, Purpose.CONSULATE)


def _as_agreed(file: Case) -> Circumstance:
    """How the agreement that ends was given; the person did not speak anew."""
    lines = [line for line in ledger(file.id) if line.purpose == Purpose.CONSULATE]
    lines = [line for line in lines if line.said.in_force(today())]
    how = circumstance_of(lines[-1]) if lines else None
    return replace(how, data_groups=(), note="") if how else Circumstance("oral", "other")
