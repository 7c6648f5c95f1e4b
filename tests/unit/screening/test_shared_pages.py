"""Pages that several instruments take from one file, and that a published one cannot lose."""

import shutil

import pytest

from casework.screening.loader import FOLDER, FileRefused, load_instrument, load_published
from casework.screening.loader.node import Node, read_yaml
from casework.screening.loader.offers import load_offers
from casework.screening.loader.questions import content_hash
from casework.screening.loader.shared import written_out

SHARED = """
sections:
  - id: money
    title: {fr: Argent, ar: مال, en: Money}
    guidance: {fr: Aide, ar: مساعدة, en: Help}
    questions:
      - {id: pay, text: {fr: Paie, ar: أجر, en: Pay}, feeds: {no: [EX02]}, show_if: {answered: x}}
      - {id: debt, text: {fr: Dette, ar: دين, en: Debt}, feeds: {yes: [CD02]}}
"""


@pytest.fixture
def out(tmp_path):
    """What `sections` of an instrument become, and the faults."""
    (tmp_path / "shared_1.yaml").write_text(SHARED, encoding="utf-8")

    def write(text):
        file = tmp_path / "taking.yaml"
        file.write_text(text, encoding="utf-8")
        node = written_out(read_yaml(file), tmp_path)
        return node.value["sections"], node.faults

    return write


def test_a_whole_page_is_taken_with_what_differs(out):
    pages, faults = out("sections:\n  - {from: shared_1.money, show_if: {answered: a}}\n")
    assert faults == []
    assert [question["id"] for question in pages[0]["questions"]] == ["pay", "debt"]
    assert pages[0]["show_if"] == {"answered": "a"} and "from" not in pages[0]


def test_some_questions_of_a_page_are_taken_in_another_order_and_changed(out):
    pages, faults = out(
        "sections:\n  - from: shared_1.money\n    only: [debt, pay]\n"
        "    questions_of: {pay: {show_if: null, required: true}}\n"
    )
    debt, pay = pages[0]["questions"]
    assert faults == [] and debt["id"] == "debt"
    assert "show_if" not in pay and pay["required"] is True and pay["feeds"] == {"no": ["EX02"]}


def test_one_question_is_taken_onto_a_page_of_ones_own(out):
    pages, faults = out(
        "sections:\n  - id: own\n    questions:\n      - from: shared_1.debt\n        id: owed\n"
    )
    assert faults == [] and pages[0]["questions"][0]["id"] == "owed"
    assert pages[0]["questions"][0]["feeds"] == {"yes": ["CD02"]}


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("{from: nowhere.money}", "sections[0].from: there is no file nowhere"),
        ("{from: ../shared_1.money}", "sections[0].from: there is no file"),
        ("{from: shared_1.freedom}", "sections[0].from: shared_1 has no freedom"),
        ("{from: shared_1.money, only: [wage]}", "sections[0].only: wage is not a question of"),
        (
            "{from: shared_1.money, questions_of: {wage: {}}}",
            "sections[0].questions_of.wage: is not a question of that page",
        ),
        ("{from: taking.round, id: round}", "sections[0].from: takes from itself"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_path(out, page, fault):
    _pages, faults = out(f"sections:\n  - {page}\n")
    assert any(fault in line for line in faults), faults


def test_an_instrument_without_pages_is_left_to_the_loader():
    node = Node({"id": "bare"}, "", [])
    assert written_out(node, FOLDER) is node


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "instruments")


def test_a_word_changed_on_a_shared_page_is_refused_for_whatever_was_published_with_it(folder):
    file = folder / "common_1.yaml"
    text = file.read_text(encoding="utf-8")
    assert "Very long days or no rest" in text
    file.write_text(text.replace("Very long days or no rest", "Long days"), encoding="utf-8")
    with pytest.raises(FileRefused, match="a published version never changes"):
        load_published(folder)


def test_where_the_words_of_a_form_stand_does_not_change_its_content(folder):
    """Taken from a shared file or written in place: the same questions, the same hash."""
    written = written_out(read_yaml(folder / "labour_short_1.yaml"), folder)
    before = load_instrument(folder / "labour_short_1.yaml").content_hash
    assert content_hash(written.value) == before


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("settings: [report]", "settings: [moon]", "should be one of workplace"),
        ("longer: labour_inspection", "longer: nothing", "labour_short: there is no nothing"),
        ("minutes: 25", "minutes: long", "should be a whole number"),
        ("- id: labour_short\n", "- id: labour_short\n  roles: [king]\n", "should be one of"),
    ],
)
def test_an_offer_that_makes_no_sense_is_refused(folder, written, instead, fault):
    file = folder / "offered.yaml"
    text = file.read_text(encoding="utf-8")
    assert written in text
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_offers(file)
    assert any(fault in line for line in refused.value.faults), refused.value.faults
