"""What Sanad asks about people, organisations and sessions.

`people` is for every part; `sessions` and `listing` are for the pages of accounts.
"""

from casework.accounts.queries.people import (
    administrators,
    caseworkers_active_in,
    duty_officer,
    focal_points,
    national_focal_points,
    offers,
    organisation,
    organisation_names,
    organisations,
    organisations_in,
    organisations_offering,
    services_offered_in,
    somebody_exists,
    somebody_works_at,
    user,
    user_display,
    user_displays,
    user_named,
    users_of_organisation,
    users_of_region,
    works_in,
)

__all__ = [
    "administrators",
    "caseworkers_active_in",
    "duty_officer",
    "focal_points",
    "national_focal_points",
    "offers",
    "organisation",
    "organisation_names",
    "organisations",
    "organisations_in",
    "organisations_offering",
    "services_offered_in",
    "somebody_exists",
    "somebody_works_at",
    "user",
    "user_display",
    "user_displays",
    "user_named",
    "users_of_organisation",
    "users_of_region",
    "works_in",
]
