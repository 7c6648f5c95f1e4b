"""What a screening shows that is no finding by the lists: a pre-screen, risks and protections."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casework.screening import queries
from casework.screening.domain.answers import Reply
from casework.screening.domain.finding import Finding, Reading
from casework.screening.domain.instrument import Meaning, Use
from casework.screening.domain.interview import Interview
from casework.screening.domain.validity import Predicted, Validity, predicted
from casework.screening.domain.vulnerability import (
    Factor,
    LevelFound,
    factors_of,
    needs_acts,
    vulnerability_of,
)
from casework.screening.queries import Screening
from casework.screening.texts import LEVELS, PROFILES, SEVERITY, USES
from casework.screening.views.words import band_label, in_a_row, local

RARE = 0.01  # where one person in a hundred is concerned
COMPARED = 4
UNKNOWN = "—"


@dataclass(frozen=True)
class FactorShown:
    """A determinant in words: what, how strongly, the note, and what helps."""

    name: str
    severity: str
    note: str
    advice: str


@dataclass(frozen=True)
class LevelShown:
    """One of the four levels."""

    name: Any
    risks: tuple[FactorShown, ...]
    protections: tuple[FactorShown, ...]
    open: int


@dataclass(frozen=True)
class Compared:
    """The same determinants at several moments, side by side: a name and one word a moment."""

    moments: tuple[Any, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class UseShown:
    """What the result page adds for a form that is not a screening by the lists.

    `by_lists`: something of the lists was noted, so that the finding is worth showing.
    """

    use: Use
    label: Any
    positive: bool
    validity: Validity | None
    meant: tuple[Predicted, ...]
    levels: tuple[LevelShown, ...]
    to_do: tuple[str, ...]
    compared: Compared | None
    by_lists: bool
    readings: tuple[str, ...]


def use_of(screening: Screening, interview: Interview, finding: Finding) -> UseShown:
    """What a sent screening shows of its use. For callers who opened it."""
    instrument = interview.instrument
    levels = vulnerability_of(interview)
    return UseShown(
        use=instrument.use,
        label=USES[instrument.use],
        positive=Reply.YES in interview.chosen(Meaning.PRESCREEN),
        validity=instrument.validity,
        meant=_meant(instrument.validity),
        levels=tuple(_shown(level) for level in levels),
        to_do=tuple(_advice(factor) for factor in needs_acts(levels) if _advice(factor)),
        compared=_compared(screening, interview) if levels else None,
        by_lists=instrument.use not in (Use.PRESCREEN, Use.VULNERABILITY)
        or bool(finding.reasons or finding.act),
        readings=_readings(finding),
    )


def _meant(validity: Validity | None) -> tuple[Predicted, ...]:
    if validity is None:
        return ()
    return tuple(predicted(validity, share) for share in (validity.prevalence, RARE))


def _shown(level: LevelFound) -> LevelShown:
    return LevelShown(
        name=LEVELS[level.level],
        risks=tuple(map(_factor, level.risks)),
        protections=tuple(map(_factor, level.protections)),
        open=level.open,
    )


def _factor(factor: Factor) -> FactorShown:
    severity = "" if factor.severity is None else str(SEVERITY[factor.severity])
    return FactorShown(local(factor.question.text), severity, factor.note, _advice(factor))


def _advice(factor: Factor) -> str:
    return local(factor.determinant.advice)


def _compared(screening: Screening, interview: Interview) -> Compared | None:
    """This assessment beside the earlier ones of the same person, the oldest first."""
    earlier = list(_earlier(screening))
    if not earlier:
        return None
    found = [(one.sent_at, _severities(queries.interview_of(one))) for one in reversed(earlier)]
    found.append((screening.sent_at, _severities(interview)))
    rows = (
        (
            local(factor.question.text),
            tuple(said.get(factor.question.id, "—") for _at, said in found),
        )
        for factor in factors_of(interview)
    )
    noted = tuple(
        row for row in rows if any(word not in ("—", str(SEVERITY[0])) for word in row[1])
    )
    return Compared(tuple(at for at, _said in found), noted)


def _earlier(screening: Screening) -> Iterator[Screening]:
    for _step in range(COMPARED - 1):
        before = queries.repeated_by(screening)
        if before is None:
            return
        yield before
        screening = before


def _severities(interview: Interview) -> dict[str, str]:
    return {
        factor.question.id: str(SEVERITY[factor.severity])
        for factor in factors_of(interview)
        if factor.severity is not None
    }


def _readings(finding: Finding) -> tuple[str, ...]:
    """Where two lists apply: what each of them found, the one that stands first."""
    if not finding.others:
        return ()
    read: list[Finding | Reading] = [finding, *finding.others]
    return tuple(in_a_row([str(PROFILES[one.profile]), band_label(one.band)]) for one in read)
