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
        "Oumaima", "Malika", "Hanane", "Saïda", "Rachida", "Samira", "Loubna", "Ilham", "Karima",
        "Fadma", "Tlaitmas", "Houda", "Nawal", "Siham", "Wafae", "Dounia", "Rajae", "Chaïmae",
        "Ikram", "Yousra", "Kaoutar", "Sanae", "Mina", "Habiba", "Zahra", "Halima", "Najat",
        "Jamila", "Btissam", "Aziza", "Itto", "Safae",
    ),
    ("moroccan", "male"): (
        "Mohamed", "Youssef", "Brahim", "Hamza", "Ayoub", "Lahcen", "Omar", "Said", "Rachid",
        "Mustapha", "Anas", "Hicham", "Moha", "Abdellah", "Ismail", "Khalid", "Driss", "Jamal",
        "Zakaria", "Bachir", "Hassan", "Mehdi", "Yassine", "Othmane", "Nabil", "Karim", "Larbi",
        "Ali", "Idir", "Bilal", "Soufiane", "Taha", "Adil", "Aziz", "Fouad", "Mounir", "Reda",
        "Walid", "Hamid", "Tarik", "Noureddine", "Abdelkader", "Amine", "Badr", "Ilyas",
        "Marouane", "Jaouad", "Samir", "Houcine", "Salah",
    ),
    ("sub_saharan_africa", "female"): (
        "Aïssatou", "Mariam", "Blessing", "Fanta", "Awa", "Grace", "Fatou", "Adjoa", "Precious",
        "Kadiatou", "Aminata", "Djénéba", "Ramatou", "Oumou", "Binta", "Chidinma", "Joy", "Esther",
        "Clarisse", "Mireille", "Nafi", "Coumba", "Salimata", "Rokia", "Patience",
    ),
    ("sub_saharan_africa", "male"): (
        "Mamadou", "Ibrahima", "Ousmane", "Emmanuel", "Moussa", "Sékou", "Abdoulaye", "Samuel",
        "Cheikh", "Boubacar", "Lamine", "Amadou", "Issa", "Drissa", "Souleymane", "Kwame",
        "Chinedu", "Victor", "Hervé", "Serge", "Modou", "Alpha", "Bakary", "Yaya", "Prosper",
    ),
    ("asia", "female"): (
        "Maricel", "Siti", "Rosalie", "Dewi", "Analyn", "Nur", "Lorna", "Yanti", "Jocelyn",
        "Marites", "Sri", "Ratna", "Shirin", "Nasima", "Gemma", "Wulan",
    ),
    ("asia", "male"): (
        "Rahman", "Arif", "Jun", "Kumar", "Budi", "Rashed", "Danilo", "Imran", "Rodel", "Agus",
        "Hendra", "Shahid", "Noel", "Joko", "Faruk", "Reynaldo",
    ),
}  # fmt: skip
FAMILY = {
    "moroccan": (
        "El Idrissi", "Benali", "Ouazzani", "Ait Lahcen", "Bouzid", "Cherkaoui", "El Amrani",
        "Tazi", "Zerouali", "Mansouri", "Lahlou", "Ait Baha", "El Fassi", "Berrada", "Chraibi",
        "Oubella", "Rahmouni", "Sebti", "Hilali", "Bennani", "Alami", "Belkacem",
        "Bensaïd", "Boukhari", "Daoudi", "El Ghazi", "El Haddad", "El Khattabi", "El Mokhtari",
        "El Yazidi", "Filali", "Gharbi", "Guessous", "Hamdaoui", "Jabri", "Kabbaj", "Kettani",
        "Laaroussi", "Lamrani", "Maâti", "Moutaouakil", "Naciri", "Ouchen", "Oukacha", "Qadiri",
        "Regragui", "Saadi", "Skalli", "Slaoui", "Temsamani", "Yacoubi", "Zaoui", "Ziani",
        "Ait Ouahi", "Amezian", "Azougagh", "Bouhaddou", "Chafik", "Ouhmad", "Tazarine",
    ),
    "sub_saharan_africa": (
        "Diallo", "Traoré", "Koné", "Ouattara", "Okafor", "Camara", "Mensah", "Keita", "Ndiaye",
        "Bangoura", "Coulibaly", "Sow", "Barry", "Cissé", "Touré", "Diop", "Faye", "Sarr",
        "Adeyemi", "Eze", "Owusu", "Boateng", "Kamga", "Mbarga", "Konaté", "Sylla", "Doumbia",
        "Yao", "Kouassi", "Fofana",
    ),
    "asia": (
        "Santos", "Wati", "Reyes", "Hossain", "Rahayu", "Cruz", "Begum", "Lestari", "Garcia",
        "Mendoza", "Bautista", "Akter", "Sarker", "Hidayat", "Kusuma", "Ramos", "Villanueva",
        "Chowdhury", "Susanti", "Aquino",
    ),
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
