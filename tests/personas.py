"""The fixed cast of all tests. Each name is used with the same meaning everywhere.

The country is small: two regions, one inspectorate, two associations, two shelters, a commission.
"""

from dataclasses import dataclass

from casework.policy import Role

CASABLANCA = "MA-06"
SOUSS = "MA-09"
SIGNED_OUT = "signed_out"


@dataclass(frozen=True)
class OrganisationOfCast:
    """An organisation of the cast."""

    name: str
    name_ar: str
    kind: str
    regions: tuple[str, ...]
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Persona:
    """Somebody of the cast."""

    role: Role
    organisation: str
    regions: tuple[str, ...] = (CASABLANCA,)
    national: bool = False


ORGANISATIONS = {
    "inspectorate": OrganisationOfCast(
        "Inspection du travail, essai", "مفتشية الشغل، تجربة", "labour_inspectorate",
        (CASABLANCA, SOUSS),
    ),
    "association": OrganisationOfCast(
        "Association Essai", "جمعية التجربة", "ngo", (CASABLANCA,),
        ("PSY_FIRST", "LEGAL_INFO", "FOLLOW_UP"),
    ),
    "other_association": OrganisationOfCast(
        "Association Autre", "جمعية أخرى", "ngo", (CASABLANCA, SOUSS),
        ("LEGAL_REP", "RETURN"),
    ),
    "shelter_house": OrganisationOfCast(
        "Maison Essai", "دار التجربة", "shelter", (CASABLANCA,), ("SHELTER", "SHELTER_LT")
    ),
    "other_house": OrganisationOfCast(
        "Maison Autre", "دار أخرى", "shelter", (CASABLANCA, SOUSS), ("SHELTER",)
    ),
    "clinic": OrganisationOfCast("Clinique Essai", "مصحة التجربة", "health", (CASABLANCA,),
                                 ("MED_EMERG", "MED_PRIMARY")),
    "commission": OrganisationOfCast(
        "Commission Essai", "لجنة التجربة", "national_commission", (CASABLANCA, SOUSS)
    ),
}  # fmt: skip

PERSONAS: dict[str, Persona] = {
    "owner_inspector": Persona(Role.INSPECTOR, "inspectorate"),
    "other_inspector": Persona(Role.INSPECTOR, "inspectorate"),
    "focal_point": Persona(Role.FOCAL_POINT, "commission"),
    "second_focal_point": Persona(Role.FOCAL_POINT, "commission"),
    "focal_point_elsewhere": Persona(Role.FOCAL_POINT, "commission", (SOUSS,)),
    "national_focal_point": Persona(Role.FOCAL_POINT, "commission", (), national=True),
    "caseworker": Persona(Role.CASEWORKER, "association"),
    "colleague_caseworker": Persona(Role.CASEWORKER, "association"),
    "caseworker_elsewhere": Persona(Role.CASEWORKER, "other_association"),
    "shelter": Persona(Role.SHELTER, "shelter_house"),
    "other_shelter": Persona(Role.SHELTER, "other_house"),
    "provider": Persona(Role.PROVIDER, "clinic"),
    "return_officer": Persona(Role.RETURN_OFFICER, "other_association"),
    "prosecutor_liaison": Persona(Role.PROSECUTOR_LIAISON, "commission"),
    "distribution_officer": Persona(
        Role.DISTRIBUTION_OFFICER, "other_association", (CASABLANCA, SOUSS, "MA-02")
    ),
    "second_officer": Persona(Role.DISTRIBUTION_OFFICER, "other_association"),
    "dpo": Persona(Role.DPO, "commission"),
    "analyst": Persona(Role.ANALYST, "commission", (), national=True),
    "administrator": Persona(Role.ADMINISTRATOR, "commission"),
}
EVERYBODY = (*PERSONAS, SIGNED_OUT)
