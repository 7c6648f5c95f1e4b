"""Documents of a case: kept, opened, deleted."""

from uuid import UUID

from casework.audit.events import CaseEvent, event
from casework.audit.fields import Code, Digest


@event
class DocumentAdded(CaseEvent):
    document_id: UUID
    digest: Digest | None = None


@event
class DocumentRead(CaseEvent):
    """Somebody fetched the content of a document."""

    document_id: UUID


@event
class DocumentDeleted(CaseEvent):
    document_id: UUID
    reason: Code
