"""What the codes of an event are called, in the reader's language.

A feature says once, at start, what its codes are called (`web.codes.register_words`), with the
words that its own pages use: one word for one thing. Codes that several events share, and those of
accounts and of the machine itself, have theirs in `code_words`. Regions, services and roles are as
everywhere. A code that is on no list, such as the id of a key or of a questionnaire, is shown as it
stands, so that an old event stays readable.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.accounts.names import ROLES
from casework.audit.queries import Written
from casework.journal.code_words import CODES, COUNTED, FIELDS, LANGUAGES
from casework.journal.permission_words import permission_words
from casework.web.codes import Words, region_name, service_name, words_of_event
from casework.web.languages import _

HIDDEN = ("digest",)
PLAIN = frozenset(
    {"what", "part", "action", "answer", "step", "page", "effect", "outcome", "direction", "way"}
)
"""Fields whose value says by itself what it is."""

_OF_FIELDS: Mapping[str, Words] = {
    "region": region_name,
    "service": service_name,
    "role": ROLES,
    "language": LANGUAGES,
    "permission": permission_words,
}


@dataclass(frozen=True)
class Detail:
    """One thing that an event says: what it is (perhaps nothing), and the words; `raw`: a code that
    is shown as it stands."""

    what: str
    words: str
    raw: bool = False


def word_of(event: str, field: str, code: str) -> str:
    """What a code is called; empty when nobody has a word for it."""
    for words in (words_of_event(event, field), _OF_FIELDS.get(field), CODES):
        if callable(words):
            called = str(words(code) or "")
            found = "" if called == code else called
        else:
            found = str((words or {}).get(code, ""))
        if found:
            return found
    return ""


def details(event: Written) -> Iterator[Detail]:
    """What an event says, in the order of its fields. Ids lead to other records and are left out; a
    step is said as from where to where."""
    said = {
        name: str(value)
        for name, value in event.said.items()
        if name not in HIDDEN and not name.endswith("_id") and not _is_id(str(value))
    }
    moved = "source" in said and "target" in said
    source = said.pop("source") if moved else ""
    for name, value in said.items():
        yield (
            _moved(event.kind, source, value)
            if moved and name == "target"
            else _detail(event.kind, name, value)
        )


def _detail(kind: str, name: str, value: str) -> Detail:
    what = "" if name in PLAIN else str(FIELDS.get(name, ""))
    words = value if name in COUNTED else word_of(kind, name, value)
    return Detail(what, words or value, raw=not words)


def _moved(kind: str, source: str, target: str) -> Detail:
    before = word_of(kind, "source", source)
    after = word_of(kind, "target", target)
    if not after:
        return Detail(str(FIELDS["target"]), target, raw=True)
    return Detail("", _("from “%(before)s” to “%(after)s”", before=before or "–", after=after))


def _is_id(word: str) -> bool:
    return len(word) == 36 and word.count("-") == 4
