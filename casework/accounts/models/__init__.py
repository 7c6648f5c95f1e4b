"""What accounts keep: organisations and people, sessions, and what proves who somebody is."""

from casework.accounts.models.delegation import Delegation
from casework.accounts.models.factors import HalfSignIn, RecoveryCode, SecondFactor, TwoPersonAct
from casework.accounts.models.people import (
    DutyTurn,
    Enrolment,
    ExternalIdentity,
    Organisation,
    OrganisationRegion,
    OrganisationService,
    Password,
    SignInTally,
    User,
    UserRegion,
    UserSession,
)
from casework.accounts.models.powers import NewPower
from casework.accounts.models.reviews import AccessReview, AccessReviewLine

__all__ = [
    "AccessReview",
    "AccessReviewLine",
    "Delegation",
    "DutyTurn",
    "Enrolment",
    "ExternalIdentity",
    "HalfSignIn",
    "NewPower",
    "Organisation",
    "OrganisationRegion",
    "OrganisationService",
    "Password",
    "RecoveryCode",
    "SecondFactor",
    "SignInTally",
    "TwoPersonAct",
    "User",
    "UserRegion",
    "UserSession",
]
