"""The eleven signs of forced labour: which indicators speak to which, written out by hand."""

import pytest

from casework.screening.domain.answers import Answer
from casework.screening.domain.finding import Reason
from casework.screening.domain.signs import signs_present
from casework.screening.loader import FOLDER, FileRefused, indicator_standard
from casework.screening.loader.signs import FILE, forced_labour_signs, load_signs

NAMES = [
    ("Abuse of vulnerability", "Abus de vulnérabilité", "استغلال حالة الضعف"),
    ("Deception", "Tromperie", "الخداع"),
    ("Restriction of movement", "Restriction de la liberté de mouvement", "تقييد الحركة"),
    ("Isolation", "Isolement", "العزلة"),
    ("Physical and sexual violence", "Violence physique et sexuelle", "العنف الجسدي والجنسي"),
    ("Intimidation and threats", "Intimidation et menaces", "الترهيب والتهديد"),
    ("Retention of identity documents", "Rétention de documents d’identité", "احتجاز وثائق الهوية"),
    ("Withholding of wages", "Rétention de salaires", "احتجاز الأجور"),
    ("Debt bondage", "Servitude pour dettes", "العمل لسداد الدين (عبودية الدين)"),
    ("Abusive working and living conditions", "Conditions de travail et de vie abusives",
     "ظروف عمل ومعيشة مسيئة"),
    ("Excessive overtime", "Heures supplémentaires excessives", "العمل الإضافي المفرط"),
]  # fmt: skip
# code -> the places of the signs it speaks to, from 1
SPEAKS_TO = {
    "VR01": [1], "VR07": [1, 2], "VR08": [1, 2], "VD01": [1], "VD02": [1, 4], "CD08": [1],
    "DR01": [2], "DR10": [2], "CR06": [3, 4], "CD03": [3, 4], "CD10": [4], "CR01": [5],
    "CD04": [5], "CR09": [5], "CD13": [5], "CR02": [6], "CR07": [6], "CR08": [6], "CD05": [6],
    "CD09": [6], "CD11": [6], "CD12": [6], "CD15": [6], "CR05": [7], "CD01": [7], "CR10": [8],
    "CD14": [8], "EX02": [8], "EX03": [8, 9], "CR04": [9], "CD02": [9], "EX04": [10],
    "EX05": [10], "EX06": [10], "EX07": [10], "EX08": [10], "EX01": [11], "CD06": [], "CD07": [],
}  # fmt: skip


def test_the_eleven_stand_in_their_order_under_their_names():
    found = [(one.name.en, one.name.fr, one.name.ar) for one in forced_labour_signs()]
    assert found == NAMES


@pytest.mark.parametrize(("code", "places"), SPEAKS_TO.items())
def test_an_indicator_speaks_to_the_signs_of_the_mapping(code, places):
    found = [n for n, one in enumerate(forced_labour_signs(), 1) if code in one.indicators]
    assert found == places


def test_every_vulnerability_and_every_deception_is_meant_by_the_star():
    known = {code for one in indicator_standard().lists.values() for code in one.indicators}
    first, second = forced_labour_signs()[:2]
    assert first.indicators == {c for c in known if c[:2] in ("VR", "VD")} | {"CD08"}
    assert second.indicators == {c for c in known if c.startswith("DR")} | {"VR07", "VR08"}


def test_signs_say_which_indicators_made_them_present_and_nothing_absent_is_listed():
    listed = next(iter(indicator_standard().lists.values())).indicators
    reasons = [
        Reason(code, listed[code].dimension, listed[code].strength, Answer.YES_STATED)
        for code in ("VR07", "EX03", "CD03")
    ]
    found = [(one.sign.id, one.codes) for one in signs_present(forced_labour_signs(), reasons)]
    assert found == [
        ("abuse_of_vulnerability", ("VR07",)),
        ("deception", ("VR07",)),
        ("restriction_of_movement", ("CD03",)),
        ("isolation", ("CD03",)),
        ("withholding_of_wages", ("EX03",)),
        ("debt_bondage", ("EX03",)),
    ]


def test_a_mapping_to_an_indicator_that_does_not_exist_is_refused(tmp_path):
    file = tmp_path / FILE
    text = (FOLDER / FILE).read_text(encoding="utf-8").replace("CD08", "CD99")
    file.write_text(text.replace('"DR*"', '"DX*"'), encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_signs(file, indicator_standard())
    assert "CD99 names no indicator" in str(refused.value)
    assert "DX* names no indicator" in str(refused.value)
