"""How the refusals of a case read."""

from collections.abc import Mapping
from typing import Any

from casework.cases import screens
from casework.cases.domain import (
    children,
    closure,
    consent,
    identity,
    notes,
    priority,
    protection,
    records,
    restriction,
    risk,
    safety,
    saved_lists,
)
from casework.cases.domain.card import UnknownCardValue
from casework.cases.domain.pathway import TABLE
from casework.cases.labels import GATES
from casework.cases.service import conflicts, deletions, liaison, merging, opening, sharing, writing
from casework.cases.service.children import FamilyNotAgreed
from casework.cases.service.protection import RecoveryRuns, RuleFromThatDay
from casework.kernel.refusals import GateClosed, Refusal
from casework.web.errors import explain
from casework.web.languages import _l

OTHERS_DECIDE = _l("You proposed to close this case yourself: somebody else must decide.")
CHOOSE_ONE = _l("Choose one of the answers.")
CHILDREN: Mapping[type[Refusal], Any] = {
    children.NotAChild: _l("This is recorded for somebody who is, or may be, under 18."),
    children.ChildViewMissing: _l("Write what the child says about it."),
    children.SuspicionUnsaid: _l("Write what makes you think so."),
    children.DecisionWithoutReference: _l("Write the reference of the decision."),
    children.UntrainedWorker: _l(
        "Let somebody who is trained to talk with children assess the best interests."
    ),
    children.PanelTooSmall: _l("At least two decide: write each on a line of its own."),
    children.AssessedBefore: _l("Record the best-interests assessment first."),
    children.AgeAssessmentUnfit: _l(
        "An age is assessed with consent, by several disciplines, when nothing else helped."
    ),
    children.AgeInDoubt: _l(
        "The person stays protected as a child until an age assessment, or a document recorded "
        "with the identity, says otherwise."
    ),
    children.TracingBarred: _l(
        "The family is not searched for against the child’s wish, or where it puts somebody in "
        "danger."
    ),
    FamilyNotAgreed: _l("Ask first whether the family may be contacted (see Consent)."),
}
PROTECTION: Mapping[type[Refusal], Any] = {
    safety.ReviewOutOfRange: _l("Choose a day after today and within 90 days."),
    priority.SamePriority: _l("The case has this priority already."),
    priority.LoweredInDanger: _l(
        "Assess the risk first: a priority is lowered when the last assessment is valid and not "
        "high."
    ),
    protection.RecoveryTooShort: _l("The period is at least as long as the rule in force."),
    protection.PeriodBackwards: _l("It ends on or after the day it begins."),
    protection.ReferenceMissing: _l("Write the authority and the reference of its decision."),
    protection.RuleTooShort: _l("At least 30 days, at most a year."),
    protection.SourceMissing: _l("Write the text and where it was read."),
    RecoveryRuns: _l("A recovery period runs already: prolong it or end it."),
    RuleFromThatDay: _l("Choose a day after today on which no other length begins."),
    deletions.AnsweredAlready: _l("An answer is on record already."),
    deletions.AnswersThemselves: _l(
        "Somebody of this organisation uses Sanad now: they answer the request themselves."
    ),
    liaison.ReceivedAlready: _l("A colleague confirmed this report already."),
}
TEXTS: Mapping[type[Refusal], Any] = {
    restriction.RestrictionReasonMissing: _l("Choose why the file is needed again."),
    restriction.NotRestricted: _l("This file is in use again: it opens as it always does."),
    consent.RecipientMissing: _l(
        "Name the organisation: there is no agreement to share with everybody."
    ),
    consent.GroupsMissing: _l("Tick what may be told to this organisation, as the person said."),
    consent.NoSuchRecipient: _l("This question is not asked for one organisation."),
    consent.ValidityOutOfRange: _l("Write a last day after today and within a year."),
    consent.GuardianMissing: _l(
        "For a child, write who agreed as guardian or judge, and what the child says."
    ),
    consent.GuardianSuspected: _l(
        "The guardian is suspected: a juvenile judge or the prosecutor answers in their place."
    ),
    consent.SupporterMissing: _l(
        "Name who supports or represents the person, and look at whether they gain from the answer."
    ),
    consent.ConsulateBarred: _l("The consulate of an asylum seeker or refugee is never contacted."),
    consent.NothingToWithdraw: _l("There is no agreement in force for this any more."),
    risk.RiskIncomplete: _l("Look at every item: how likely, and how bad."),
    identity.NotADate: _l("Write a birth date that exists and is not ahead."),
    identity.IdentityBeforeConsent: _l(
        "The name is written down once the person agrees to a case file, or once a report "
        "required by law is on record."
    ),
    identity.TooManyIdentities: _l(
        "You looked at the identities of %(most)s people within a day. Those stay open to you; for "
        "another one ask a colleague of the case or the focal point."
    ),
    identity.RevealReasonMissing: _l("Write why in at least 10 characters."),
    notes.FollowUpOutOfRange: _l("Choose a day from today on, within a year."),
    notes.CorrectionUnexplained: _l("Write why the other note is struck."),
    notes.CorrectedAlready: _l("This note was struck already. Correct the newer one instead."),
    records.DateAhead: _l("The date cannot be after today."),
    records.InformedWhyMissing: _l("Write which danger kept you from telling the person."),
    records.PersonNotInformed: _l("Tell the person first, or try on the channels they chose."),
    closure.LostTooSoon: _l(
        "Contact counts as lost after three attempts on safe channels, on different days, over at "
        "least 30 days. On record: %(count)s on different days, over %(days)s days."
    ),
    closure.ReportMissing: _l("Write to whom the detention or removal was reported, and when."),
    closure.KeptOutOfBounds: _l("Choose a day between one and ten years from today."),
    closure.NobodyToAsk: _l("After this reason nobody can be asked again: tick nothing."),
    closure.UnsafeChannel: _l(
        "The person said that this way is not safe. Change the safe contact first if they changed "
        "their mind."
    ),
    closure.ChannelNotChosen: _l("Choose one of the channels that the person chose."),
    closure.NewNeedUnsaid: _l("Write the new need: the file reopens with it."),
    closure.NoFollowUpDue: _l("Nobody is to be asked again for this file."),
    records.NotCompetent: _l(
        "Only a court, the prosecution, the police or another authority does."
    ),
    records.DecisionUnreferenced: _l("Write the reference of the decision and what it rests on."),
    records.AuthorityMissing: _l("Write which authority the report went to."),
    saved_lists.TooManyLists: _l(
        "You keep %(count)s views already, the most there can be. Drop one first."
    ),
    saved_lists.NameTaken: _l("You have a view of this name already. Choose another name."),
    saved_lists.NothingChosen: _l("Choose filters on the list of cases first, then keep the view."),
    **CHILDREN,
    **PROTECTION,
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
    opening.OfAnotherHouse: _l(
        "This person works for another organisation. The caseworker hands the case over to it, "
        "once the person agreed: a focal point cannot give it there."
    ),
    sharing.NotHandedOver: _l(
        "%(code)s cannot go to this person: they are of another organisation, have no active "
        "account as a caseworker in its region, or the case changed meanwhile. Nothing was handed "
        "over."
    ),
    opening.Conflicted: _l(
        "This person has a conflict of interest with the case. Choose somebody else."
    ),
    conflicts.ConflictKnown: _l("This conflict of interest is on record already."),
    conflicts.OnlyOneself: _l("You can declare a conflict of your own; a focal point, any."),
    opening.BackupIsSame: _l(
        "The person who stands in is another caseworker of the same organisation."
    ),
}


AGE_FIRST = _l(
    "Only for somebody known to be an adult. For a child, or where the age is in doubt, call the "
    "focal point of the region now: an authority decides the same day. If the age is not recorded, "
    "write it on the card."
)


def register_texts() -> None:
    """One text for each refusal; for a closed gate, what is missing."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    for gate in sorted({gate for arrow in TABLE for gate in arrow.gates}):
        explain(GateClosed, _l("Still missing: %(what)s.", what=GATES[gate]), gate=gate)
    explain(GateClosed, OTHERS_DECIDE, gate="G-4EYES")
    explain(GateClosed, AGE_FIRST, gate="G-AGE(adult)")
