"""The printed forms: real PDF files, whole, joined and ordered right in Arabic, numbered alike."""

import re
import zlib

import pytest

from casework.screening import library
from casework.screening.paper import printing
from casework.screening.paper.sheet import printed_code, sheet, tells

A4 = (595, 842)
PHRASE = "هل تعرض الشخص للتهديد اليوم"  # no letters that a font joins into one
JOINED = "ميس"  # letters that look different at the start, in the middle and at the end


class Printed:
    """A file, and what a reader finds in it."""

    def __init__(self, file):
        import pypdfium2

        self.file = inside(file)
        document = pypdfium2.PdfDocument(file)
        read = [page.get_textpage() for page in document]
        self.texts = [text.get_text_range() for text in read]
        self.sizes = {tuple(map(round, page.get_size())) for page in document}
        self.feet = [as_seen(text) for text in read]


@pytest.fixture(scope="module")
def printed(sqlite_world):
    """The short form in a language, printed once."""
    app, _store = sqlite_world
    made = {}

    def pages(language, fiction=False):
        if (language, fiction) not in made:
            with app.test_request_context():
                form = sheet(library.current("labour_short"))
                file = printing.pdf(form, printing.LANGUAGES[language], fiction=fiction)
            made[language, fiction] = (form, Printed(file))
        return made[language, fiction]

    return pages


@pytest.mark.parametrize("language", printing.LANGUAGES)
def test_every_page_is_a4_with_the_code_and_its_number_as_they_are_read(printed, language):
    form, pages = printed(language)
    assert 3 <= len(pages.texts) <= 9
    assert pages.sizes == {A4}
    for number, foot in enumerate(pages.feet, 1):
        assert f"{number}/{len(pages.texts)}" in foot
        assert printed_code(form.instrument).replace(" ", "") in foot


def test_every_question_stands_on_it_under_its_number(printed):
    form, pages = printed("fr")
    text = flat(" ".join(pages.texts))
    for line in form.lines:
        start = " ".join(flat(line.question.text.fr).split()[:4])
        assert f"{line.number} {start}" in text, start
        for mark in line.marks:
            if mark.option is not None:
                assert f"{mark.code} {flat(mark.option.text.fr).split()[0]}" in text


@pytest.mark.parametrize("language", ["ar", "both"])
def test_arabic_stands_in_its_order_with_its_letters_joined(printed, language):
    _form, pages = printed(language)
    assert PHRASE in pages.texts[0]
    assert PHRASE[::-1] not in pages.texts[0]
    shapes = shapes_of_letters(pages.file)
    for letter in JOINED:
        assert len(shapes[letter]) >= 3, f"{letter} has {len(shapes[letter])} shapes only"


def test_numbers_inside_arabic_are_not_turned_round(printed):
    _form, pages = printed("ar")
    text = flat(" ".join(pages.texts))
    assert "من 15 سنة" in text
    assert "18 سنة" in text
    assert "51 سنة" not in text
    assert "81 سنة" not in text


def test_the_font_is_inside_and_the_file_is_tagged(printed):
    _form, pages = printed("both")
    names = {*re.findall(rb"/FontName\s*/([A-Z]{6}\+IBMPlexSansArabic[-A-Za-z]*)", pages.file)}
    assert len(names) >= 2
    assert pages.file.count(b"/FontFile2") + pages.file.count(b"/FontFile3") >= len(names)
    assert b"/Marked true" in pages.file
    assert b"pdfuaid:part" in pages.file


def test_a_form_of_the_demo_says_so_on_every_page(printed):
    assert all("FICTIF" in text for text in printed("fr", True)[1].texts)
    assert not any("FICTIF" in text for text in printed("fr")[1].texts)


def test_a_question_that_depends_says_on_which(printed):
    form, pages = printed("fr")
    text = flat(" ".join(pages.texts))
    assert f"si oui à {form.by_question['child_more'].number}" in text
    assert "si moins de 18 ans" in text


def test_nothing_asks_for_a_name_and_the_head_tells_no_suspicion(sqlite_app):
    with sqlite_app.test_request_context():
        for instrument in library.every_version():
            form = printing.content(sheet(instrument), ("fr", "ar"), fiction=False)
            for said in form["said"]:
                assert not tells(said["title"]), instrument.id
                assert not tells(form["code"]), instrument.id
            assert "N’écrivez aucun nom" in form["said"][0]["words"]["rules"]
            assert not any(
                re.search(r"\bnom\b", word)
                for word in form["said"][0]["words"].values()
                if "aucun nom" not in word and "sans nom" not in word
            )


def test_screeners_find_every_version_and_download_it(sqlite_app, client_as):
    inspector = client_as("owner_inspector")
    page = inspector.get("/s/paper")
    with sqlite_app.test_request_context():
        offered = library.offered()
    for instrument in offered:
        assert f"/s/paper/{instrument.id}/{instrument.version}.pdf" in page.text
    answer = inspector.http.get("/s/paper/labour_short/1.pdf?language=both")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="sanad-')
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    ["labour_short/9.pdf", "nothing/1.pdf", "labour_short/1.pdf?language=en"],
)
def test_a_form_that_is_not_there_is_not_found(sqlite_app, client_as, path):
    assert client_as("owner_inspector").http.get(f"/s/paper/{path}").status_code == 404


def flat(text):
    """Text with plain spaces, without the marks that isolate codes."""
    return " ".join(re.sub(r"[\u2066-\u2069\u200e\u200f\ufffe]", "", text).split())


def as_seen(text, height=60):
    """The foot of a page as the eye reads it, from left to right, without spaces."""
    letters = []
    for at in range(text.count_chars()):
        left, bottom, _right, _top = text.get_charbox(at)
        if bottom < height:
            letters.append((round(bottom / 4), left, text.get_text_range(at, 1)))
    return "".join(letter for _line, _left, letter in sorted(letters) if letter.strip())


def inside(file):
    """All that stands in a file, unpacked."""
    found = [file]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return b"\n".join(found)


def shapes_of_letters(unpacked):
    """Which glyphs stand for each letter: one where letters are not joined, several where they
    are (from the tables that tell readers what text a glyph is, ISO 32000-1, 9.10.3)."""
    found = {}
    for glyph, text in re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\n", unpacked):
        letter = bytes.fromhex(text.decode()).decode("utf-16-be")
        found.setdefault(letter, set()).add(glyph)
    return found
