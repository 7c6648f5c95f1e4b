"""What a password must be: long, and not one that others guess first.

Length decides; no rule asks for digits or signs, and nothing expires (NIST SP 800-63B-4, section
3.1.1.2; OWASP ASVS 5.0, 6.2.1 to 6.2.12). The list of common words is ours: French, Arabic (also
as typed in Latin letters), English, Moroccan places, clubs and first names.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from casework.kernel.refusals import Refusal

SHORTEST = 12
ADVISED = 15
LONGEST = 200
_ROWS = ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm",
         "abcdefghijklmnopqrstuvwxyz", "ضصثقفغعهخحج", "شسيبلاتنمك")  # fmt: skip
_LOOKALIKES = str.maketrans("01345@$!", "oleasasi")


class PasswordTooShort(Refusal):
    """Shorter than 12 characters."""

    field = "password"


class PasswordTooLong(Refusal):
    """Longer than 200 characters: no longer a password, but work for the server."""

    field = "password"


class PasswordTooCommon(Refusal):
    """Common words with digits around, one short piece again and again, or a row of keys."""

    field = "password"


class PasswordHoldsName(Refusal):
    """Made of little more than the user name or the person's name."""

    field = "password"


def composed(password: str) -> str:
    """One form for what several keyboards type differently (RFC 8265, OpaqueString)."""
    return unicodedata.normalize("NFC", password)


def check(password: str, names: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, or guessed at once. `names` are words that
    anybody can guess about the person."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(shortest=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLong(longest=LONGEST)
    bare = [_letters(_plain(password)), _unmasked(password)]
    if _repeats(_plain(password)) or any(_is_common(word) for word in bare):
        raise PasswordTooCommon()
    own = {_letters(_plain(part)) for name in names for part in [name, *name.split()]}
    if any(_is_made_of(word, own | common_words()) for word in bare):
        raise PasswordHoldsName()


@cache
def common_words() -> frozenset[str]:
    """The words of `common_words.txt`, each as letters only."""
    text = (Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines() if not line.startswith("#"))
    return frozenset(_letters(_plain(word)) for line in lines for word in line.split())


def _is_common(word: str) -> bool:
    return len(word) < 4 or _in_a_row(word) or _is_made_of(word, common_words())


def _is_made_of(word: str, parts: Iterable[str]) -> bool:
    """Whether the whole word is one to three of the parts, one after the other."""
    known = frozenset(part for part in parts if len(part) > 1)
    ends = {0}
    for _piece in range(3):
        ends = {
            end
            for start in ends
            for end in range(start + 2, len(word) + 1)
            if word[start:end] in known
        }
        if len(word) in ends:
            return True
    return False


def _plain(text: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


def _unmasked(password: str) -> str:
    """The letters once digits and signs around are gone and those within read as letters."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", _plain(password))
    return _letters(core.translate(_LOOKALIKES))


def _repeats(text: str) -> bool:
    """One piece of at most six characters again and again, or very few different characters."""
    return len(set(text)) < 5 or re.fullmatch(r"(.{1,6}?)\1+.{0,5}", text) is not None


def _in_a_row(word: str) -> bool:
    """Whether the letters follow a row of the keyboard or the alphabet, either way."""
    return any(word in row * 3 or word in row[::-1] * 3 for row in _ROWS)
