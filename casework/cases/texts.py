"""How the refusals of a case read."""

from collections.abc import Mapping
from typing import Any

from casework.cases import screens
from casework.cases.domain import consent, identity, records, risk
from casework.cases.domain.card import UnknownCardValue
from casework.cases.domain.pathway import TABLE
from casework.cases.labels import GATES
from casework.cases.service import merging, opening, writing
from casework.kernel.refusals import GateClosed, Refusal
from casework.web.errors import explain
from casework.web.languages import _l

OTHERS_DECIDE = _l("You proposed to close this case yourself: somebody else must decide.")
CHOOSE_ONE = _l("Choose one of the answers.")
TEXTS: Mapping[type[Refusal], Any] = {
    consent.RecipientMissing: _l(
        "Name the organisation: there is no agreement to share with everybody."
    ),
    consent.ValidityOutOfRange: _l("Write a last day after today and within a year."),
    consent.GuardianMissing: _l(
        "For a child, write who agreed as guardian or judge, and what the child says."
    ),
    consent.ConsulateBarred: _l("The consulate of an asylum seeker or refugee is never contacted."),
    consent.NothingToWithdraw: _l("There is no agreement in force for this any more."),
    risk.RiskIncomplete: _l("Look at every item: how likely, and how bad."),
    identity.NotADate: _l("Write a birth date that exists and is not ahead."),
    identity.IdentityBeforeConsent: _l(
        "The name is written down once the person agrees to a case file, or once a report "
        "required by law is on record."
    ),
    identity.RevealReasonMissing: _l("Write why in at least 10 characters."),
    records.DateAhead: _l("The date cannot be after today."),
    records.InformedWhyMissing: _l("Write which danger kept you from telling the person."),
    records.PersonNotInformed: _l("Tell the person first, or try on the channels they chose."),
    screens.NoAnswer: CHOOSE_ONE,
    UnknownCardValue: CHOOSE_ONE,
    writing.UnknownCode: CHOOSE_ONE,
    writing.CaseClosed: _l("This case is closed: it can be read, not changed. Reopen it to go on."),
    writing.CaseMerged: _l(
        "This file was merged into another one: it can be read, not changed. Work goes on in the "
        "file that leads."
    ),
    merging.MergedAlready: _l(
        "One of the two files was merged already, or leads another one. Undo that first."
    ),
    opening.NotActiveThere: _l(
        "This person has no active account as a caseworker in the region. Choose another."
    ),
    opening.BackupIsSame: _l(
        "The person who stands in is another caseworker of the same organisation."
    ),
}


def register_texts() -> None:
    """One text for each refusal; for a closed gate, what is missing."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    for gate in sorted({gate for arrow in TABLE for gate in arrow.gates}):
        explain(GateClosed, _l("Still missing: %(what)s.", what=GATES[gate]), gate=gate)
    explain(GateClosed, OTHERS_DECIDE, gate="G-4EYES")
