"""Words that a paper in the person's pocket must never hold.

It may be found by whoever controls them: no word on it says trafficking, victim or exploitation, in
any of the languages it is printed in (WHO ethical and safety recommendations, 2003, principle 1).
"""

import re
import unicodedata

_ENDING = r"(?![a-zà-ÿ])"
_TELLING = re.compile(
    r"\btraites?" + _ENDING + r"|traffi[ck]|trafic\w*|victim|exploit|esclav|slave|prostitu|proxén"
    r"|pimp|travail forcé|forced labour|servitude"
    r"|اتجار|إتجار|ضحي|ضحاي|استغلال|عبودي|استرقاق|دعار|سخرة",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670]")


def telling_word(text: str) -> str:
    """The first word of the text that must not stand on a paper for the person; empty when there
    is none. Vowel signs and tatweel of Arabic are looked through."""
    plain = _MARKS.sub("", unicodedata.normalize("NFC", text))
    found = _TELLING.search(plain)
    if found is None:
        return ""
    start = max(plain.rfind(" ", 0, found.start()), plain.rfind("\n", 0, found.start())) + 1
    end = re.search(r"\s|$", plain[found.end() :])
    return plain[start : found.end() + (end.start() if end else 0)][:30]
