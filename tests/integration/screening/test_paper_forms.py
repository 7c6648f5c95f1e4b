"""The printed forms: real PDF files, whole, joined and ordered right in Arabic, numbered alike."""

import re

import pytest

from casework.screening import library
from casework.screening.paper import printing
from casework.screening.paper.sheet import printed_code, sheet, tells
from tests.printed import A4, Printed, flat, shapes_of_letters

PHRASE = "هل تعرض الشخص للتهديد اليوم"  # no letters that a font joins into one
JOINED = "ميس"  # letters that look different at the start, in the middle and at the end


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


def test_what_is_read_aloud_is_quoted_as_each_language_does(printed):
    _form, french = printed("fr")
    _form, arabic = printed("ar")
    texts = " ".join(french.texts), " ".join(arabic.texts)
    assert re.search(r"«\s(Acceptez|Êtes)", texts[0]), texts[0][:3000]
    assert "À lire" in flat(texts[0])
    assert re.search(r"[«»]هل توافق", texts[1]), texts[1][:3000]
    assert not re.search(r"للقراءة\s:", texts[1])


def test_every_questionnaire_in_use_prints_in_both_languages_to_its_last_question(sqlite_world):
    app, _store = sqlite_world
    with app.test_request_context():
        for instrument in library.offered():
            form = sheet(instrument)
            pages = Printed(printing.pdf(form, printing.LANGUAGES["both"], fiction=False))
            assert pages.sizes == {A4}, instrument.id
            last = form.lines[-1]
            asked = {*re.findall(r"\w{4,}", last.question.text.fr)}
            end = " ".join(pages.texts[-2:])
            assert asked <= {*re.findall(r"\w{4,}", end)}, instrument.id
            assert re.search(rf"\b{last.number}\b", end), instrument.id


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
