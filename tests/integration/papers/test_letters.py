"""Papers of plain blocks: whole, tagged, in order in both scripts, telling nobody too much."""

from datetime import UTC, datetime

import pypdfium2
import pytest

from casework.papers import letter
from casework.papers.blocks import (
    Boxes,
    Bullets,
    Copy,
    Facts,
    Heading,
    Lines,
    NewPage,
    Notice,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from casework.papers.locking import locked
from casework.papers.setting import NotPrintable
from tests.printed import A4, Printed, shapes_of_letters

CODE = "MA-26-7KQ4-M"
PHRASE = "هل تعرض الشخص للتهديد اليوم"
EVERY_BLOCK = (
    Heading("Ce qui est demandé"),
    Paragraph("Appelez le +212 6 12 34 56 78 avant le 30/11/2026."),
    Paragraph("Petites lignes", small=True),
    Notice("À ne pas laisser traîner"),
    Facts((("Langues", "français"), ("Arrivée", PHRASE))),
    Bullets(("un", "deux")),
    Table(("Service", "Téléphone"), (("Santé", "05 22 00 00 00"),) * 60),
    Boxes("Accord", ("oui", "non")),
    Lines("Notes", 3),
    NewPage(),
    Signatures(("La personne", "Pour l’association")),
)
COPY = Copy(3, "Salma Bennani", datetime(2026, 11, 30, 9, 5, tzinfo=UTC))


@pytest.fixture
def request_open(sqlite_app):
    with sqlite_app.test_request_context("/"):
        yield


def made(language="fr", blocks=EVERY_BLOCK, envelope=(), fiction=False, copy=COPY):
    paper = Paper("Lettre d’orientation", CODE, language, blocks, envelope)
    return letter.pdf(paper, copy, fiction=fiction)


@pytest.mark.parametrize(("language", "page"), [("fr", "p."), ("ar", "صفحة")])
def test_every_page_is_a4_with_code_copy_and_number(request_open, language, page):
    read = Printed(made(language))
    assert read.sizes == {A4}
    assert len(read.texts) >= 3
    for number, (text, foot) in enumerate(zip(read.texts, read.feet, strict=True), 1):
        assert CODE.replace("-", "") in read.heads[number - 1]
        assert "SalmaBennani" in foot
        assert f"{number}/{len(read.texts)}" in foot
        assert page in text


def test_everything_stands_on_it(request_open):
    text = Printed(made()).text
    for words in ("Ce qui est demandé", "À ne pas laisser traîner", "+212 6 12 34 56 78", PHRASE,
                  "La personne", "Date et signature", "copie n° 3"):  # fmt: skip
        assert words in text, words
    assert text.count("05 22 00 00 00") == 60


def test_arabic_is_joined_and_numbers_keep_their_order(request_open):
    read = Printed(made("ar", (Paragraph(PHRASE + " على 06 12 34 56 78"),)))
    assert PHRASE in read.text
    assert "06 12 34 56 78" in read.text
    shapes = shapes_of_letters(read.file)
    assert all(len(shapes[sign]) >= 2 for sign in "هلت")


def test_the_file_is_tagged_and_describes_nobody(request_open):
    read = Printed(made())
    assert b"/Marked true" in read.file
    assert b"pdfuaid:part" in read.file
    assert b"/Lang" in read.file
    told = {key: words for key, words in read.about.items() if words}
    assert told.pop("Creator").startswith("Typst")
    assert told == {"Title": "Lettre d’orientation", "Author": "Sanad", "Keywords": CODE}


def test_the_same_paper_is_the_same_file(request_open):
    assert made() == made()


def test_an_envelope_page_shows_its_lines_and_the_code_alone(request_open):
    first = Printed(made(envelope=("Centre de santé", "Casablanca"))).texts[0]
    assert "Centre de santé" in first
    assert CODE in first
    assert "Lettre" not in first
    assert "Langues" not in first


def test_a_paper_of_the_demo_says_so_on_every_page(request_open):
    assert all("FICTIF" in text for text in Printed(made(fiction=True)).texts)
    assert "FICTIF" not in Printed(made()).text


@pytest.mark.parametrize("words", ["ⵜⴰⵎⴰⵣⵉⵖⵜ", "🙂", "አማርኛ"])
def test_letters_the_font_has_not_are_refused(request_open, words):
    with pytest.raises(NotPrintable):
        made(blocks=(Facts((("Message", words),)),))


def test_markup_is_printed_as_it_stands(request_open):
    words = '#read("/etc/passwd") #panic() $x$ @a *b* ]]> \\ // x'
    text = Printed(made(blocks=(Paragraph(words), Facts(((words, words),))))).text
    assert text.count('#read("/etc/passwd") #panic() $x$ @a *b*') == 3


def test_papers_are_in_french_or_arabic(request_open):
    with pytest.raises(ValueError, match="papers are set in"):
        made("en")


def test_a_locked_file_opens_with_its_password_alone_and_stays_tagged(request_open):
    plain = made("ar")
    kept = locked(plain, "1234 5678")
    assert Printed(kept, "1234 5678").text == Printed(plain).text
    assert b"/StructTreeRoot" in kept
    assert b"/V 5" in kept  # AES-256 (ISO 32000-2, table 20)
    for wrong in (None, "", "12345678"):
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(kept, password=wrong)
    assert b"7KQ4" not in kept
