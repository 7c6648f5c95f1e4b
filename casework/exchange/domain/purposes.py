"""What the questions of a form from elsewhere are asked for, presumed from the group they stand in.

A questionnaire asks nothing without a purpose, and other forms name none. Whoever drafts sees what
was presumed, and changes it where it is wrong.
"""

import re
from collections.abc import Iterable

from casework.screening.domain.terms import Purpose

# The first that fits stands. Names and titles of groups, in the languages of forms met here.
_BY_WORDS = (
    (Purpose.SAFETY, r"safe|secur|sécur|danger|risk|risque|سلامة|أمان|خطر|مخاطر"),
    (Purpose.INTERPRETER, r"interpret|interprèt|language|langue|مترجم|ترجمة|لغة"),
    (
        Purpose.EVIDENCE_OF_LAW,
        r"victim|traffick|exploit|recruit|recrut|means|control|contr[ôo]l|offen[cs]e|infraction"
        r"|ضحي|اتجار|استغلال|استقطاب|تجنيد|جريمة",
    ),
    (Purpose.CLOSING, r"closing|closure|cl[ôo]ture|feedback|ختام|إنهاء"),
    (Purpose.NEXT_QUESTIONS, r"consent|consentement|eligib|éligib|filter|موافقة|أهلية"),
)
# Forms without groups say the group before the name: the case data standard of IOM (con_, prs_,
# vic_, cas_: consent, person, victim, case).
_BY_PREFIX = {"con": Purpose.NEXT_QUESTIONS, "vic": Purpose.EVIDENCE_OF_LAW}


def purpose_of(groups: Iterable[str], name: str) -> str:
    """The code of a purpose. `groups` are the names and titles of the groups around a question,
    `name` that of the question in its form. What fits none serves the choice of services."""
    said = " ".join(groups).replace("_", " ").lower()
    for purpose, words in _BY_WORDS:
        if re.search(words, said):
            return purpose.value
    prefix = name.lower().partition("_")[0]
    return _BY_PREFIX.get(prefix, Purpose.SERVICE_PLANNING).value
