"""Whether a note seems to say who somebody is. It warns; it never blocks.

Neither a screening nor a visit holds an identity (WHO ethical and safety recommendations, 2003,
principle 5), and a note is where one slips in. The patterns are few and linear: a long number, an
identity card, an address of mail, a title or "is called" with a word after it, a given name beside
a family name.
"""

import re

LIMIT = 280

_SIGNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\d[ .\-]?){8}",  # a phone, an account
        r"\b[A-Z]{1,2}\d{5,6}\b",  # a national identity card
        r"\S@\S",
        r"\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Sidi|Lalla|Hajj?|Moulay)\s+[A-ZÀ-Þ]\w",
        r"\b(?:s'appelle|s’appelle|se nomme|nomm[ée]e?|pr[ée]nomm[ée]e?|is called|named)\s+\w",
        r"(?:اسمه|اسمها|يدعى|تدعى|السيد|السيدة|المسمى|المسماة|الحاج|الحاجة|مولاي|لالة)\s+\w",
        # two capitalised words in a row, neither beginning a sentence nor after "à"
        r"[a-zá-ÿ,;:]\s+[A-ZÀ-Þ][a-zà-ÿ]+\s+(?:(?:El|Al|Ben|Ait|Aït|Ould)\s+)?[A-ZÀ-Þ][a-zà-ÿ]",
    )
)


def seems_to_name(text: str) -> bool:
    """Whether the text may hold a name, a number or an address of somebody."""
    return any(sign.search(text) for sign in _SIGNS)
