"""The certificate of an erasure: by code, in French or Arabic, with nothing of what was erased."""

from casework.accounts.queries import user_displays
from casework.papers.blocks import Facts, Heading, Notice, Paper, Paragraph, Signatures
from casework.retention.models import Erasure
from casework.retention.texts import KINDS, ORIGINS
from casework.web.codes import region_name
from casework.web.formats import long_date, moment_words, number
from casework.web.languages import _, within


def certificate(row: Erasure, language: str) -> Paper:
    """That the record of a code was erased: when, why, by which two people, and what it means."""
    with within(language):
        return Paper(
            title=_("Certificate of erasure"),
            code=row.code,
            language=language,
            blocks=(
                Paragraph(_("The record under the code below was erased. Nobody can read it any "
                            "more, and nobody can make it anew.")),
                Facts(_facts(row)),
                Heading(_("What this means")),
                Paragraph(_("The keys with which it was sealed were destroyed, its rows, its "
                            "documents and its search tokens deleted.")),
                Paragraph(_("A copy in a backup stays sealed. It becomes unreadable for us too "
                            "when the key that protected the old keys is destroyed with the "
                            "oldest backup: the rules of this installation say after how long.")),
                Paragraph(_("What was counted in published statistics stays counted. No way leads "
                            "from there to the person.")),
                Paragraph(_("The trace of who did what stays, by code and without content.")),
                Notice(_("This paper names nobody who was helped. Keep it with the register of "
                         "erasures.")),
                Signatures((_("Data protection officer"), _("For the organisation"))),
            ),
        )  # fmt: skip


def _facts(row: Erasure) -> tuple[tuple[str, str], ...]:
    names = user_displays([row.asked_by_id, row.confirmed_by_id])
    asked = names.get(row.asked_by_id, "") if row.asked_by_id else ""
    confirmed = names.get(row.confirmed_by_id, "") if row.confirmed_by_id else ""
    return (
        (_("Code"), row.code),
        (_("Kind of record"), str(KINDS[row.record_kind])),
        *(((_("Region"), region_name(row.region)),) if row.region else ()),
        (_("It had ended on"), long_date(row.ended_on)),
        (_("Kept until"), long_date(row.due_on)),
        (_("Why it was erased"), str(ORIGINS[row.origin])),
        (_("Notice given on"), long_date(row.noticed_at)),
        (_("Asked for by"), asked),
        (_("Confirmed by"), confirmed),
        (_("Erased on"), moment_words(row.erased_at) if row.erased_at else ""),
        (_("Keys destroyed"), number(row.keys_destroyed)),
        (_("Rows deleted"), number(row.rows_deleted)),
        (_("Version of the table of periods"), row.schedule),
    )
