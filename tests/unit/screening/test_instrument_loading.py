"""What the loader refuses, with the path of every fault."""

import shutil

import pytest

from casework.screening.loader import (
    FOLDER,
    FileRefused,
    current_instrument,
    instrument_by_hash,
    load_instrument,
    load_published,
    published_instruments,
)

SMALL = """
id: small
version: "1"
published: 2026-05-04
source: a test
review: written
title: {fr: Essai, ar: تجربة, en: Trial}
observation_only_if: {eq: [safe_to_talk, no]}
contradictions: []
sections:
  - id: first
    title: {fr: Un, ar: واحد, en: One}
    guidance: {fr: Aide, ar: مساعدة, en: Help}
    questions:
      - id: papers
        kind: choice
        text: {fr: Papiers, ar: وثائق, en: Papers}
        options:
          - {id: kept, text: {fr: Gardés, ar: محتجزة, en: Kept}}
          - {id: mine, text: {fr: Moi, ar: عندي, en: Mine}}
        feeds: {kept: [CD01]}
      - id: ground
        kind: choices
        text: {fr: Difficile, ar: صعب, en: Hard}
        options:
          - {id: debts, text: {fr: Dettes, ar: ديون, en: Debts}}
        grounds: {debts: [VR06]}
  - id: second
    title: {fr: Deux, ar: اثنان, en: Two}
    guidance: {fr: Aide, ar: مساعدة, en: Help}
    questions:
      - id: locked
        text: {fr: Enfermé, ar: محتجز, en: Locked}
        show_if: {eq: [papers, kept]}
        feeds: {yes: [CD03]}
      - id: used
        kind: choices
        text: {fr: Utilisé, ar: مستغل, en: Used}
        used_of: ground
        options:
          - {id: none, text: {fr: Rien, ar: لا شيء, en: Nothing}, exclusive: true}
"""


def faults_of(tmp_path, text):
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_instrument(file)
    return refused.value.faults


def test_a_small_instrument_lacks_only_the_meanings_every_screening_needs(tmp_path):
    faults = faults_of(tmp_path, SMALL)
    assert {fault.split()[0] for fault in faults} == {"meaning", "observation_only_if:"}


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        (", en: Papers}", "}", "sections[0].questions[0].text: en is missing"),
        ("ar: وثائق", 'ar: ""', "sections[0].questions[0].text.ar: should be text"),
        (
            "en: Papers}",
            "en: Papers, es: Papeles}",
            "sections[0].questions[0].text: unknown key es",
        ),
        ("en: Kept", "en: 12", "sections[0].questions[0].options[0].text.en: should be text"),
        ("en: Trial", "en: [a]", "title.en: should be text"),
        ("kind: choice\n", "kind: choose\n", "sections[0].questions[0].kind: should be one of yes"),
        ("id: papers", "id: Papers!", "sections[0].questions[0].id: should be an identifier"),
        (
            "show_if: {eq: [papers, kept]}",
            "show_if: {eval: [papers]}",
            "sections[1].questions[0].show_if: unknown operator eval",
        ),
        (
            "show_if: {eq: [papers, kept]}",
            "show_when: {eq: [papers, kept]}",
            "sections[1].questions[0]: unknown key show_when",
        ),
        ("review: written", "review: perfect", "review: should be one of written"),
        ("published: 2026-05-04", "published: soon", "published: should be a date"),
        ("source: a test\n", "", "top: source is missing"),
        ("contradictions: []", "contradictions: none", "contradictions: should be a list"),
    ],
)
def test_a_fault_of_form_is_refused_with_its_path(tmp_path, written, instead, fault):
    assert written in SMALL
    faults = faults_of(tmp_path, SMALL.replace(written, instead, 1))
    assert any(line.startswith(fault) for line in faults), faults


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("id: ground", "id: papers", "question papers: the id is given 2 times"),
        ("id: second", "id: first", "section first: the id is given 2 times"),
        ("{id: mine,", "{id: kept,", "question papers option kept: the id is given 2 times"),
        ("feeds: {kept: [CD01]}", "feeds: {lost: [CD01]}", "question papers: lost is not one of"),
        ("feeds: {kept: [CD01]}", "feeds: {kept: [XX01]}", "question papers: XX01 is not an ind"),
        ("grounds: {debts: [VR06]}", "grounds: {debts: [V]}", "question ground: V is not an ind"),
        ("feeds: {yes: [CD03]}", "feeds: {maybe: [CD03]}", "question locked: maybe is not one of"),
        ("[papers, kept]", "[papers, lost]", "locked: lost is not an answer to papers"),
        ("[papers, kept]", "[nowhere, yes]", "locked: there is no question nowhere"),
        ("[papers, kept]", "[used, none]", "question locked: used is not on an earlier page"),
        ("[papers, kept]", "[locked, yes]", "question locked: locked is not on an earlier page"),
        ("used_of: ground", "used_of: locked", "question used: locked is not on an earlier page"),
        ("kind: choice\n", "kind: text\n", "question papers: options belong to choice and choices"),
        ("id: locked", "id: locked\n        kind: choice", "question locked: options belong"),
        (
            "id: papers",
            "id: papers\n        meaning: sector",
            "question papers: kept is not a code of sector",
        ),
        (
            "id: locked",
            "id: locked\n        meaning: age",
            "question locked: age should be number",
        ),
    ],
)
def test_a_fault_of_sense_is_refused_with_its_question(tmp_path, written, instead, fault):
    assert written in SMALL
    faults = faults_of(tmp_path, SMALL.replace(written, instead, 1))
    assert any(line.startswith(fault) for line in faults), faults


def test_all_faults_are_told_at_once(tmp_path):
    text = SMALL.replace("ar: وثائق", 'ar: ""').replace("review: written", "review: perfect")
    assert len(faults_of(tmp_path, text)) == 2


def test_more_than_eight_questions_on_a_page_are_refused(tmp_path):
    question = "      - {id: q%d, text: {fr: Un, ar: واحد, en: One}}\n"
    many = SMALL + "".join(question % number for number in range(7))
    assert "section second: should hold 1 to 8 questions" in faults_of(tmp_path, many)


@pytest.mark.parametrize("text", ["a: 1\nb: ]\n", "a: 1\na: 2\n"])
def test_what_is_not_yaml_and_a_key_given_twice_are_refused_with_the_line(tmp_path, text):
    assert faults_of(tmp_path, text)[0].startswith("line 2: ")


def test_yes_and_no_are_words_and_not_truth_values():
    threshold = current_instrument().by_id["threshold"]
    assert [option.id for option in threshold.options] == ["yes", "no", "unclear"]


# --- what is published ------------------------------------------------------------------


def test_answers_find_the_wording_they_were_given_against_by_its_hash():
    instrument = current_instrument()
    assert instrument_by_hash(instrument.content_hash) is instrument
    assert published_instruments()[instrument.id, instrument.version] is instrument
    with pytest.raises(KeyError):
        instrument_by_hash("0" * 64)
    with pytest.raises(KeyError):
        current_instrument("unheard_of")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "instruments")


def test_a_comment_and_another_layout_do_not_change_a_published_version(folder):
    file = folder / "labour_inspection.yaml"
    file.write_text("# read again\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_published(folder).keys() == published_instruments().keys()


def test_one_changed_word_in_a_published_version_is_refused(folder):
    file = folder / "labour_inspection.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Who keeps your papers?", "Who has your papers?"), "utf-8")
    with pytest.raises(FileRefused, match="a published version never changes"):
        load_published(folder)
