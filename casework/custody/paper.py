"""A share on paper, and read back from it. Words of the list only, numbered, four in a line."""

import re
from collections.abc import Iterator
from datetime import date

BEGIN, END = "----- BEGIN -----", "----- END -----"
_FOUR = 4

_SAID = """Sanad
Part {number} of {all} of the key · Part {number} sur {all} de la clé · \
الجزء {number} من {all} من المفتاح

Sign · Signe · الرمز: {sign}
{day}

Two parts together open the keys: keep this one apart from the others, from the passphrase and
from the backups, in a sealed envelope. Never photograph or send it.

Deux parts réunies ouvrent les clés : gardez celle-ci loin des autres, de la phrase secrète et des
sauvegardes, sous enveloppe scellée. Ne la photographiez pas, ne l’envoyez jamais.

جزآن معًا يفتحان المفاتيح: احفظ هذا الجزء في ظرف مختوم، بعيدًا عن الأجزاء الأخرى وعن عبارة المرور
وعن النسخ الاحتياطية. لا تصوّره ولا ترسله أبدًا.
"""


def page(words: str, *, number: int, total: int, sign: str, day: date) -> str:
    """One share, ready to print."""
    said = _SAID.format(number=number, all=total, sign=sign, day=day.isoformat())
    return f"{said}\n{BEGIN}\n" + "\n".join(_lines(words.split())) + f"\n{END}\n"


def words_of(text: str) -> str:
    """The words of a share, typed or from the file of a page: numbers and the rest fall away."""
    if BEGIN in text:
        text = text.partition(BEGIN)[2].partition(END)[0]
    return " ".join(re.findall(r"[a-z]+", text.lower()))


def _lines(words: list[str]) -> Iterator[str]:
    for start in range(0, len(words), _FOUR):
        four = enumerate(words[start : start + _FOUR], start + 1)
        yield "  ".join(f"{number:2} {word:<10}" for number, word in four).rstrip()
