"""A name as it is written, to the parts that are compared. Arabic and Latin script alike.

Marks, short vowels, accents and hyphens go; forms of one letter become one; articles, titles and
"son of" are left out; servant names (Abdelkader, Abd el-Kader, عبد القادر) and names in -eddine
are taken apart the same way however they are joined.
"""

import re
import unicodedata
from typing import Final

from casework.encryption.matching.aliases import aliases

LONGEST_NAME: Final = 200  # signs; what follows is not compared
_UNSEEN: Final = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u02be\u02bf\u061c"
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_ARABIC_FORMS: Final = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىئیے", "ي"), **dict.fromkeys("ڭݣ", "گ")}
    | {"ؤ": "و", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۃ": "ة", "ء": None}
)
_LATIN_FORMS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ç": "s", "ı": "i", "ɗ": "d", "ɓ": "b", "ƙ": "k", "ŋ": "ng"}
    | {"ɛ": "e", "ɔ": "o", "ɲ": "n", "ø": "o", "ł": "l"}
)

_ARTICLES: Final = "el al l le la de du da d di dela ال"
_TITLES: Final = (
    "moulay moulaye my lalla sidi si hadj haj hajj hadji haji hadja hajja elhadj elhadji elhaj "
    "alhaji alhadji مولاي لالة لالا للا سيدي سي حاج حاجة"
)
_CHILD_OF: Final = "ould wld bint bent mint ولد بنت منت"
_PREFIXES: Final = (
    "ben bin ibn bel bou abou abu bu ait oum beni ain بن ابن بل بو ابو ابي ايت ام بني"
)
_NEVER_NAMES: Final = frozenset([*_ARTICLES.split(), *_CHILD_OF.split()])
_TITLE_WORDS: Final = frozenset(_TITLES.split())
_PREFIX_WORDS: Final = frozenset(_PREFIXES.split())
_SUN: Final = "es er ez ed en et ech as ar az ad an at ach ash"
_SUN_ARTICLES: Final = frozenset(_SUN.split())
_WHOLE: Final = (
    "elias elyas eliasse elham elisabeth elizabeth elodie eliane elimane albert alberto alfred "
    "alphonse alfonso الهام الياس الاسان الفا الاء البير اليسا"
)
_NO_ARTICLE: Final = frozenset(_WHOLE.split())

_SERVANT: Final = re.compile(r"abd(?:ou|[aeiou])?(?P<of>[a-z]{3,})")
_SERVANT_ALONE: Final = re.compile(r"abd(?:(?:ou|[aeou])[lrsnztd])?")
_OF_GOD: Final = re.compile(r"l+(?:ah|ahi|a|aye|ay|ai)")
_FAITH: Final = re.compile(r"(?P<name>[a-z]{2,}?)[aeu]?l?d+[iy]n+e?")
_FAITH_ALONE: Final = re.compile(r"[aeu]?d+[iy]n+e?")
_LATIN_ARTICLE: Final = re.compile(
    r"el(?=[a-z]{4})|al(?=[bcdfghjkmnpqrstvwxz][a-z]{3})|l(?=[bcdfghjkmnpqrstvwxz][a-z]{3})"
    r"|e(?=([bcdfghjkmnpqrstvwxz])\1[a-z]{3})|e(?=ch[a-z]{3})|la(?=a[a-z]{3})"
)


def parts(name: str) -> tuple[str, ...]:
    """The parts of a name, particles left out unless nothing else is there."""
    words = _words(name)
    found: list[str] = []
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else ""
        after_abd = bool(found) and found[-1] in ("abd", "عبد")
        if _ARABIC.search(word):
            found += _arabic_parts(word, after_abd)
        else:
            found += _latin_parts(word, following)
    names = [part for part in found if part not in _NEVER_NAMES]
    return tuple(_without_titles(names)) or tuple(names) or tuple(found)


def _without_titles(names: list[str]) -> list[str]:
    """Hadj is a title; in Ben Hadj it is the name."""
    return [
        part
        for before, part in zip(["", *names], names, strict=False)
        if part not in _TITLE_WORDS or before in _PREFIX_WORDS
    ]


def plain_words(name: str) -> list[str]:
    """Cleaned words, as the list of spellings holds them. A hamza before lam is marked: Ilham and
    Elias have no article to take off."""
    text = unicodedata.normalize("NFKC", name[:LONGEST_NAME]).casefold()
    text = _UNSEEN.sub("", text)
    text = "".join(_plain(sign) for sign in text.translate(_LATIN_FORMS))
    text = re.sub(r"(?<!\w)[أإآ](?=ل)", "ءا", text.replace("ة", "ة "))
    return _WORD.findall(text)


def _words(name: str) -> list[str]:
    """The same, read as the list of spellings says."""
    known, words = aliases(), list[str]()
    for word in plain_words(name):
        words += known.get(word.translate(_ARABIC_FORMS), word).split()
    return words


def as_listed(name: str) -> str:
    """A name as the list of spellings holds and finds it: no accents, one form of each letter."""
    return " ".join(word.translate(_ARABIC_FORMS) for word in plain_words(name))


def _plain(sign: str) -> str:
    """The sign without accents; an Arabic letter keeps its hamza for now."""
    if _ARABIC.match(sign):
        return sign
    return "".join(
        mark for mark in unicodedata.normalize("NFD", sign) if not unicodedata.combining(mark)
    )


def _arabic_parts(word: str, after_abd: bool) -> list[str]:
    has_article = word.startswith("ال")
    word = word.translate(_ARABIC_FORMS)
    if word.startswith("عبدال") and len(word) > 6:
        return ["عبد", word[5:]]
    if word.endswith("الدين") and len(word) > 6:
        return [word[:-5], "دين"]
    shortest = 4 if after_abd else 5
    if has_article and len(word) >= shortest and word not in _NO_ARTICLE:
        return [word[2:]]
    return [word]


def _latin_parts(word: str, following: str) -> list[str]:
    if word in _SUN_ARTICLES and following.startswith(word[1:]):
        return []
    if following and _SERVANT_ALONE.fullmatch(word):
        return ["abd"]
    if servant := _SERVANT.fullmatch(word):
        return ["abd", _served(servant["of"])]
    if _FAITH_ALONE.fullmatch(word):
        return ["din"]
    if faith := _FAITH.fullmatch(word):
        return [faith["name"], "din"]
    if word in _NO_ARTICLE:
        return [word]
    return [_LATIN_ARTICLE.sub("", word, count=1) if _LATIN_ARTICLE.match(word) else word]


def _served(name: str) -> str:
    """The second half of a servant name, without the article that joins it."""
    if _OF_GOD.fullmatch(name):
        return "lah"
    if name.startswith("l") and not name.startswith("lati") and len(name) > 3:
        return name[1:]
    return name
