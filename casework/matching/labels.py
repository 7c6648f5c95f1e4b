"""The words for pairs, their steps and in what two files agree."""

from collections.abc import Mapping
from typing import Any

from casework.matching.domain import AT_IDENTITY, Answer, State
from casework.web.languages import _l, _lp

Words = Mapping[str, Any]

STATES: Words = {
    State.OPEN: _lp("match", "To judge"),
    State.LINKED: _lp("match", "Linked: one person, two files"),
    State.SEPARATED: _lp("match", "Separated: not the same person"),
    State.MERGE_PROPOSED: _lp("match", "Merge to confirm"),
    State.MERGED: _lp("match", "Merged"),
    State.UNDO_PROPOSED: _lp("match", "Undoing of the merge to confirm"),
    State.LAPSED: _lp("match", "Lapsed: the identity was corrected"),
}
TONES = {
    State.OPEN: "ochre", State.MERGE_PROPOSED: "ochre", State.UNDO_PROPOSED: "ochre",
    State.LINKED: "green", State.MERGED: "green", State.SEPARATED: "", State.LAPSED: "",
}  # fmt: skip
PARTS: Words = {
    "given": _l("Given name"),
    "family": _l("Family name"),
    "birth_year": _l("Year of birth"),
    "birth_day": _l("Day and month of birth"),
    "sex": _l("Sex"),
    "nationality": _l("Nationality"),
    "phone": _lp("match", "Telephone"),
    "document": _l("Identity document"),
}
AGREES: Words = {
    "same": _lp("agreement", "same"),
    "same_sound": _lp("agreement", "same sound"),
    "similar": _lp("agreement", "similar"),
    "exchanged": _lp("agreement", "exchanged"),
    "one_apart": _lp("agreement", "one apart"),
    "partly": _lp("agreement", "one of the two is the same"),
    "different": _lp("agreement", "different"),
    "not_known": _lp("agreement", "not known"),
}
ONE_DIGIT = _lp("agreement", "one sign apart")
AGREE_TONES = {
    "same": "green", "same_sound": "green", "exchanged": "green", "similar": "ochre",
    "one_apart": "ochre", "partly": "ochre", "different": "brick", "not_known": "",
}  # fmt: skip
ACTIONS: Words = {
    "link": _l("Link the two files"),
    "separate": _l("Separate: not the same person"),
    "propose_merge": _l("Propose a merge"),
    "confirm_merge": _l("Confirm the merge"),
    "refuse_merge": _l("Refuse the merge"),
    "propose_undo": _l("Propose to undo the merge"),
    "confirm_undo": _l("Confirm the undoing"),
    "refuse_undo": _l("Keep the files merged"),
}
TIMELINE: Words = {
    **ACTIONS,
    "find": _l("Found when a name was recorded or searched for"),
    "lapse": _l("No longer alike: the identity was corrected"),
    "find_again": _l("Found again: an identity has changed"),
}
CONSEQUENCES: Words = {
    "link": _l(
        "Both files stay as they are, with their own caseworkers. Each shows that another file of "
        "the same person exists."
    ),
    "separate": _l(
        "The two files are not proposed together again, unless an identity is corrected."
    ),
    "propose_merge": _l(
        "A second focal point must confirm. Then one file leads and the other is frozen: it can "
        "be read, keeps its content, and the merge can be undone."
    ),
    "confirm_merge": _l(
        "The file that does not lead is frozen: it can be read, not changed, and nothing of it is "
        "due. The merge can be undone by two focal points."
    ),
    "refuse_merge": _l("The pair goes back to be judged."),
    "propose_undo": _l("A second focal point must confirm. Until then the files stay merged."),
    "confirm_undo": _l(
        "The frozen file can be worked again and its deadlines count again. The two files stay "
        "linked."
    ),
    "refuse_undo": _l("The files stay merged."),
}
BUTTON_KINDS = {
    "link": "primary", "confirm_merge": "primary", "confirm_undo": "primary",
}  # fmt: skip
REASONS: Words = {
    "report_received": _l("A report was received"),
    "came_forward": _l("The person came by themselves"),
    "sent_by_others": _l("Another organisation sent the person"),
    "other": _lp("search", "Another reason"),
    AT_IDENTITY: _l("The identity is being recorded"),
}
ANSWERS: Words = {
    Answer.SAME: _l("The same person"),
    Answer.DIFFERENT: _l("Not the same person"),
    Answer.CANNOT_SAY: _l("I cannot say"),
}
LEADS: Words = {"earlier": _l("The earlier file"), "newer": _l("The newer file")}
TASKS: Words = {
    "judge_match": _l("Judge whether two files are one person’s"),
    "confirm_match": _l("Confirm or refuse what was proposed for two files"),
    "compare_files": _l("Compare two files"),
}


def task_words(kind: str) -> Any:
    """What a task asks for; the number of the region at its end says nothing to a reader."""
    return TASKS.get(kind.rstrip("_01"), TASKS["judge_match"])


def part_word(part: str, word: str) -> Any:
    """How one part agrees. For numbers, one apart is a sign, not a year."""
    if word == "one_apart" and part in ("phone", "document"):
        return ONE_DIGIT
    return AGREES[word]


NOTICES: Words = {
    "none": _l("Another file of the same person is yours"),
    "possible": _l("A possible earlier record exists; ask the focal point"),
    "waiting": _l("You asked the focal point about a possible earlier record"),
    "same": _l("The focal point found another file of the same person"),
}
