"""Fields and cards: label, hint and error tied together; what was typed, kept and escaped."""

import re
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from casework.web.fields import DayMonthYear, Phone, Whole, YesNo
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine

ANSWERS = (("yes", "Oui"), ("no", "Non"), ("unknown", "Ne sait pas"), ("not_asked", "Pas posée"))
EVIL = '"><script>alert(1)</script>\u05d0'


class Sample(Form):
    """One field of each kind."""

    line = TextLine("Lieu", hint="Sans nom", needed=True)
    block = TextBlock("Note", limit=20)
    region = Choice("Région", (("MA-06", "Casablanca"), ("MA-09", "Souss")), select=True)
    answer = Choice("Papiers ?", ANSWERS)
    many = Choices("Sources", (("stated", "Déclaré"), ("observed", "Observé")))
    sure = YesNo("Interprète ?")
    born = DayMonthYear("Date", needed=True)
    phone = Phone("Téléphone", needed=True)
    people = Whole("Personnes", low=1, high=9, needed=True)


class Reader(HTMLParser):
    """Ids, references between elements, and inputs by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.inputs: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        at = dict(attrs)
        self.ids += [at["id"]] if at.get("id") else []
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed += (at.get(name) or "").split()
        if tag == "a" and (at.get("href") or "").startswith("#"):
            self.pointed.append(at["href"][1:])
        if tag in ("input", "textarea", "select"):
            self.inputs.append(at | {"tag": tag})


ALL = """
{% from "components/forms.html" import error_summary, field, hidden_fields %}
{% from "components/answers.html" import answer_card %}
<form>{{ hidden_fields(form) }}{{ error_summary(form) }}
{% for name in names %}{{ field(form[name]) }}{% endfor %}
{{ answer_card(form.answer, number=1, hint="Indice", sources=form.many, note=form.block) }}</form>
"""
NAMES = ("line", "region", "sure", "born", "phone", "people")


@pytest.fixture
def page(web: Flask):
    """The form as a page, after `typed` was sent (or untouched)."""
    web.config["WTF_CSRF_ENABLED"] = False

    def shown(typed: dict[str, str] | None = None) -> str:
        with web.test_request_context(
            "/", method="POST" if typed is not None else "GET", data=typed or {}
        ):
            form = Sample(formdata=MultiDict(typed) if typed is not None else None)
            if typed is not None:
                form.validate()
            return render_template_string(ALL, form=form, names=NAMES)

    return shown


def test_every_reference_has_one_target(page) -> None:
    for typed in (None, {}, {"line": "x", "answer": "yes"}):
        read = Reader(page(typed))
        assert len(read.ids) == len(set(read.ids)), "an id stands twice"
        assert set(read.pointed) <= set(read.ids)


def test_nothing_is_chosen_beforehand(page) -> None:
    shown = page()
    assert " checked" not in shown
    assert "selected" not in shown


def test_each_missing_answer_is_said_beside_its_field_and_in_the_summary(page) -> None:
    shown = page({})
    summary, _, rest = shown.partition("</ul></div>")
    for name in ("line", "region", "answer", "sure", "born", "phone", "people"):
        assert f'href="#{name}"' in summary, name
        assert f'id="{name}-error"' in rest, name
        assert f'id="{name}"' in rest, name
    assert 'role="alert"' in summary


def test_an_error_is_tied_to_its_field(page) -> None:
    line = next(at for at in Reader(page({})).inputs if at.get("name") == "line")
    assert line["aria-describedby"] == "line-hint line-error"
    assert line["aria-invalid"] == "true"


def test_what_was_typed_is_kept_and_escaped(page) -> None:
    typed = {"line": EVIL, "block": EVIL * 2, "phone": EVIL, "people": EVIL, "answer": "yes",
             "born-day": "<b>", "born-month": "13", "born-year": EVIL[:12], "many": "stated",
             "region": "MA-09", "sure": "no"}  # fmt: skip
    shown = page(typed)
    assert "<script>" not in shown
    read = Reader(shown)
    values = {at["name"]: at.get("value") for at in read.inputs if at["tag"] == "input"}
    assert values["line"] == EVIL
    assert values["born-day"] == "<b>"
    assert values["born-month"] == "13"
    assert values["phone"] == EVIL
    checked = {(at["name"], at["value"]) for at in read.inputs if "checked" in at}
    assert checked == {("answer", "yes"), ("many", "stated"), ("sure", "no")}
    assert '<option value="MA-09" selected>' in shown


def test_a_yes_opens_how_one_knows(page) -> None:
    assert "<details open>" in page({"answer": "yes"})
    assert "<details open>" not in page({"answer": "no"})
    assert "<details open>" in page({"answer": "no", "block": "vu"})


def test_a_limit_is_told_and_counted(page) -> None:
    shown = page()
    assert 'data-limit="20"' in shown
    assert 'id="block-count"' in shown
    assert re.search(r'aria-describedby="[^"]*block-count', shown)


def test_four_equal_answers_stand_in_one_set(page) -> None:
    shown = page()
    card = shown.partition("data-answers")[2].partition("</fieldset>")[0]
    assert card.count('type="radio"') == 4
    assert shown.count("data-opens") == 1


COMPONENTS = {
    "sheet": """{% from "components/sheets.html" import sheet %}
{% call sheet(t, t) %}{% endcall %}""",
    "note": """{% from "components/notes.html" import note, tag %}
{{ note(t, title=t) }}{{ tag(t) }}""",
    "card": """{% from "components/lists.html" import card, row %}
{% call card('x', t, count=t) %}{{ row(t, t, t, t, t) }}{% endcall %}""",
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_escapes_its_words(web: Flask, name) -> None:
    with web.test_request_context():
        shown = render_template_string(COMPONENTS[name], t=EVIL)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
