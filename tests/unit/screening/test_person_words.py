"""What the person sees: complete in every language, and refused when it is not."""

import re
import shutil

import pytest
from ruamel.yaml import YAML

from casework.screening.domain.instrument import ConsentPurpose, Meaning
from casework.screening.domain.person_words import serving
from casework.screening.loader import published_instruments
from casework.screening.loader.node import FileRefused
from casework.screening.loader.person_words import FOLDER, load_person_words, person_words

LANGUAGES = {"fr", "ar", "en", "es"}
LONGEST_SENTENCE = 24  # words; plain language (CEFR A2) asks for short ones
SUSPICION = re.compile(r"traite|victim|traffic|trata|اتجار|ضحي", re.IGNORECASE)


def edited(tmp_path, change, name="fr.yaml"):
    """A copy of the folder with one file changed."""
    folder = tmp_path / "words"
    shutil.copytree(FOLDER, folder)
    yaml = YAML(typ="safe", pure=True)
    content = yaml.load(folder / name)
    change(content)
    yaml.dump(content, folder / name)
    return folder


def phrases(value):
    """Every text of a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from phrases(one)
    elif isinstance(value, list):
        for one in value:
            yield from phrases(one)


def faults(folder):
    with pytest.raises(FileRefused) as refused:
        load_person_words(folder)
    return "\n".join(refused.value.faults)


def test_the_languages_of_the_project_are_there():
    assert {*person_words()} >= LANGUAGES
    assert {words.language for words in person_words().values() if words.direction == "rtl"} == {
        "ar"
    }


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_purpose_is_asked_and_may_be_refused(language):
    words = person_words()[language]
    for said in (words.adult, words.child):
        assert {*said.purposes} == {*ConsentPurpose}
        for screen in (*said.purposes.values(), said.screening_and_storage):
            assert screen.title.rstrip().endswith(("?", "؟"))
            assert screen.points
            assert screen.after
    assert len(words.buttons.no) <= len(words.buttons.yes) + 2  # as short to say


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_sentences_are_short_and_say_nothing_of_a_suspicion(file):
    content = YAML(typ="safe", pure=True).load(file)
    for phrase in phrases({key: value for key, value in content.items() if key != "source"}):
        assert not SUSPICION.search(phrase), phrase
        for sentence in re.split(r"[.!?؟;؛:]", phrase):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_french_and_english_and_spanish_say_the_same_number_of_things():
    packs = [person_words()[language] for language in sorted(LANGUAGES)]
    both = [(words.adult, words.child) for words in packs]
    for screen in ("introduction", "limits", "next", "refused"):
        assert len({len(getattr(one, screen).points) for pair in both for one in pair}) == 1


FORMAL = {
    "fr": re.compile(r"\b(vous|votre|vos)\b|\w+ez\b", re.IGNORECASE),
    "es": re.compile(r"\b(usted|su|sus|quisiera)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_adult_and_a_child_are_told_the_same_in_words_of_their_own(language):
    content = YAML(typ="safe", pure=True).load(FOLDER / f"{language}.yaml")
    child = content["child"]
    for screen in ("introduction", "limits", "purposes", "screening_and_storage", "free"):
        assert child[screen] != content[screen], screen
    for screen in ("next", "refused"):
        assert {*child[screen]["points"]} - {*content[screen]["points"]}, screen
    if language in FORMAL:
        said = list(phrases(child))
        assert not [phrase for phrase in said if FORMAL[language].search(phrase)]
        adult = {key: value for key, value in content.items() if key != "child"}
        assert any(FORMAL[language].search(phrase) for phrase in phrases(adult))


def test_the_language_of_the_interview_chooses_the_words():
    packs = person_words().values()
    assert serving(packs, {"darija"}).language == "ar"
    assert serving(packs, {"spanish"}).language == "es"
    assert serving(packs, {"amazigh"}) is None
    assert serving(packs, set()) is None


def asked_languages():
    """The options of the published forms for the language of the interview."""
    return {
        option.id
        for instrument in published_instruments().values()
        for question in instrument.meaning(Meaning.INTERVIEW_LANGUAGE)
        for option in question.options
    }


def unreachable(packs):
    """The files that no interview leads to: neither an option of a form, nor their code alone,
    which stands for "another language"."""
    asked = asked_languages()
    return [
        words.language
        for words in packs
        if not {*words.interview} & asked
        and not ("other" in asked and words.interview == (words.language,))
    ]


def test_every_file_is_reached_from_an_interview():
    assert unreachable(person_words().values()) == []


def test_a_file_whose_language_no_form_asks_for_is_reached_as_another_language(tmp_path):
    folder = edited(tmp_path, lambda at: at.update(interview=["wo"], name="Wolof"), "en.yaml")
    text = (folder / "en.yaml").read_text("utf-8").replace("language: en", "language: wo")
    (folder / "wo.yaml").write_text(text, "utf-8")
    (folder / "en.yaml").unlink()
    packs = load_person_words(folder)
    assert unreachable(packs.values()) == []
    (folder / "wo.yaml").write_text(text.replace("[wo]", "[wolof]"), "utf-8")
    assert unreachable(load_person_words(folder).values()) == ["wo"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda at: at["limits"].pop("after"), "limits: after is missing"),
        (lambda at: at["purposes"].pop("statistics"), "purposes: statistics is missing"),
        (lambda at: at["purposes"]["storage"].update(question=" "), "storage.question: should be"),
        (lambda at: at["introduction"]["points"].append(""), "introduction.points[4]: should be"),
        (lambda at: at["buttons"].pop("no"), "buttons: no is missing"),
        (lambda at: at.pop("child"), "child is missing"),
        (lambda at: at["child"].pop("limits"), "child: limits is missing"),
        (lambda at: at["child"]["next"].update(after=""), "child.next.after: should be"),
        (lambda at: at.update(audio="x.ogg"), "unknown key audio"),
        (lambda at: at.update(language="en"), "language: should be fr"),
        (lambda at: at.update(direction="up"), "direction: should be one of ltr, rtl"),
        (lambda at: at.update(review="perfect"), "review: should be one of"),
        (lambda at: at["interview"].append("spanish"), "spanish is served by es.yaml"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_the_place(tmp_path, change, said):
    assert said in faults(edited(tmp_path, change))


def test_a_language_is_added_by_adding_a_file(tmp_path):
    folder = edited(tmp_path, lambda at: at.update(interview=["wolof"], name="Wolof"), "en.yaml")
    shutil.move(folder / "en.yaml", folder / "wo.yaml")
    text = (folder / "wo.yaml").read_text("utf-8").replace("language: en", "language: wo")
    (folder / "wo.yaml").write_text(text, "utf-8")
    packs = load_person_words(folder)
    assert serving(packs.values(), {"wolof"}).name == "Wolof"
