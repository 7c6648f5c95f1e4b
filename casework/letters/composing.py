"""The letters that belong to the case itself: certificate, what the person agreed to, report.

None holds a name: whoever must prove who they are writes it by hand, if they wish. What is for the
person says nothing that would tell on them.
"""

from collections.abc import Iterable
from datetime import date

from casework.accounts import queries as accounts
from casework.cases import labels
from casework.cases.domain.consent import Answer, latest
from casework.cases.queries import (
    Case,
    circumstance_of,
    duties_of,
    ledger,
    newest_status,
    today,
)
from casework.kernel.telling import telling_word
from casework.letters.registry import THE_CASE, Subject
from casework.papers.blocks import (
    Block,
    Facts,
    Heading,
    Lines,
    Notice,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from casework.web.codes import region_name
from casework.web.formats import isolated, long_date
from casework.web.languages import _, within

CERTIFIED = ("possible", "identified")


def certified(case: Case) -> Iterable[Subject]:
    """A certificate stands on a status that was decided: presumed, or formally identified."""
    status = newest_status(case)
    return THE_CASE if status is not None and status.status in CERTIFIED else ()


def certificate(case: Case, about: str, language: str) -> Paper:
    """That the person is a presumed, or an identified, victim; since when and by whom decided."""
    status = newest_status(case)
    assert status is not None  # noqa: S101 - offered only then
    with within(language):
        identified = status.status == "identified"
        facts = [
            (_("Case code"), case.code),
            (_("Status"), str(labels.VICTIM_STATUSES[status.status])),
            (_("Decided by"), str(labels.BODIES[status.body])),
            (_("Since"), long_date(status.on)),
            (_("Region"), region_name(case.region)),
            (_("Issued on"), long_date(today())),
            (_("By"), _organisation(case, language)),
        ]
        if status.reference:
            facts.append((_("Reference of the decision"), status.reference))
        return Paper(
            title=_("Certificate of victim status") if identified
            else _("Certificate of presumed victim"),
            code=case.code,
            language=language,
            blocks=(
                Paragraph(_certified_words(identified)),
                Facts(tuple(facts)),
                Lines(_("Name, written by hand if the person wishes"), 1),
                Paragraph(_("Assistance does not depend on whether the person testifies or takes "
                            "part in proceedings.")),
                Paragraph(_("Whoever needs to check this certificate calls the organisation that "
                            "issued it and names the code. Nothing else is told."), small=True),
                Signatures((_("For the organisation"),)),
            ),
            envelope=(_("To be handed to the person"),),
        )  # fmt: skip


def _certified_words(identified: bool) -> str:
    if identified:
        return _(
            "The person who is followed under the code below was identified as a victim of human "
            "trafficking (Law 27-14)."
        )
    return _(
        "The person who is followed under the code below is presumed to be a victim of human "
        "trafficking (Law 27-14). Until a decision is made they are treated as one."
    )


def agreed_to(case: Case) -> Iterable[Subject]:
    """There is something to hand out once an answer was recorded."""
    return THE_CASE if ledger(case.id) else ()


def consent_sheet(case: Case, about: str, language: str) -> Paper:
    """What the person agreed to, to whom and until when, and how to take it back; in words that
    tell nobody why they are helped."""
    with within(language):
        return Paper(
            title=_("What I agreed to"),
            code=case.code,
            language=language,
            blocks=(
                Paragraph(_("You decide. You may change your mind at any time, without saying why. "
                            "Urgent help never depends on your answer.")),
                *_agreements(case, language),
                Heading(_("To change your mind")),
                Paragraph(_("Tell the person who helps you, or call their organisation and name "
                            "the code above. It takes effect at once, everywhere.")),
                Notice(_("Keep this paper only if nobody who could harm you may find it.")),
            ),
        )  # fmt: skip


def _agreements(case: Case, language: str) -> tuple[Block, ...]:
    lines = {line.said.key: line for line in ledger(case.id)}
    said = latest(line.said for line in ledger(case.id))
    rows = []
    for key, one in said.items():
        how = circumstance_of(lines[key])
        groups = how.data_groups if how is not None else ()
        told = "\n".join(str(labels.DATA_GROUPS_SAID[group]) for group in groups)
        given = one.answer == Answer.GIVEN and one.in_force(today())
        until = long_date(one.valid_until) if given and one.valid_until else ""
        whom = accounts.organisation_names([one.recipient_id], language)
        rows.append(
            (
                str(labels.PURPOSES[one.purpose]),
                _without_telling(" ".join(whom.values())),
                told if given else "",
                _yes_until(until) if given else _("no"),
            )
        )
    head = (_("What for"), _("To whom"), _("What they are told"), _("My answer"))
    return (Table(head, tuple(rows), (4, 3, 4, 3)),)


def _without_telling(name: str) -> str:
    """An organisation whose name would tell on the person is not named on their paper."""
    return _("A service whose name we tell you aloud") if telling_word(name) else name


def _yes_until(until: str) -> str:
    return _("yes, until %(day)s", day=until) if until else _("yes")


def reported(case: Case) -> Iterable[Subject]:
    """Each report that the law asked for, by its number in the case."""
    for row, duty in duties_of(case.id):
        if row.reported:
            yield Subject(str(row.seq), _report_label(duty.authority, duty.on))


def _report_label(authority: str, on: date) -> str:
    whom = isolated(authority) if authority else ""
    return " · ".join(part for part in (whom, long_date(on)) if part)


def duty_report(case: Case, about: str, language: str) -> Paper:
    """The report to an authority: legal ground, what was passed on, whether the person knows."""
    duty = next(duty for row, duty in duties_of(case.id) if str(row.seq) == about)
    with within(language):
        facts = [
            (_("To"), duty.authority),
            (_("From"), _organisation(case, language)),
            (_("Case code"), case.code),
            (_("Day"), long_date(duty.on)),
            (_("Legal ground"), str(labels.DUTY_BASES[duty.basis])),
            (_("The person was told"), _("yes") if duty.informed else _("no")),
        ]
        if not duty.informed:
            facts.append((_("Why not"), duty.not_informed_because))
        return Paper(
            title=_("Report required by law"),
            code=case.code,
            language=language,
            blocks=(
                Facts(tuple(facts)),
                Heading(_("What is reported")),
                Paragraph(duty.content),
                Notice(_("Held to what the authority needs. Nothing of health or counselling. It "
                         "rests on the law and on no consent.")),
                Signatures((_("For the organisation"),)),
            ),
            envelope=(duty.authority, _("Confidential")),
        )  # fmt: skip


def _organisation(case: Case, language: str) -> str:
    found = accounts.organisation_names([case.organisation_id], language)
    return " ".join(found.values())
