"""What the pages of transfers show."""

from collections.abc import Iterable
from typing import Any

from casework.accounts import queries as accounts
from casework.cases.labels import AGE_BANDS, INTERPRETER, LANGUAGES, PRIORITIES, SEX
from casework.cases.labels.words import joined
from casework.transfers.domain import Known, TransferState
from casework.transfers.models import CaseTransfer
from casework.transfers.texts import DECLINE_REASONS, STATES, TONES
from casework.web.codes import region_name
from casework.web.languages import _, current_language

MAY_BE_KEPT = (TransferState.PROPOSED, TransferState.EXPIRED)


def rows_of(found: Iterable[CaseTransfer], *, received: bool = False) -> list[dict[str, Any]]:
    """Lines of a list: with whom, when, where it stands. Nothing of the case."""
    rows = list(found)
    others = [one.from_organisation_id if received else one.to_organisation_id for one in rows]
    names = accounts.organisation_names(others, current_language())
    return [
        {
            "reference": one.reference,
            "organisation": names.get(other, ""),
            "region": region_name(one.region),
            "state": STATES[TransferState(one.state)],
            "tone": TONES.get(TransferState(one.state), ""),
            "open": one.state in MAY_BE_KEPT,
            "due_at": one.due_at if one.state == TransferState.PROPOSED else None,
            "at": one.answered_at or one.proposed_at,
            "reason": DECLINE_REASONS.get(one.answer_reason or "", ""),
        }
        for one, other in zip(rows, others, strict=True)
    ]


def received(transfer: CaseTransfer, known: Known) -> dict[str, Any]:
    """The proposal as the other organisation reads it."""
    names = accounts.organisation_names([transfer.from_organisation_id], current_language())
    languages = [str(LANGUAGES.get(code, code)) for code in known.languages]
    return {
        "sender": names.get(transfer.from_organisation_id, ""),
        "lines": [
            (_("Sex"), SEX[known.sex]),
            (_("Age"), AGE_BANDS[known.age_band]),
            (_("Languages"), joined(languages) or AGE_BANDS["unknown"]),
            (_("Interpreter"), INTERPRETER[known.interpreter]),
            (_("Region"), region_name(known.region)),
            (_("Priority"), PRIORITIES[known.priority]),
        ],
    }
