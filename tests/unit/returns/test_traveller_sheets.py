"""The traveller's sheet: a file a language, whole or refused."""

import re
import shutil

import pytest

from casework.returns.traveller_sheets import FOLDER, SheetFaulty, load_sheets, serving, sheets


def test_the_sheet_is_there_in_four_languages_and_each_serves_who_speaks_it():
    assert set(sheets()) == {"fr", "ar", "en", "es"}
    for spoken, language in {"fr": "fr", "ar": "ar", "ary": "ar", "en": "en", "es": "es"}.items():
        found = serving(spoken, sheets().values())
        assert found is not None and found.language == language
    assert serving("bm", sheets().values()) is None
    assert sheets()["ar"].direction == "rtl"
    texts = [sheets()["ar"].title, *sheets()["ar"].points]
    assert all(re.search("[\u0621-\u064a]", text) for text in texts)


def test_no_two_languages_say_the_same_words():
    titles = [words.title for words in sheets().values()]
    points = [point for words in sheets().values() for point in words.points]
    assert len(set(titles)) == len(titles) and len(set(points)) == len(points)


def changed(folder, old, new, name="wo"):
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    text = (FOLDER / "fr.yaml").read_text().replace("language: fr", f"language: {name}")
    text = text.replace("speaks: [fr]", "speaks: [wo]")
    assert old in text
    (folder / "wo.yaml").write_text(text.replace(old, new, 1))
    return folder


def test_a_language_is_added_by_a_file_alone(tmp_path):
    found = load_sheets(changed(tmp_path, "review: written", "review: reviewed"))
    assert serving("wo", found.values()).language == "wo"


@pytest.mark.parametrize(("old", "new", "said"), [
    ("title:", "titre:", "title"),
    ("leave: ", "leave:  # ", "leave"),
    ("review: written", "review: guessed", "review"),
    ("direction: ltr", "direction: up", "direction"),
    ("speaks: [wo]", "speaks: [wo, xx]", "speaks xx"),
    ("speaks: [wo]", "speaks: [fr]", "two files"),
    ("language: wo", "language: fr", "language"),
    ("points:\n", "points:\n  - \"Un point de trop\"\n", "points"),
])  # fmt: skip
def test_a_file_that_is_not_whole_is_refused_with_what_is_wrong(tmp_path, old, new, said):
    with pytest.raises(SheetFaulty, match=said):
        load_sheets(changed(tmp_path, old, new))
