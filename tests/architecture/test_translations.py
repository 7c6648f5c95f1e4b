"""No text reaches a reader untranslated, half-translated or twice in different words.

Each failure names the place and the text. Missing ones go into `translations/fr/<package>.po` and
`translations/ar/<package>.po`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

import pytest

from casework.web.languages import PLURAL_FORMS
from tests.architecture.messages import (
    TRANSLATED,
    Translation,
    po_files,
    shown,
    texts_that_nobody_can_translate,
    translations,
    uses,
)

FORMS = {"fr": 2, "ar": 6}
# Read alike in French and English: names of places and of Sanad, and a few words.
SAME_IN_FRENCH = {
    "Sanad", "Casablanca-Settat", "Souss-Massa", "Guelmim-Oued Noun", "Dakhla-Oued Ed-Dahab",
    "Oriental", "Protection", "Parent", "Institution", "Documents", "Social", "Psychosocial",
    "Kit", "Kits", "Stock",
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])")
ARABIC = re.compile(r"[\u0621-\u064a]")
ARABIC_INDIC_DIGITS = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")
LATIN_MARKS_IN_ARABIC = re.compile(r"[\u0621-\u0652] ?[,;?]")
FRENCH_SPACES = re.compile(
    r"[^\s\d\u00a0\u202f/.]:(?!//)|[^\s\u00a0\u202f][;?!»]| [:;?!%»]|«[^\u00a0\u202f]|\d%"
)
UNKIND = {
    "en": re.compile(r"\b(sorry|invalid|illegal|mandatory|oops)\b|!", re.IGNORECASE),
    "fr": re.compile(r"désolé|invalide|obligatoire|clandestin|illégal|erreur \d|!", re.IGNORECASE),
    "ar": re.compile(r"عذر[اً]|غير شرعي|غير صالح|إلزامي|!"),
}


def report(problems: Iterable[object]) -> None:
    """Fail with one line a problem."""
    lines = sorted({str(problem) for problem in problems})
    assert not lines, f"{len(lines)} found:\n" + "\n".join(lines)


def has_words(entry: Translation) -> bool:
    """Whether its English has letters, besides what is filled in."""
    _sense, text = entry.key
    return any(map(str.isalpha, PLACEHOLDER.sub("", text if isinstance(text, str) else text[0])))


def plain(text: str) -> str:
    """The text as it reads once its values are filled in."""
    return PLACEHOLDER.sub("x", text).replace("%%", "%")


def every_translation() -> list[tuple[str, Translation]]:
    return [(language, entry) for language in TRANSLATED for entry in translations(language)]


def test_every_text_is_written_where_it_can_be_found() -> None:
    report(texts_that_nobody_can_translate())


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    known = {entry.key for entry in translations(language)}
    report(f"{use} is not in translations/{language}/" for use in uses() if use.key not in known)


def test_no_translation_is_empty_or_fuzzy() -> None:
    report(entry for _, entry in every_translation() if entry.fuzzy or not all(entry.texts))


def test_every_translation_has_all_the_plural_forms_of_its_language() -> None:
    report(
        entry
        for language, entry in every_translation()
        if len(entry.texts) != (1 if isinstance(entry.key[1], str) else FORMS[language])
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_file_counts_by_the_rule_of_its_language(language: str) -> None:
    rule = f'"Plural-Forms: {PLURAL_FORMS[language]}\\n"'
    report(path.name for path in po_files(language) if rule not in path.read_text("utf-8"))


def test_every_arabic_text_is_in_arabic() -> None:
    report(
        entry
        for entry in translations("ar")
        if has_words(entry) and not all(map(ARABIC.search, entry.texts))
    )


def test_no_french_text_is_the_english_one() -> None:
    report(
        entry
        for entry in translations("fr")
        if isinstance(entry.key[1], str)
        and entry.texts[0] == entry.key[1]
        and has_words(entry)
        and entry.key[1] not in SAME_IN_FRENCH
    )


def test_every_translation_keeps_the_placeholders_of_its_text() -> None:
    """A form of a plural may leave its number out ("one", "two"); nothing may be added."""
    report(entry for _, entry in every_translation() if not _keeps_placeholders(entry))


def _keeps_placeholders(entry: Translation) -> bool:
    _sense, text = entry.key
    source = text if isinstance(text, str) else text[-1]
    wanted = set(PLACEHOLDER.findall(source))
    droppable = set() if isinstance(text, str) else {("num", "s"), ("num", "d")}
    for translated in entry.texts:
        held = set(PLACEHOLDER.findall(translated))
        if not wanted - droppable <= held <= wanted:
            return False
        if wanted and "%" in PLACEHOLDER.sub("", translated).replace("%%", ""):
            return False
    return True


def test_no_text_shows_a_percent_sign_that_its_values_would_break() -> None:
    report(
        use
        for use in uses()
        for text in ([use.key[1]] if isinstance(use.key[1], str) else use.key[1])
        if PLACEHOLDER.search(text) and "%" in PLACEHOLDER.sub("", text).replace("%%", "")
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_without_a_text(language: str) -> None:
    used = {use.key for use in uses()}
    report(f"{entry} is used nowhere" for entry in translations(language) if entry.key not in used)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_has_two_translations(language: str) -> None:
    by_key = defaultdict(list)
    for entry in translations(language):
        by_key[entry.key].append(entry)
    report(
        f"{shown(key)}: " + " / ".join(str(entry) for entry in entries)
        for key, entries in by_key.items()
        if len({entry.texts for entry in entries}) > 1
    )


def test_no_text_has_two_plurals() -> None:
    """A text used alone and with a plural needs two senses, else one hides the other."""
    alone = {use.key for use in uses() if isinstance(use.key[1], str)}
    report(
        use
        for use in uses()
        if isinstance(use.key[1], tuple) and (use.key[0], use.key[1][0]) in alone
    )


def test_french_keeps_its_no_break_spaces() -> None:
    report(
        entry
        for entry in translations("fr")
        if any(FRENCH_SPACES.search(plain(text)) for text in entry.texts)
    )


def test_french_uses_the_curved_apostrophe() -> None:
    report(entry for entry in translations("fr") if any("'" in text for text in entry.texts))


def test_arabic_uses_its_own_marks_and_western_digits() -> None:
    report(
        entry
        for entry in translations("ar")
        for text in entry.texts
        if ARABIC_INDIC_DIGITS.search(text) or LATIN_MARKS_IN_ARABIC.search(text)
    )


def test_no_text_scolds_or_shouts() -> None:
    english = [
        use
        for use in uses()
        if any(
            map(UNKIND["en"].search, [use.key[1]] if isinstance(use.key[1], str) else use.key[1])
        )
    ]
    translated = [
        entry
        for language, entry in every_translation()
        if any(map(UNKIND[language].search, entry.texts))
    ]
    report([*english, *translated])
