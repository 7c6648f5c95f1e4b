"""What can be seen today: cases and screenings placed in the last weeks, each resting somewhere.

Two years of chance leave most states of the pathway inhabited; these make sure of all, and that
the work lists of the printed sign-ins have something in them: drafts, an emergency to triage, a
request about to be late, one that nobody answered, consents to renew.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseScene:
    """A case opened some days before today that rests at `stop`: a state of the pathway, or a
    place in the story of its referral for `service`. `by_focal`: nobody has it from the start.
    `known_as`: one of those met twice."""

    stop: str
    days: float
    priority: str = "P2"
    pace: float = 0.25
    by_focal: bool = False
    service: str = "SHELTER"
    known_as: str = ""


@dataclass(frozen=True)
class ScreeningScene:
    """A screening of the last days that rests at `stop`: a draft, sent, flagged, or with a request
    to lower the level; `urgent` when the person is locked in."""

    stop: str
    days: float
    pattern: str
    urgent: bool = False
    form: str = "labour_inspection"


CASES = (
    CaseScene("unassigned", 0.2, "P1", by_focal=True),
    CaseScene("unassigned", 2.0, "P2", by_focal=True),
    CaseScene("S06", 1.5, "P2", by_focal=True),
    CaseScene("S06", 3.0, "P3", pace=0.5, by_focal=True),
    CaseScene("thinking", 5.0),
    CaseScene("thinking", 16.0, "P3"),
    CaseScene("received", 1.1, "P1", pace=0.05),
    CaseScene("received", 3.0, "P2", pace=0.1),
    CaseScene("received", 4.0, "P3", pace=0.15, service="LEGAL_INFO"),
    CaseScene("received", 3.5, "P2", pace=0.1, service="MED_PRIMARY"),
    CaseScene("received", 3.8, "P3", pace=0.1, service="TRACING"),
    CaseScene("by_hand", 4.0, "P3", pace=0.1),
    CaseScene("no_response", 11.0, "P2", pace=0.1, known_as="ouattara"),
    CaseScene("draft", 7.0, "P2", pace=0.15, known_as="watara"),
    CaseScene("accepted", 4.0, pace=0.1),
    CaseScene("S10", 6.0, pace=0.15),
    CaseScene("S08", 20.0),
    CaseScene("cancelled", 30.0, known_as="بن علي"),
    CaseScene("in_progress", 25.0, known_as="الإدريسي"),
    CaseScene("S11", 45.0, "P3", known_as="el idrissi"),
    CaseScene("delivered", 60.0, known_as="benali"),
    CaseScene("S12", 50.0, "P3"),
    CaseScene("S13", 40.0, "P3", pace=0.15),
    CaseScene("S14", 30.0, "P3", pace=0.15),
    CaseScene("S15", 70.0, "P3", pace=0.3),
    CaseScene("closing", 22.0, "P3", pace=0.2),
    CaseScene("S16", 40.0, "P3", pace=0.2),
    CaseScene("S17", 18.0, "P3", pace=0.12),
)
LONGEST = max(scene.days for scene in CASES)


def staged(cases: int) -> tuple[CaseScene, ...]:
    """The scenes of a country with so many cases: at most every fourth."""
    return CASES[: cases // 4]


# Each in the first pilot regions, where the printed sign-ins work.
SCREENINGS = (
    ScreeningScene("draft", 0.3, "labour_breach"),
    ScreeningScene("draft", 1.2, "farm_bonded"),
    ScreeningScene("sent", 0.04, "foreign_maid", urgent=True),
    ScreeningScene("sent", 0.8, "farm_bonded"),
    ScreeningScene("sent", 0.5, "labour_breach"),
    ScreeningScene("lowering", 1.5, "building_site"),
    ScreeningScene("flagged", 0.9, "placed_girl"),
)
# The other forms, waiting for the same focal points.
OTHER_FORMS = (
    ScreeningScene("sent", 1.1, "farm_bonded", form="labour_short"),
    ScreeningScene("sent", 1.3, "ordinary", form="prescreen"),
    ScreeningScene("sent", 1.4, "ordinary", form="outreach"),
    ScreeningScene("sent", 1.6, "building_site", form="observation"),
    ScreeningScene("sent", 1.7, "placed_girl", form="report_received"),
)
SHOWN_REGIONS = ("MA-06", "MA-09")
