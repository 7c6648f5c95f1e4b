"""The words of questionnaires as they are administered: kinds, meanings, states, faults, parts."""

from typing import Any

from casework.web.languages import _l, _lp

STATES: dict[str, Any] = {
    "draft": _lp("questionnaire", "draft"),
    "proposed": _lp("questionnaire", "waits for a second person"),
    "published": _lp("questionnaire", "published"),
    "withdrawn": _lp("questionnaire", "withdrawn"),
}
TONES = {"draft": "", "proposed": "ochre", "published": "green", "withdrawn": "brick"}

KINDS = (
    ("yes_no", _l("Yes or no")),
    ("choice", _l("One of several")),
    ("choices", _l("Any of several")),
    ("number", _l("A whole number")),
    ("text", _l("A short text")),
    ("date", _l("A date")),
)
MANNERS = (
    ("ask", _l("Asked of the person")),
    ("observe", _l("Seen, not asked")),
    ("record", _l("About the meeting itself")),
)
REVIEWS = (
    ("written", _l("Written, not yet reviewed")),
    ("reviewed", _l("Reviewed by a practitioner of each language")),
    ("field_tested", _l("Tested in interviews")),
)
PURPOSES = (
    ("next_questions", _l("To know what to ask next")),
    ("safety", _l("Safety of the person")),
    ("interpreter", _l("Choice of an interpreter")),
    ("service_planning", _l("Choice of services")),
    ("evidence_of_law", _l("An element that the law asks for")),
    ("closing", _l("Closing the interview well")),
)
MEANINGS = (
    ("safe_to_talk", _l("Whether one can talk safely")),
    ("danger", _l("An item of immediate danger")),
    ("interview_language", _l("Language of the interview")),
    ("interpreter", _lp("meaning", "Interpreter")),
    ("interviewer", _l("Wish about who interviews")),
    ("consent", _l("An agreement of the person")),
    ("age", _lp("meaning", "Age in years")),
    ("age_group", _l("Age as seen")),
    ("sex", _lp("meaning", "Sex")),
    ("nationality_group", _l("Group of nationality")),
    ("setting", _l("Where the meeting takes place")),
    ("how_found", _l("How the person was found")),
    ("sector", _lp("meaning", "Sector of work")),
    ("exploitation", _l("Form of exploitation")),
    ("threshold", _l("The threshold of Penal Code art. 448-1")),
    ("self_request", _l("Whether the person asks for help")),
    ("own_view", _l("View of whoever screens")),
    ("wishes", _l("What the person wishes")),
    ("reporter", _l("Who reports")),
    ("reporter_contact", _l("How to reach who reports")),
    ("urgency", _l("How soon something must be done")),
    ("prescreen", _l("Question of a pre-screen")),
)
ROW_HOW = (
    ("is", _l("is one of")),
    ("is_not", _l("is none of")),
    ("answered", _l("was answered")),
    ("not_answered", _l("was not answered")),
)
PROFILES = (
    ("AL", _l("Adult, labour")),
    ("CL", _l("Child, labour")),
    ("AS", _l("Adult, sexual")),
    ("CS", _l("Child, sexual")),
)
STRENGTHS = {
    "strong": _lp("indicator", "strong"),
    "medium": _lp("indicator", "medium"),
    "weak": _lp("indicator", "weak"),
}
LANGUAGE_NAMES = {"fr": _l("French"), "ar": _l("Arabic"), "en": _l("English")}

# What of a section or question differs.
PARTS: dict[str, Any] = {
    "title": _lp("part", "Title"),
    "source": _lp("part", "Source"),
    "review": _lp("part", "Review state"),
    "use": _lp("part", "Use"),
    "about": _lp("part", "Form of exploitation it is about"),
    "validity": _lp("part", "Published study"),
    "observation_only_if": _lp("part", "When nothing is asked"),
    "contradiction": _lp("part", "Check of answers that do not fit"),
    "when": _lp("part", "When the check applies"),
    "section": _lp("part", "Page"),
    "question": _lp("part", "Question"),
    "option": _lp("part", "Answer"),
    "guidance": _lp("part", "Guidance"),
    "script": _lp("part", "Text read before"),
    "closing": _lp("part", "Text read after"),
    "show_if": _lp("part", "When it is shown"),
    "text": _lp("part", "Wording"),
    "hint": _lp("part", "Advice beside it"),
    "read_aloud": _lp("part", "Text read aloud"),
    "kind": _lp("part", "Kind of answer"),
    "manner": _lp("part", "Way of knowing"),
    "sensitivity": _lp("part", "Class of the answer"),
    "required": _lp("part", "Must be marked"),
    "meaning": _lp("part", "Meaning"),
    "item": _lp("part", "Item"),
    "purpose": _lp("part", "Purpose"),
    "used_of": _lp("part", "Follows the question"),
    "determinant": _lp("part", "Determinant of vulnerability"),
    "feeds": _lp("part", "Indicators"),
    "acts": _lp("part", "Acts"),
    "grounds": _lp("part", "Vulnerabilities"),
    "exclusive": _lp("part", "Stands alone"),
}
HOW: dict[str, Any] = {
    "added": _lp("difference", "added"),
    "removed": _lp("difference", "removed"),
    "moved": _lp("difference", "moved"),
    "changed": _lp("difference", "changed"),
}

FAULTS: dict[str, Any] = {
    "repeated": _l("This code is given %(times)s times. Each stands once."),
    "size": _l("A page holds 1 to %(most)s questions."),
    "options": _l("Answers are listed for “one of several” and “any of several”, and only there."),
    "no_answer": _l("“%(answer)s” is not one of its answers."),
    "no_indicator": _l("%(code)s is not an indicator of the standard."),
    "wrong_kind": _l("With this meaning, the kind of answer is “%(kind)s”."),
    "wrong_option": _l("“%(option)s” is not an answer that this meaning knows."),
    "not_earlier": _l("“%(question)s” does not stand on an earlier page."),
    "no_question": _l("There is no question “%(question)s”."),
    "not_an_answer": _l("“%(value)s” is not an answer to “%(question)s”."),
    "meaning": _l("The meaning “%(meaning)s” is missing, or stands more than once (%(items)s)."),
}
NO_PURPOSE = _l("Nothing is done with this answer: name an indicator, a meaning or a purpose.")

NOT_A_CONDITION = _l(
    "This is not a condition. Write for example %(example)s.",
    example="{and: [{answered: question}, {profile: [AL]}]}",
)
CODE = _l("Write a code of small letters, digits and underscores, for example wages_kept.")
OPTION_CODE = _l("Write a code of letters, digits and underscores for this answer.")
CODE_TAKEN = _l("This code is in use already. Choose another one.")
NOT_CODES = _l("Write codes separated by spaces, for example CD01 EX05.")
NOT_ACTS = _l("Write acts of the list: %(acts)s.")
ROW_UNFINISHED = _l("Choose a question and say what is compared; name the answers, with commas.")
NOT_LINES = _l("Lines %(lines)s are not written as “question: answer”. No words, only codes.")
