"""Every published questionnaire passes the validator of the ODK project, and so does its workbook.

The validator comes with pyxform and needs Java; without Java the test says that it was skipped.
"""

import re
import shutil
import subprocess
from xml.etree.ElementTree import canonicalize

import pytest
from pyxform.validators.odk_validate import ODK_VALIDATE_PATH
from pyxform.xls2xform import convert

from casework.exchange.domain import marks
from casework.exchange.domain.exporting import form_of
from casework.exchange.wording import wording
from casework.exchange.workbook import as_xform, as_xlsx
from casework.kernel import notes
from casework.screening.forms import asking
from casework.screening.forms.section import _knowing
from casework.screening.loader import published_instruments

java = pytest.mark.skipif(
    shutil.which("java") is None, reason="needs Java (default-jre-headless) for ODK Validate"
)


@java
def test_every_published_questionnaire_passes_odk_validate(sqlite_app, tmp_path):
    with sqlite_app.app_context():
        words = wording()
    for key, instrument in published_instruments().items():
        file = tmp_path / f"{'-'.join(key)}.xml"
        file.write_text(as_xform(form_of(instrument, words)), encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.xml")))
    assert len(files) == len(published_instruments())
    assert validated(*files) == (0, len(files))


@java
def test_the_validator_tells_a_form_that_is_broken(sqlite_app, tmp_path):
    instrument = published_instruments()["prescreen", "1"]
    broken = as_xform(form_of(instrument, wording())).replace("if(", "if(, ", 1)
    file = tmp_path / "broken.xml"
    file.write_text(broken, encoding="utf-8")
    assert validated(str(file))[0] != 0


def validated(*files):
    """What ODK Validate says of forms: its exit code, and how many it found valid."""
    done = subprocess.run(
        ["java", "-Djava.awt.headless=true", "-jar", ODK_VALIDATE_PATH, *files],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).count("Xform is valid")


def test_the_workbook_says_what_the_xform_says(sqlite_app):
    with sqlite_app.app_context():
        form = form_of(published_instruments()["labour_short", "1"], wording())
        straight = as_xform(form)
    warnings = []
    read = convert(
        as_xlsx(form), file_type=".xlsx", form_name="labour_short", warnings=warnings
    ).xform
    assert plain(read) == plain(straight)
    assert warnings == []


def plain(xform):
    """Whatever the order of attributes; with straight quotation marks and simple spaces, as pyxform
    reads a sheet, and without what only our own columns say of a choice."""
    xform = canonicalize(re.sub(r"<(sanad_\w+)>[^<]*</\1>", "", xform))
    return " ".join(xform.translate(str.maketrans("’‘“”", "''\"\"")).split())


def test_the_words_of_a_form_stand_in_three_languages(sqlite_app):
    with sqlite_app.app_context():
        words = wording()
    for text in (words.province, words.how, words.note, words.instead, words.alone):
        assert len({text.fr, text.ar, text.en}) == 3


def test_a_form_offers_what_the_page_offers(sqlite_app):
    """The marks and limits of a form are those of the pages on which one types."""
    instrument = published_instruments()["labour_inspection", "1"]
    assert (marks.OLDEST, marks.MOST, marks.WORDS, marks.NOTE_WORDS) == (
        asking.OLDEST, asking.MOST, asking.WORDS, notes.LIMIT,
    )  # fmt: skip
    with sqlite_app.test_request_context():
        for question in instrument.questions:
            fields = asking.ASKING[question.kind].fields(question, question.options)
            part = "else-" if "else-" in fields else "a-"
            offered = [choice.value for choice in fields[part].kwargs["choices"]]
            options = [option.id for option in question.options]
            assert offered == [*options, *marks.marks(question, question.options)]
            assert ("how-" in _knowing(question)) == marks.has_sources(question)
            assert ("note-" in _knowing(question)) == marks.has_note(question)
