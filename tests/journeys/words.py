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
        "fr": ("a affiché l’identité", "Appel prévu"),
        "ar": ("عُرضت الهوية", "مكالمة مبرمجة"),
    }
)
HOUSE = MappingProxyType({"fr": "Maison Essai", "ar": "دار التجربة"})
# Where a case stands, and what its timeline says, once a service has accepted.
UNDER_WAY = MappingProxyType({"fr": "Aide en cours", "ar": "المساعدة جارية"})
ANSWERED = MappingProxyType({"fr": "Orientation acceptée", "ar": "إحالة مقبولة"})
# The adult who is helped until the file closes: what is typed, and what is read.
ADULT: dict[str, dict[str, str]] = {
    "fr": {
        "house": "Maison du Palmier", "meeting": "Devant la gare routière", "room": "Chambre 1",
        "other_house": "Maison Autre", "lawyers": "Association Autre", "alias": "Idriss",
        "duty": "Faits examinés, rien à transmettre.", "contact": "Bureau, de 09:00 à 18:00",
        "message": "Salaires impayés depuis six mois : un avocat est demandé.",
        "goal": "Toucher mon salaire et travailler librement",
        "leaving": "Un logement trouvé avec un ami ; suivi au bureau.",
        "outcome": "Salaire obtenu par un accord écrit.",
        "still_housed": "Un séjour en hébergement n’est pas terminé",
        "planned": "Plan validé", "closed": "Clôturé",
    },
    "ar": {
        "house": "دار النخلة", "meeting": "أمام المحطة الطرقية", "room": "الغرفة 1",
        "other_house": "دار أخرى", "lawyers": "جمعية أخرى", "alias": "إدريس",
        "duty": "فُحصت الوقائع ولا شيء يُبلَّغ.", "contact": "المكتب، من 09:00 إلى 18:00",
        "message": "أجور غير مؤداة منذ ستة أشهر: المطلوب محامٍ.",
        "goal": "أن آخذ أجري وأعمل بحرية",
        "leaving": "مسكن وُجد مع صديق، والمتابعة في المكتب.",
        "outcome": "أُخذ الأجر باتفاق مكتوب.",
        "still_housed": "لم تنته إقامة في مركز إيواء", "planned": "خطة معتمدة", "closed": "مغلق",
    },
}  # fmt: skip
# The girl of fourteen: who protects her, and what she says.
CHILD: dict[str, dict[str, str]] = {
    "fr": {
        "to_do": "Désigner un tuteur pour l’enfant", "guardian": "Khadija Essai",
        "authority": "Procureur du Roi", "by_whom": "Éducatrice",
        "her_words": "Je veux retourner à l’école et parler à ma mère",
        "suspicion": "Il dit avoir reçu de l’argent.", "judge": "juge des mineurs",
        "court": "Casablanca", "send": "Envoyer la première demande pour l’enfant",
        "needs": "Un lit ce soir, près d’une école.", "contact": "Bureau, de 09:00 à 18:00",
    },
    "ar": {
        "to_do": "تعيين وصي للطفل", "guardian": "خديجة تجربة",
        "authority": "وكيل الملك", "by_whom": "مربية",
        "her_words": "أريد أن أعود إلى المدرسة وأن أكلم أمي",
        "suspicion": "قال إنه تسلّم مالًا.", "judge": "قاضي الأحداث",
        "court": "الدار البيضاء", "send": "إرسال الطلب الأول لفائدة الطفل",
        "needs": "سرير هذه الليلة قرب مدرسة.", "contact": "المكتب، من 09:00 إلى 18:00",
    },
}  # fmt: skip
# What a house asks and is told before the person withdraws, and how the request then stands.
WITHDRAWAL: dict[str, dict[str, str]] = {
    "fr": {
        "question": "Faut-il un lit d’enfant ?", "answer": "Non, la personne vient seule.",
        "taken_back": "Retirée",
    },
    "ar": {
        "question": "هل يلزم سرير للأطفال؟", "answer": "لا، الشخص يأتي وحده.",
        "taken_back": "مسحوبة",
    },
}  # fmt: skip
# Where the file of somebody stands who said no, and once they come back by themselves.
DECLINED = MappingProxyType({"fr": "Aide refusée", "ar": "رُفضت المساعدة"})
AWAITED = MappingProxyType({"fr": "En attente de consentement", "ar": "في انتظار الموافقة"})
# What the timeline tells of somebody who came back: by themselves, or asked after closing.
CAME_BY_THEMSELVES = MappingProxyType(
    {
        "fr": ("Refusé", "La personne revient", "Donné", "Aide en cours"),
        "ar": ("مرفوضة", "عودة الشخص لطلب المساعدة", "ممنوحة", "المساعدة جارية"),
    }
)
CAME_BACK = ("Refusé", "Donné", "Rouvrir le dossier", "Aide en cours")
