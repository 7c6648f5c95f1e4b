"""The code lists of a voluntary return. Codes travel in records and exports; words are elsewhere.

Steps after the practice of assisted voluntary return and reintegration (IOM, *Framework for
Assisted Voluntary Return and Reintegration*, 2018).
"""

from enum import StrEnum


class Part(StrEnum):
    """The thirteen parts of a return, in the order they are shown."""

    REQUEST = "request"
    COUNSELLING = "counselling"
    ELIGIBILITY = "eligibility"
    CHOICE = "choice"
    DOCUMENTS = "documents"
    RISK = "risk"
    FAMILY = "family"
    FITNESS = "fitness"
    PROJECT = "project"
    TRAVEL = "travel"
    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    MONITORING = "monitoring"


KEPT_ELSEWHERE = frozenset({Part.FAMILY, Part.MONITORING})
"""The family of a child is written in the case file, what follows in the reintegration: a return
shows both and keeps neither."""

CHANNELS = ("office", "outreach", "hotline", "partner", "consulate", "online")
OPTIONS = ("stay_and_permit", "asylum", "local_support", "family_reunification", "return")
"""What counselling explains: returning is one option of five, and never the first."""
VULNERABILITIES = (
    "victim_of_trafficking",
    "unaccompanied_child",
    "victim_of_violence",
    "medical",
    "pregnant",
    "single_parent",
    "elderly",
    "disability",
    "stranded",
)
CAPACITIES = ("certain", "assessed", "doubtful")
"""Whether the person can decide: certain, found able by professionals, or in doubt."""
DOCUMENTS = ("passport", "laissez_passer", "civil_status", "exit_authorisation", "transit_visa")
DOCUMENT_STATES = ("asked", "obtained", "refused", "not_needed")
FROM_THE_CONSULATE = frozenset({"passport", "laissez_passer", "civil_status"})
ONLY_FROM_THE_CONSULATE = frozenset({"laissez_passer"})
"""Nobody holds one of these who was not named to the consulate; a passport may have been at hand.
"""
COUNTRIES = ("here", "there")
RISK_ITEMS = ("traffickers", "family", "community", "retrafficking", "health", "legal")
ESCORTS = ("none", "medical", "social", "child")
FITNESS = ("fit", "fit_with_conditions", "unfit")
SIGNED = ("written", "oral_recorded", "witnessed")
ENDINGS = ("not_eligible", "risk_too_high", "died", "other")
"""Why somebody other than the person ends a return. The person needs no reason."""
NEVER_ARRIVED = ("turned_back", "lost", "retrafficked", "died", "other")
"""Why a journey that began does not end in an arrival."""
IN_DANGER = frozenset({"lost", "retrafficked"})
"""As urgent as danger: nobody knows where the person is, or they may be exploited again."""
