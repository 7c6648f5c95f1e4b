"""What is printed of a labour record: the formal notice, the call to a conciliation, the report.

The employer reads these: they speak of a place, its papers and the law, and of nobody and nothing
else.
"""

from dataclasses import dataclass

from flask import abort, render_template

from casework.accounts import queries as accounts
from casework.audit import record_read
from casework.audit.catalogue import LabourRecordRead
from casework.policy import Actor, Permission, Resource
from casework.visits import queries
from casework.visits.domain.labour import LabourContent
from casework.visits.queries import LabourRecord
from casework.visits.service import employers
from casework.visits.views.blueprints import labour_pages
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@dataclass(frozen=True)
class Paper:
    """A record, and which paper of it."""

    row: LabourRecord
    kind: str

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.row.resource()


def _paper_of(actor: Actor, reference: str, paper: str) -> Paper | None:
    row = queries.labour_record(actor, reference)
    return Paper(row, paper) if row is not None else None


@labour_pages.get("/l/<reference>/<any(notice, summons, report):paper>")
@guard(Permission.LABOUR_WORK, load=_paper_of)
def paper(asked: Paper) -> str:
    """One paper, once what it says has happened."""
    row, kind = asked.row, asked.kind
    content: LabourContent = row.content.reveal()
    if not _is_written(content, kind):
        abort(404)
    actor = signed_in_actor()
    record_read(LabourRecordRead(labour_id=row.id, part="paper"), actor)
    house = accounts.organisation(row.organisation_id)
    return render_template(
        f"visits/labour/paper_{kind}.html",
        row=row,
        content=content,
        employer=employers.read(row.employer_id, actor),
        house=house.name_in(current_language()) if house else "",
        inspector=accounts.user_display(row.handler_id),
    )


def _is_written(content: LabourContent, kind: str) -> bool:
    written = {
        "notice": content.notice, "summons": content.heard_on, "report": content.reported_on
    }  # fmt: skip
    return written[kind] is not None
