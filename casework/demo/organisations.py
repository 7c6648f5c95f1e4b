"""The invented organisations and accounts of the demo country.

No organisation here exists. Names say so in every language.
"""

from dataclasses import dataclass

from casework.policy import Role

REGIONS = tuple(f"MA-{number:02d}" for number in range(1, 13))
PILOT = ("MA-04", "MA-06", "MA-07", "MA-09", "MA-03")
SHORT = {
    "MA-01": "tanger", "MA-02": "oujda", "MA-03": "fes", "MA-04": "rabat", "MA-05": "benimellal",
    "MA-06": "casa", "MA-07": "marrakech", "MA-08": "errachidia", "MA-09": "agadir",
    "MA-10": "guelmim", "MA-11": "laayoune", "MA-12": "dakhla",
}  # fmt: skip
CITY = {
    "MA-01": ("Tanger", "طنجة"), "MA-02": ("Oujda", "وجدة"), "MA-03": ("Fès", "فاس"),
    "MA-04": ("Rabat", "الرباط"), "MA-05": ("Béni Mellal", "بني ملال"),
    "MA-06": ("Casablanca", "الدار البيضاء"), "MA-07": ("Marrakech", "مراكش"),
    "MA-08": ("Errachidia", "الرشيدية"), "MA-09": ("Agadir", "أكادير"),
    "MA-10": ("Guelmim", "كلميم"), "MA-11": ("Laâyoune", "العيون"),
    "MA-12": ("Dakhla", "الداخلة"),
}  # fmt: skip


@dataclass(frozen=True)
class DemoOrganisation:
    """An invented organisation."""

    key: str
    name: str
    name_ar: str
    kind: str
    regions: tuple[str, ...]
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoAccount:
    """An invented person who works there. `shown`: printed among the sign-ins."""

    username: str
    display_name: str
    role: Role
    organisation: str
    regions: tuple[str, ...]
    national: bool = False
    language: str = "fr"
    shown: bool = False


def organisations() -> list[DemoOrganisation]:
    """Inspectorates everywhere; associations, shelters and services in the regions they cover."""
    found = [
        DemoOrganisation(
            "commission", "Commission nationale (démo)", "اللجنة الوطنية (عرض تجريبي)",
            "national_commission", REGIONS,
        ),
        DemoOrganisation(
            "health", "Centre de santé Ibtissam (démo)", "مركز ابتسام الصحي (عرض تجريبي)",
            "health", REGIONS, ("MED_EMERG", "MED_PRIMARY", "PSY_THERAPY", "FORENSIC"),
        ),
        DemoOrganisation(
            "legal", "Clinique juridique Insaf Al Haq (démo)",
            "العيادة القانونية إنصاف الحق (عرض تجريبي)", "legal", REGIONS,
            ("LEGAL_INFO", "LEGAL_REP", "COMPENSATION", "LABOUR_CLAIM", "STAY"),
        ),
        DemoOrganisation(
            "return", "Bureau du retour volontaire Rihla (démo)",
            "مكتب العودة الطوعية رحلة (عرض تجريبي)", "international", REGIONS,
            ("RETURN", "REINTEG", "TRACING"),
        ),
        DemoOrganisation(  # nobody there has an account: requests travel by hand
            "by-hand", "Foyer rural Tafoukt (démo)", "الدار القروية تافوكت (عرض تجريبي)",
            "shelter", ("MA-06", "MA-09", "MA-07"), ("SHELTER", "VOCATIONAL", "MED_PRIMARY"),
        ),
    ]  # fmt: skip
    found += [
        DemoOrganisation(
            f"inspection-{SHORT[region]}", f"Inspection du travail, {CITY[region][0]} (démo)",
            f"مفتشية الشغل، {CITY[region][1]} (عرض تجريبي)", "labour_inspectorate", (region,),
        )
        for region in REGIONS
    ]  # fmt: skip
    return found + _associations() + _shelters()


def _associations() -> list[DemoOrganisation]:
    rows = (
        ("amal", "Association Amal Al Ghad", "جمعية أمل الغد", ("MA-06", "MA-05")),
        (
            "nour",
            "Association Nour du Souss",
            "جمعية نور سوس",
            ("MA-09", "MA-10", "MA-11", "MA-12", "MA-05"),
        ),
        ("karama", "Association Karama", "جمعية كرامة", ("MA-04", "MA-01")),
        ("rahma", "Association Rahma du Haouz", "جمعية رحمة الحوز", ("MA-07", "MA-08")),
        ("jisr", "Association Al Jisr", "جمعية الجسر", ("MA-03", "MA-02")),
    )
    services = ("PSY_FIRST", "LEGAL_INFO", "FOOD", "NFI", "TRANSPORT", "FOLLOW_UP", "VOCATIONAL")
    return [
        DemoOrganisation(key, f"{name} (démo)", f"{name_ar} (عرض تجريبي)", "ngo", regions, services)
        for key, name, name_ar, regions in rows
    ]


