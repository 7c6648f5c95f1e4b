"""Patterns of exploitation met in Morocco, as public reports describe them, for fictional people.

After the Trafficking in Persons reports 2014 to 2025 and the Moroccan press of those years: rural
girls placed as maids, boys in workshops and on building sites, foreign domestic workers whose
passports are kept, women and children forced into prostitution or begging by networks, seasonal
farm workers; and, far more often, ordinary breaches of labour law, or nothing at all. Shares are
ours, for a lively demonstration; they say nothing about any real group.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """What is likely to be answered for one kind of situation.

    `codes` gives each indicator its chance to be present, `danger` each item of danger;
    `act_chance` is how likely somebody was recruited or moved; `share` is the weight among all
    screenings; `foreign_names` the group that names of people from abroad are taken of.
    """

    name: str
    share: int
    sector: str
    exploitation: tuple[str, ...]
    sexes: Mapping[str, int]
    ages: tuple[int, int]
    groups: Mapping[str, int]
    codes: Mapping[str, float]
    act_chance: float
    danger: Mapping[str, float]
    self_request: float = 0.05
    foreign_names: str = "sub_saharan_africa"


_PRESSURE = {"CD01": 0.6, "CD03": 0.6, "CD05": 0.4, "CD14": 0.6, "VD01": 0.6, "VD02": 0.5}
_DECEIVED = {"DR01": 0.5, "DR02": 0.7, "DR03": 0.6, "DR05": 0.4}
_POOR_WORK = {"EX01": 0.6, "EX02": 0.7, "EX05": 0.5, "EX07": 0.8, "EX08": 0.9}

PATTERNS = (
    Pattern("ordinary", 50, "C", (), {"female": 5, "male": 5}, (19, 55),
            {"moroccan": 95, "foreign": 5}, {"EX08": 0.25, "EX07": 0.15}, 0.02, {}, 0.01),
    Pattern("labour_breach", 15, "A", (), {"female": 6, "male": 4}, (18, 50),
            {"moroccan": 92, "foreign": 8},
            {"EX01": 0.6, "EX02": 0.7, "EX05": 0.4, "EX07": 0.9, "EX08": 0.95}, 0.03, {}, 0.02),
    Pattern("at_risk", 8, "I", (), {"female": 6, "male": 4}, (17, 40),
            {"moroccan": 70, "foreign": 30},
            {"DR02": 0.8, "DR03": 0.8, "DR01": 0.4, "EX07": 0.5, "VR06": 0.4}, 0.1, {}, 0.05),
    Pattern("placed_girl", 6, "domestic_work", ("domestic_servitude",), {"female": 1}, (10, 17),
            {"moroccan": 1},
            {**_POOR_WORK, **_PRESSURE, "DR10": 0.6, "VR01": 0.7, "VR06": 0.5, "EX09": 0.9,
             "CD04": 0.3}, 0.9, {"child_danger": 0.3}, 0.1),
    Pattern("apprentice_boy", 4, "S", ("forced_labour",), {"male": 1}, (12, 17), {"moroccan": 1},
            {**_POOR_WORK, "EX06": 0.8, "EX09": 0.9, "CD05": 0.4, "VR01": 0.5}, 0.6,
            {"injury": 0.1}),
    Pattern("foreign_maid", 4, "domestic_work", ("domestic_servitude", "debt_bondage"),
            {"female": 1}, (20, 45), {"foreign": 1},
            {**_POOR_WORK, **_PRESSURE, **_DECEIVED, "CD01": 0.95, "CD11": 0.6, "CR04": 0.5,
             "CD02": 0.4}, 0.9, {"locked_in": 0.2}, 0.2, "asia"),
    Pattern("network", 6, "S", ("sexual",), {"female": 9, "male": 1}, (15, 35),
            {"moroccan": 6, "foreign": 4},
            {**_PRESSURE, **_DECEIVED, "CR02": 0.5, "CD07": 0.9, "CD02": 0.6, "CD04": 0.5,
             "CD12": 0.4, "EX03": 0.6, "EX05": 0.5}, 0.9, {"threat_today": 0.25}, 0.1),
    Pattern("forced_begging", 3, "S", ("begging",), {"female": 5, "male": 5}, (7, 30),
            {"moroccan": 7, "foreign": 3},
            {"EX02": 0.9, "EX03": 0.8, "EX05": 0.8, "EX01": 0.6, "CD05": 0.5, "CD07": 0.7,
             "VD01": 0.6, "VR01": 0.6, "EX09": 0.7}, 0.8, {"child_danger": 0.15}),
    Pattern("farm_bonded", 4, "A", ("forced_labour",), {"female": 6, "male": 4}, (18, 50),
            {"moroccan": 7, "foreign": 3},
            {**_POOR_WORK, **_DECEIVED, "CD02": 0.4, "CD14": 0.7, "VR06": 0.6, "VD03": 0.7,
             "EX04": 0.7, "CD03": 0.3}, 0.7, {}),
    Pattern("building_site", 2, "F", ("forced_labour",), {"male": 1}, (18, 50),
            {"moroccan": 5, "foreign": 5},
            {**_POOR_WORK, **_DECEIVED, "EX06": 0.7, "CD14": 0.8, "CD11": 0.5, "VR02": 0.5}, 0.6,
            {"injury": 0.08}),
)  # fmt: skip

BY_NAME = {pattern.name: pattern for pattern in PATTERNS}
ORDINARY = tuple(BY_NAME[name] for name in ("ordinary", "labour_breach", "at_risk"))
SUSPECT = tuple(pattern for pattern in PATTERNS if pattern not in ORDINARY)

REGION_WEIGHTS = {
    "MA-01": 9, "MA-02": 7, "MA-03": 10, "MA-04": 13, "MA-05": 5, "MA-06": 20, "MA-07": 13,
    "MA-08": 3, "MA-09": 14, "MA-10": 2, "MA-11": 2, "MA-12": 2,
}  # fmt: skip
