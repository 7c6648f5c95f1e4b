"""What people type, and what they must read, in each language. Written by hand, not taken from the
catalogues, so that a lost or wrong translation is seen."""

from types import MappingProxyType
from typing import Any

TYPED: dict[str, dict[str, Any]] = {
    "fr": {
        "papers": "Passeports dans le bureau du contremaître.",
        "wish": "Retrouver ses papiers et son salaire.",
        "spoken_name": "Aminata Essai",
        "family_name": "Essai",
        "alias": "Warda",
        "phone": "+225 07 99 88 77 66",
        "instruction": "Ne pas appeler après 20 h.",
        "duty": "Faits examinés, rien à transmettre de plus.",
        "message": "Arrivée possible à partir de 15:00, accompagnée.",
        "contact": "Bureau, de 09:00 à 18:00",
        "arrival": "Point de rencontre convenu par téléphone.",
    },
    "ar": {
        "papers": "جوازات السفر محفوظة في مكتب رئيس الورشة.",
        "wish": "استرجاع الوثائق والأجر.",
        "spoken_name": "أميناتا تجربة",
        "family_name": "تجربة",
        "alias": "وردة",
        "phone": "+225 07 99 88 77 55",
        "instruction": "عدم الاتصال بعد الثامنة مساءً.",
        "duty": "فُحصت الوقائع ولا شيء آخر يُبلَّغ.",
        "message": "يمكن الوصول ابتداءً من 15:00 مع مرافقة.",
        "contact": "المكتب، من 09:00 إلى 18:00",
        "arrival": "نقطة لقاء متفق عليها هاتفيًا.",
    },
}

# What an inspector reads once a screening is sent: a band in words, the elements, what to do.
RESULT = MappingProxyType(
    {
        "fr": ("Des indices concordants", "Acte", "Moyen", "But", "À faire maintenant"),
        "ar": ("مؤشرات متضافرة", "الفعل", "الوسيلة", "الغرض", "ما ينبغي فعله الآن"),
    }
)
NEVER = MappingProxyType(
    {
        "fr": ("victime confirmée", "est une victime", "score"),
        "ar": ("ضحية مؤكدة", "تأكد أنه ضحية", "نتيجة رقمية"),
    }
)
# What became of a screening, for whoever sent it.
ACCEPTED = MappingProxyType({"fr": "Acceptée", "ar": "مقبولة"})
# How the trace of a case tells that the identity was shown, and why.
TRACED = MappingProxyType(
    {
        "fr": ("Identité affichée", "Appel prévu"),
        "ar": ("عرض الهوية على الشاشة", "مكالمة مبرمجة"),
    }
)
HOUSE = MappingProxyType({"fr": "Maison Essai", "ar": "دار التجربة"})
# Where a case stands, and what its timeline says, once a service has accepted.
UNDER_WAY = MappingProxyType({"fr": "Aide en cours", "ar": "المساعدة جارية"})
ANSWERED = MappingProxyType({"fr": "Orientation acceptée", "ar": "إحالة مقبولة"})