def _shelters() -> list[DemoOrganisation]:
    rows = (
        ("dar-salam", "Dar Salam", "دار السلام", ("MA-06", "MA-05")),
        ("dar-yasmine", "Dar Yasmine", "دار الياسمين", ("MA-09", "MA-10", "MA-11", "MA-12")),
        ("dar-atlas", "Dar Atlas", "دار الأطلس", ("MA-07", "MA-08")),
        ("dar-zitoun", "Dar Zitoun", "دار الزيتون", ("MA-03", "MA-02")),
        ("dar-bahr", "Dar Al Bahr", "دار البحر", ("MA-04", "MA-01", "MA-06")),
    )
    services = ("SHELTER", "SHELTER_LT", "PSY_FIRST")
    return [
        DemoOrganisation(
            key, f"{name} (démo)", f"{name_ar} (عرض تجريبي)", "shelter", regions, services
        )
        for key, name, name_ar, regions in rows
    ]


def accounts() -> list[DemoAccount]:
    """One account for each role and several organisations; two focal points in pilot regions."""
    found = [
        DemoAccount("admin", "Démo Admin", Role.ADMINISTRATOR, "commission", (), shown=True),
        DemoAccount("analyste", "Démo Analyste", Role.ANALYST, "commission", (), True, shown=True),
        DemoAccount("focal.national", "Démo Focal National", Role.FOCAL_POINT, "commission", (),
                    True, shown=True),
        DemoAccount("dpo", "Démo Protection des Données", Role.DPO, "commission", (), shown=True),
        DemoAccount("parquet", "Démo Liaison Parquet", Role.PROSECUTOR_LIAISON, "commission",
                    ("MA-06",), shown=True),
        DemoAccount("sante", "Démo Santé", Role.PROVIDER, "health", REGIONS, shown=True),
        DemoAccount("juriste", "Démo Juriste", Role.PROVIDER, "legal", REGIONS, shown=True),
        DemoAccount("retour", "Démo Retour", Role.RETURN_OFFICER, "return", REGIONS, shown=True),
        DemoAccount("distribution", "Démo Distribution", Role.DISTRIBUTION_OFFICER, "jisr",
                    ("MA-03", "MA-02"), shown=True),
        DemoAccount("distribution.2", "Démo Distribution 2", Role.DISTRIBUTION_OFFICER, "jisr",
                    ("MA-03", "MA-02")),
    ]  # fmt: skip
    for region in REGIONS:
        found += _of_region(region)
    found += _caseworkers() + _shelter_staff()
    return found


def _of_region(region: str) -> list[DemoAccount]:
    short, city = SHORT[region], CITY[region][0]
    shown = region in ("MA-06", "MA-09")
    inspectors = 2 if region in PILOT else 1
    people = [
        DemoAccount(
            f"inspecteur.{short}" + (str(number) if number > 1 else ""),
            f"Démo Inspecteur {city} {number}",
            Role.INSPECTOR,
            f"inspection-{short}",
            (region,),
            shown=shown and number == 1,
        )
        for number in range(1, inspectors + 1)
    ]
    focal = 2 if region in PILOT else 1
    return people + [
        DemoAccount(
            f"focal.{short}" + (str(number) if number > 1 else ""),
            f"Démo Focal {city} {number}",
            Role.FOCAL_POINT,
            "commission",
            (region,),
            shown=shown,
        )
        for number in range(1, focal + 1)
    ]


def _caseworkers() -> list[DemoAccount]:
    return [
        DemoAccount(
            f"{'assistante' if number == 1 else 'assistant'}.{one.key}",
            f"Démo Assistance {one.key.title()} {number}",
            Role.CASEWORKER,
            one.key,
            one.regions,
            shown=number == 1 and one.key in ("amal", "nour"),
        )
        for one in _associations()
        for number in (1, 2)
    ]


def _shelter_staff() -> list[DemoAccount]:
    return [
        DemoAccount(
            f"accueil.{one.key}",
            f"Démo Accueil {one.key.title()}",
            Role.SHELTER,
            one.key,
            one.regions,
            language="ar" if one.key == "dar-bahr" else "fr",
            shown=one.key in ("dar-salam", "dar-yasmine"),
        )
        for one in _shelters()
    ]
