"""The Arabic of the numbers speaks to its readers in one way: as to several people."""

import re

from tests.architecture.messages import translations

TO_ONE = re.compile(r"(?<![\u0600-\u06ff])(اختر|وسّع|اكتب|استعمل|انظر|طلبك|سببك)(?![\u0600-\u06ff])")


def test_nobody_is_spoken_to_as_one_person():
    own = [one for one in translations("ar") if "statistics" in one.file]
    assert len(own) > 400
    assert [str(one) for one in own if any(TO_ONE.search(text) for text in one.texts)] == []
