"""Fictional people: names made by chance from common given and family names, dates, numbers.

Numbers cannot be dialled (06 00 00 …). A name that somebody bears in life is a coincidence of two
lists; the word "Démo" goes with each.
"""

import random
from dataclasses import dataclass
from datetime import date

MARK = "Démo"
GIVEN = {
    ("moroccan", "female"): (
        "Amina", "Khadija", "Fatima Zahra", "Salma", "Ghita", "Hajar", "Imane", "Nadia", "Rkia",
        "Zineb", "Meryem", "Soukaina", "Naïma", "Latifa", "Ijja", "Touria", "Asmae", "Bouchra",
        "Oumaima", "Malika",
    ),
    ("moroccan", "male"): (
        "Mohamed", "Youssef", "Brahim", "Hamza", "Ayoub", "Lahcen", "Omar", "Said", "Rachid",
        "Mustapha", "Anas", "Hicham", "Moha", "Abdellah", "Ismail", "Khalid", "Driss", "Jamal",
        "Zakaria", "Bachir",
    ),
    ("sub_saharan_africa", "female"): (
        "Aïssatou", "Mariam", "Blessing", "Fanta", "Awa", "Grace", "Fatou", "Adjoa", "Precious",
        "Kadiatou",
    ),
    ("sub_saharan_africa", "male"): (
        "Mamadou", "Ibrahima", "Ousmane", "Emmanuel", "Moussa", "Sékou", "Abdoulaye", "Samuel",
        "Cheikh", "Boubacar",
    ),
    ("asia", "female"): ("Maricel", "Siti", "Rosalie", "Dewi", "Analyn", "Nur", "Lorna", "Yanti"),
    ("asia", "male"): ("Rahman", "Arif", "Jun", "Kumar", "Budi", "Rashed", "Danilo", "Imran"),
}  # fmt: skip
FAMILY = {
    "moroccan": (
        "El Idrissi", "Benali", "Ouazzani", "Ait Lahcen", "Bouzid", "Cherkaoui", "El Amrani",
        "Tazi", "Zerouali", "Mansouri", "Lahlou", "Ait Baha", "El Fassi", "Berrada", "Chraibi",
        "Oubella", "Rahmouni", "Sebti", "Hilali", "Bennani",
    ),
    "sub_saharan_africa": (
        "Diallo", "Traoré", "Koné", "Ouattara", "Okafor", "Camara", "Mensah", "Keita", "Ndiaye",
        "Bangoura",
    ),
    "asia": ("Santos", "Wati", "Reyes", "Hossain", "Rahayu", "Cruz", "Begum", "Lestari"),
}  # fmt: skip
COUNTRIES = {
    "moroccan": ("MA",),
    "sub_saharan_africa": ("CI", "GN", "ML", "SN", "CM", "NG", "GH"),
    "asia": ("PH", "ID", "BD"),
}


@dataclass(frozen=True)
class FictionalPerson:
    """Somebody who does not exist. `country` is an ISO 3166-1 code."""

    given: str
    family: str
    born: date
    country: str
    phone: str


def person(chance: random.Random, names: str, sex: str, age: int, today: date) -> FictionalPerson:
    """A person with names of one group, of this sex and age."""
    letters = "female" if sex == "female" else "male"
    return FictionalPerson(
        given=f"{MARK} {chance.choice(GIVEN[names, letters])}",
        family=chance.choice(FAMILY[names]),
        born=date(today.year - age - 1, chance.randint(1, 12), chance.randint(1, 28)),
        country=chance.choice(COUNTRIES[names]),
        phone=f"06 00 00 {chance.randint(0, 99):02d} {chance.randint(0, 99):02d}",
    )
