"""Letters that the printed form has no shape for: said, not printed as boxes and no failure."""

from dataclasses import replace

import pytest

from casework.screening import library
from casework.screening.domain.instrument import Text
from casework.screening.loader import current_instrument
from casework.screening.paper import printing
from casework.screening.paper.sheet import sheet


def titled(words):
    """A questionnaire whose first page has these words above it."""
    one = current_instrument("prescreen")
    first = replace(one.sections[0], title=Text(words, words, words))
    return replace(one, sections=(first, *one.sections[1:]), content_hash="f" * 64)


@pytest.mark.parametrize("words", ["ⵜⴰⵎⴰⵣⵉⵖⵜ", "🙂", "አማርኛ"])
def test_questionnaire_with_letters_the_font_has_not_is_not_printed(sqlite_app, words):
    with sqlite_app.test_request_context("/"), pytest.raises(printing.QuestionnaireNotPrintable):
        printing.pdf(sheet(titled(words)), ("fr",), fiction=False)


def test_markup_in_a_text_is_printed_as_it_stands(sqlite_app):
    words = '#read("/etc/passwd") #panic() $x$ @a <b> * ]]>'
    with sqlite_app.test_request_context("/"):
        assert printing.pdf(sheet(titled(words)), ("fr",), fiction=False).startswith(b"%PDF")


def test_page_says_that_it_cannot_be_printed(sqlite_app, client_as, monkeypatch):
    monkeypatch.setattr(library, "every_version", lambda: (titled("ⵜⴰⵎⴰⵣⵉⵖⵜ"),))
    number = current_instrument("prescreen").version
    page = client_as("owner_inspector").get(f"/s/paper/prescreen/{number}.pdf?language=fr", 409)
    assert "ne peuvent pas être imprimées" in page.text
