"""Which pictures stand on which dashboard, with their words. Configuration, like the lattice.

A picture counts records of one kind, and says at which stage and from which source: three sources
gave three numbers of victims for one year in Morocco (229, 269 and 452 for 2024), because each
counts at another stage. They are never added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from casework.web.languages import _l

from .domain.lattice import BY_NAME
from .tables import MADE_OF


class Chart(StrEnum):
    """How a table is drawn."""

    BARS = "bars"
    LINE = "line"
    GRID = "grid"
    FUNNEL = "funnel"
    TIMES = "times"
    HEAT = "heat"
    PANELS = "panels"
    RATES = "rates"
    FLAGGED = "flagged"


@dataclass(frozen=True)
class Picture:
    """One picture: the table it draws, how, and its title. `part` is the class across whose share
    is drawn."""

    key: str
    chart: Chart
    title: Any
    part: str = ""

    @property
    def kind(self) -> str:
        """The kind of record it counts."""
        return self.key.partition(".")[0]

    @property
    def yearly(self) -> bool:
        """Whether it is published for whole years only."""
        table = BY_NAME.get(MADE_OF.get(self.key, self.key))
        return table is not None and table.every == "year"


@dataclass(frozen=True)
class View:
    """One dashboard: its name in addresses, its title, what it answers, its pictures. `exact` are
    blocks of the counters that belong beside them: about no person, or for those who may open what
    they count."""

    name: str
    title: Any
    answers: Any
    pictures: tuple[Picture, ...]
    note: Any = ""
    exact: tuple[str, ...] = ()

    @property
    def yearly(self) -> bool:
        """Whether all its pictures are published for whole years only."""
        return all(picture.yearly for picture in self.pictures)


COUNTS: Mapping[str, Any] = MappingProxyType(
    {
        "case": _l(
            "Counts all cases opened in Sanad, also those of people whose status was never decided "
            "or who were found not to be victims."
        ),
        "screening": _l("Counts screenings sent, each person once: nobody is a victim by that."),
        "flag": _l(
            "Counts people screened with signs (A, B, C), as known half a year after the day on "
            "which each was screened."
        ),
        "referral": _l("Counts requests sent to services: one a person and kind, four at most."),
        "stay": _l("Counts people taken into a shelter, each once."),
        "return": _l("Counts people who asked for voluntary return, each once."),
        "survey": _l("Counts people surveyed a year after their return, each once."),
        "visit": _l("Counts workplaces visited. It says nothing of the people met there."),
    }
)

OVERVIEW = View(
    "overview",
    _l("Overview"),
    _l("How many people are screened, taken on and helped, and where?"),
    (
        Picture("screening.funnel", Chart.FUNNEL, _l("From screening to help")),
        Picture("case.months", Chart.LINE, _l("Cases opened by month")),
        Picture("case.region", Chart.GRID, _l("Cases by region")),
        Picture("case.exploitation", Chart.BARS, _l("Form of exploitation noted")),
        Picture("case.state", Chart.BARS, _l("Stage of help when counted")),
        Picture("case.nationality_group", Chart.BARS, _l("Nationality group")),
        Picture("case.sex", Chart.BARS, _l("Women and men")),
        Picture("case.age_band", Chart.BARS, _l("Age on registration")),
        Picture("case.majority", Chart.BARS, _l("Adults and children")),
    ),
)
PEOPLE = View(
    "people",
    _l("People and exploitation"),
    _l("Who is exploited, and in which way?"),
    (
        Picture(
            "case.exploitation_sex_majority",
            Chart.PANELS,
            _l("Form of exploitation, sex, adults and children"),
        ),
        Picture(
            "case.exploitation_nationality_group", Chart.HEAT, _l("Form and nationality group")
        ),
        Picture("case.exploitation_age_band", Chart.HEAT, _l("Form and age")),
        Picture("case.sex_age_band", Chart.HEAT, _l("Sex and age")),
        Picture("case.exploitation_state", Chart.HEAT, _l("Form and stage of help")),
        Picture("case.sex_nationality_group", Chart.HEAT, _l("Sex and nationality group")),
        Picture("case.nationality_group_age_band", Chart.HEAT, _l("Nationality group and age")),
        Picture("case.source", Chart.BARS, _l("Who detected the person")),
        Picture("case.status", Chart.BARS, _l("Status of victim")),
        Picture("screening.forms", Chart.BARS, _l("Forms noted of one person")),
    ),
)
REGIONS = View(
    "regions",
    _l("Regions"),
    _l("Where are people found and helped, and who are they there?"),
    (
        Picture("case.region_group_exploitation", Chart.HEAT, _l("Region and form")),
        Picture("case.region_group_sex", Chart.HEAT, _l("Region and sex")),
        Picture("case.region_group_age_band", Chart.HEAT, _l("Region and age")),
        Picture(
            "case.region_group_nationality_group", Chart.HEAT, _l("Region and nationality group")
        ),
        Picture("case.region_group_state", Chart.HEAT, _l("Region and stage of help")),
        Picture("screening.region", Chart.BARS, _l("Screenings by region")),
        Picture("stay.region_group", Chart.BARS, _l("People sheltered, by region")),
        Picture("visit.region_group", Chart.BARS, _l("Workplaces visited, by region")),
    ),
)
DETECTION = View(
    "detection",
    _l("Detection and quality"),
    _l("Where are signs looked for, are they right, and is anybody flagged unfairly?"),
    (
        Picture("screening.sector", Chart.BARS, _l("Screenings by sector of work")),
        Picture("screening.body", Chart.BARS, _l("Screenings by body")),
        Picture("screening.sex", Chart.BARS, _l("Screenings by sex")),
        Picture("screening.nationality_group", Chart.BARS, _l("Screenings by nationality group")),
        Picture("screening.band", Chart.BARS, _l("Results of screenings")),
        Picture("screening.asked", Chart.BARS, _l("How much of the questionnaire was asked")),
        Picture(
            "flag.band_outcome",
            Chart.RATES,
            _l("Flags that were confirmed, by result"),
            "confirmed",
        ),
        Picture(
            "flag.band_outcome", Chart.RATES, _l("Flags found to be wrong, by result"), "not_victim"
        ),
        Picture(
            "flag.nationality_group",
            Chart.FLAGGED,
            _l("How often people are flagged, by nationality group"),
        ),
        Picture("flag.sex", Chart.FLAGGED, _l("How often people are flagged, by sex")),
        Picture("flag.sector", Chart.FLAGGED, _l("How often people are flagged, by sector")),
        Picture(
            "flag.nationality_group_outcome",
            Chart.RATES,
            _l("Flags that were confirmed, by nationality group"),
            "confirmed",
        ),
        Picture(
            "flag.sex_outcome", Chart.RATES, _l("Flags that were confirmed, by sex"), "confirmed"
        ),
        Picture(
            "flag.sector_outcome",
            Chart.RATES,
            _l("Flags that were confirmed, by sector"),
            "confirmed",
        ),
        Picture("visit.sector", Chart.BARS, _l("Workplaces visited, by sector")),
    ),
)
HELP = View(
    "help",
    _l("Help and time"),
    _l("How long does each step take, who answers, and what becomes of people?"),
    (
        Picture("screening.triage_time", Chart.TIMES, _l("From screening to the answer")),
        Picture("case.first_contact", Chart.TIMES, _l("From opening the case to first contact")),
        Picture("case.urgent_contact", Chart.BARS, _l("First contact in urgent cases")),
        Picture("case.plan", Chart.BARS, _l("From the start of help to the plan")),
        Picture("case.consent", Chart.BARS, _l("Agreement to a case file")),
        Picture("case.interpreter", Chart.BARS, _l("Interpreters needed and found")),
        Picture("case.needs", Chart.BARS, _l("Needs met")),
        Picture("case.legal_aid", Chart.BARS, _l("Lawyer in proceedings")),
        Picture("case.closure", Chart.BARS, _l("How cases closed")),
        Picture("referral.service", Chart.BARS, _l("Requests by kind of service")),
        Picture("referral.service_answer", Chart.HEAT, _l("Answers by kind of service")),
        Picture(
            "referral.service_answer_time",
            Chart.RATES,
            _l("Requests answered within 24 hours, by service"),
            "24h",
        ),
        Picture("stay.stay_length", Chart.BARS, _l("Length of stays in shelters")),
        Picture("stay.exit", Chart.BARS, _l("How stays ended")),
        Picture("return.return_stage", Chart.BARS, _l("Voluntary returns")),
        Picture("return.departure_time", Chart.TIMES, _l("From asking for return to departure")),
        Picture("survey.survey_score", Chart.BARS, _l("Reintegration a year after return")),
        Picture("survey.survey_change", Chart.BARS, _l("Change since the first survey")),
    ),
    exact=("places", "training", "goods"),
)
BODIES = View(
    "bodies",
    _l("Kinds of body"),
    _l("Which kinds of body look for signs, and which detect people?"),
    (
        Picture("screening.body", Chart.BARS, _l("Screenings by body")),
        Picture("case.source", Chart.BARS, _l("Who detected the person")),
    ),
    _l(
        "There is no protected number of a single organisation: it registers so few people that "
        "the protection would be larger than most of its numbers, and whoever knows its work would "
        "recognise the others. Its own page holds what is exact for its people, beside what is "
        "published."
    ),
)
VIEWS: Mapping[str, View] = MappingProxyType(
    {view.name: view for view in (OVERVIEW, PEOPLE, REGIONS, DETECTION, HELP, BODIES)}
)
REGION_HISTORY = Picture("case.region_quarters", Chart.LINE, _l("This region, by quarter"))
