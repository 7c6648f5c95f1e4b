"""The numbered form: the same numbers and codes for print and for typing in, whatever is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.instrument import Kind, Manner
from casework.screening.loader import current_instrument, published_instruments
from casework.screening.paper.sheet import marks, printed_as, printed_code, sheet, tells
from casework.screening.paper.typed import (
    Fault,
    NotUnderstood,
    read,
    read_notes,
    shown,
    shown_notes,
)

SHEETS = [sheet(instrument) for instrument in published_instruments().values()]
NAMES = [f"{one.instrument.id}-{one.instrument.version}" for one in SHEETS]
LONG = sheet(current_instrument("labour_inspection"))
LINES = st.sampled_from(LONG.lines)


def line(id):
    return LONG.by_question[id]


def fault_of(id, typed):
    with pytest.raises(NotUnderstood) as refused:
        read(line(id), typed)
    return refused.value.fault


@pytest.mark.parametrize("form", SHEETS, ids=NAMES)
def test_every_question_has_one_number_in_the_order_of_the_instrument(form):
    assert [one.question.id for one in form.lines] == [q.id for q in form.instrument.questions]
    assert [one.number for one in form.lines] == list(range(1, len(form.lines) + 1))


@pytest.mark.parametrize("form", SHEETS, ids=NAMES)
def test_every_option_of_every_question_has_a_code_of_its_own(form):
    for one in form.lines:
        codes = [mark.code for mark in one.marks]
        assert len(codes) == len(set(codes)), one.question.id
        if one.question.kind in (Kind.CHOICE, Kind.CHOICES):
            offered = {option.id for option in one.question.options}
            assert offered <= {mark.value for mark in one.marks}, one.question.id
            assert len({len(code) for code in codes}) == 1, one.question.id


@pytest.mark.parametrize("form", SHEETS, ids=NAMES)
def test_whatever_box_is_ticked_is_read_back_from_its_code(form):
    for one in form.lines:
        for mark in one.marks:
            said = read(one, mark.code)
            assert said is not None
            assert (said.options or (said.reply.value,)) == (mark.value,)
            assert shown(one, said) == mark.code


@pytest.mark.parametrize("form", SHEETS, ids=NAMES)
def test_the_code_names_the_version_and_no_suspicion(form):
    code = printed_code(form.instrument)
    assert code.endswith(form.instrument.content_hash[:8])
    assert f"v{form.instrument.version} " in code
    assert not tells(code)
    others = [one.instrument for one in SHEETS if one is not form]
    assert printed_as(form.instrument, code)
    assert printed_as(form.instrument, f"  {code[-8:].upper()} ")
    assert not any(printed_as(other, code) for other in others)


@pytest.mark.parametrize("typed", ["", "6829f66", "v1", "6829f66c!", "é" * 300])
def test_anything_else_is_no_code(typed):
    assert not printed_as(LONG.instrument, typed)


def test_what_is_asked_can_be_declined_and_what_is_seen_cannot():
    for form in SHEETS:
        for one in form.lines:
            replies = {mark.reply for mark in marks(one.question)}
            if one.question.manner is not Manner.ASK:
                assert Reply.DECLINED not in replies, one.question.id


@pytest.mark.parametrize(
    ("id", "typed", "expected"),
    [
        ("rest_day", "1", Response(Reply.YES)),
        ("rest_day", " 2 ", Response(Reply.NO)),
        ("rest_day", "8", Response(Reply.UNKNOWN)),
        ("rest_day", "9", Response(Reply.DECLINED)),
        ("rest_day", "0", Response(Reply.NOT_ASKED)),
        ("rest_day", "", None),
        ("rest_day", "١", Response(Reply.YES)),
        ("rest_day", "&", Response(Reply.YES)),  # the key of 1 on a French keyboard
        ("rest_day", "1.2", Response(Reply.YES, sources=frozenset({Source.OBSERVED}))),
        (
            "rest_day",
            "1;13",
            Response(Reply.YES, sources=frozenset({Source.STATED, Source.DOCUMENT})),
        ),
        ("sector", "03", Response(Reply.GIVEN, options=("F",))),
        ("sector", "3", Response(Reply.GIVEN, options=("F",))),
        ("sector", "88", Response(Reply.UNKNOWN)),
        ("age", "27", Response(Reply.GIVEN, number=27)),
        ("age", ".8", Response(Reply.UNKNOWN)),
        ("own_view", "ses enfants", Response(Reply.GIVEN, text="ses enfants")),
        ("own_view", ".9", Response(Reply.DECLINED)),
    ],
)
def test_what_is_typed_is_read(id, typed, expected):
    assert read(line(id), typed) == expected


def test_several_boxes_are_typed_one_after_the_other():
    said = read(line("how_came"), "24")
    options = line("how_came").question.options
    assert said.options == (options[1].id, options[3].id)
    said = read(line("exploitation"), "01 10")
    options = line("exploitation").question.options
    assert said.options == (options[0].id, options[9].id)


@pytest.mark.parametrize(
    ("id", "typed", "fault"),
    [
        ("rest_day", "7", Fault.CODE),
        ("rest_day", "oui", Fault.CODE),
        ("rest_day", "12", Fault.SEVERAL),
        ("rest_day", "1.", Fault.SOURCE),
        ("rest_day", "1.7", Fault.SOURCE),
        ("rest_day", ".2", Fault.CODE),
        ("sex", "1.2", Fault.NO_SOURCE),
        ("untrue_work", "17", Fault.ALONE),
        ("untrue_work", "18", Fault.ALONE),
        ("exploitation", "011", Fault.CODE),
        ("age", "121", Fault.NUMBER),
        ("age", "-3", Fault.NUMBER),
        ("age", "vingt", Fault.NUMBER),
        ("own_view", "a" * 501, Fault.LONG),
        ("rest_day", "1" * 5000, Fault.CODE),
    ],
)
def test_what_cannot_be_read_says_why(id, typed, fault):
    assert fault_of(id, typed) is fault


@given(LINES, st.text(max_size=40))
def test_nothing_that_is_typed_breaks_the_reading(one, typed):
    try:
        said = read(one, typed)
    except NotUnderstood:
        return
    if said is not None and said.reply is Reply.GIVEN and said.options:
        assert {*said.options} <= {option.id for option in one.question.options}


@given(LINES, st.data())
def test_what_was_saved_is_shown_as_it_would_be_typed(one, data):
    choices = [mark for mark in one.marks if mark.option is None or not mark.option.exclusive]
    if one.question.kind is Kind.CHOICES:
        plain = [mark for mark in choices if mark.option is not None]
        ticked = data.draw(st.lists(st.sampled_from(plain), min_size=1, unique=True))
        said = Response(Reply.GIVEN, options=tuple(m.value for m in one.marks if m in ticked))
    else:
        mark = data.draw(st.sampled_from(choices))
        said = read(one, mark.code)
    assert read(one, shown(one, said)) == said


def test_notes_are_placed_by_the_number_of_their_question():
    number, other = line("hours").number, line("papers").number
    notes = read_notes(LONG, f"{number}: quatorze heures\nsans pause\n{other} - dans le bureau")
    assert notes.placed == {"hours": "quatorze heures\nsans pause", "papers": "dans le bureau"}
    assert notes.lost == ()
    responses = {id: Response(Reply.NOT_ASKED, note=note) for id, note in notes.placed.items()}
    assert read_notes(LONG, shown_notes(LONG, responses)).placed == notes.placed


def test_a_note_without_its_place_is_given_back():
    sex = line("sex").number
    notes = read_notes(LONG, f"rien\n999: rien\n{sex}: aucune note ici\n25: {'a' * 281}")
    assert notes.lost == ("rien", "999: rien", f"{sex}: aucune note ici")
    assert notes.long == (25,)


# What a keystroke, and the look at the next line of the paper before it, take an average typist
# (Card, Moran, Newell, The keystroke-level model, 1980), in seconds.
KEY, LOOK = 0.28, 1.35
HEAD = 8 + 1 + (2 + 2 + 4) + 3 + 4 + 1 + 4 + 2  # code, date, hour, province, and the two buttons
AT_MOST_SECONDS = 180


def keystrokes(one):
    """What it takes to type the longest usual answer of a line, and to leave it."""
    if one.is_written:
        return 2 + 1 if one.question.kind is Kind.NUMBER else 30 + 1
    width = len(one.marks[0].code)
    several = 2 if one.question.kind is Kind.CHOICES else 1
    return width * several + 1


def test_a_question_of_one_answer_takes_two_keystrokes():
    short = sheet(current_instrument("labour_short"))
    single = [one for one in short.lines if one.question.kind is Kind.YES_NO]
    assert {keystrokes(one) for one in single} == {2}
    coded = [one for one in short.lines if not one.is_written]
    assert sum(map(keystrokes, coded)) / len(coded) <= 2.5


def test_the_short_form_is_typed_in_within_three_minutes():
    short = sheet(current_instrument("labour_short"))
    known = 6 * 2  # how one knows, noted for six of the answers
    keys = HEAD + known + sum(keystrokes(one) for one in short.lines)
    seconds = keys * KEY + len(short.lines) * LOOK
    assert seconds <= AT_MOST_SECONDS, f"{seconds:.0f} s, {keys} keystrokes"
