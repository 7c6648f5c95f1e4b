"""The table of OWASP ASVS 5.0 is whole, and everything it points to is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \| ([^|]*)\|$", re.M)
LINK = re.compile(r"\]\(([\w/.-]+)(?:#[\w-]+)?\)")
NAMED = re.compile(
    r"`(?:casework|tests|templates|docs|migrations)/|"
    r"`(?:Makefile|config\.py|pyproject\.toml|requirements[\w-]*\.txt)`|" + LINK.pattern
)
STATES = {"met", "partly", "not met", "deployment", "n/a"}
# How many requirements of levels 1 and 2 each section of the standard has (5.0.0, May 2025).
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5,
    "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4,
    "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4,
    "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2,
    "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1,
    "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
PEERS = {
    "casework/accounts/ministry.py",
    "casework/encryption/providers/vault.py",
    "casework/health/outwards.py",
    "casework/jobs/mail.py",
    "casework/jobs/outbox.py",
    "casework/journal/checkpoints.py",
}


def rows() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs/asvs.md").read_text(encoding="utf-8"))


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    numbers = [number for number, level, *_rest in rows() if level != "3"]
    assert len(numbers) == len(set(numbers))
    found = dict.fromkeys(SECTIONS, 0)
    for number in numbers:
        found[number.rpartition(".")[0]] += 1
    assert found == SECTIONS
    assert sum(SECTIONS.values()) == 253


def test_every_answer_is_one_of_five_and_names_what_shows_it() -> None:
    """A file, a page of these, or that of the line above; what does not apply needs none."""
    above = False
    for number, _level, _what, state, shown in rows():
        assert state in STATES, number
        named = bool(NAMED.search(shown)) or (shown.startswith("the same") and above)
        assert named or state in {"n/a", "not met", "partly"}, number
        assert shown.strip() or state == "n/a", number
        above = named


def test_a_page_that_is_named_is_there() -> None:
    pages = LINK.findall((ROOT / "docs/asvs.md").read_text(encoding="utf-8"))
    assert len(pages) > 20
    for page in pages:
        assert (ROOT / "docs" / page).exists(), page


def test_everything_that_is_named_is_there() -> None:
    text = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:casework|tests|templates|docs)/[\w/.-]+)(?:::(\w+))?`", text)
    assert len(named) > 100
    for path, test in named:
        assert (ROOT / path).exists(), path
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test


SPEAKS = re.compile(
    r"^\s*(?:import|from) (?:urllib\.request|http\.client|requests|httpx|socket|smtplib)\b", re.M
)


def test_few_files_speak_to_the_network() -> None:
    """Each to an address of the configuration; none to one that a person typed."""
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "casework").rglob("*.py")
        if SPEAKS.search(path.read_text(encoding="utf-8"))
    }
    assert found == PEERS


PAGES_ALONE = {
    "2.1.3", "3.1.1", "5.1.1", "6.1.3", "7.1.1", "7.1.2", "8.1.2", "11.1.1", "11.1.2", "13.1.1",
    "13.1.4", "14.1.2", "15.1.1", "15.1.3", "15.1.4", "15.1.5", "16.1.1",
}  # fmt: skip
"""What the standard asks to be written down: a page is the whole proof."""
PROGRAM = re.compile(
    r"`(?:casework|tests|templates|migrations)/|"
    r"`(?:Makefile|config\.py|pyproject\.toml|requirements[\w-]*\.txt)`"
)


def test_a_page_alone_shows_only_what_was_to_be_written_down() -> None:
    alone = {
        number
        for number, _level, _what, state, shown in rows()
        if state == "met" and not shown.startswith("the same") and not PROGRAM.search(shown)
    }
    assert alone == PAGES_ALONE
