"""The command line, as those who test and integrate use it."""

import json

import pytest
from click.testing import CliRunner

from casework.screening.assess_cli import assess_command

EXAMPLE = {
    "profile": "AL",
    "age": 34,
    "act": ["recruitment"],
    "indicators": {
        "DR01": "yes_stated",
        "DR02": "yes_document",
        "EX01": "yes_observed",
        "EX02": "no",
        "EX03": "yes_third_party",
        "CD01": "yes_observed",
        "CD11": "yes_stated",
        "VR01": "not_asked",
    },
    "danger": [],
    "self_request": False,
}


def run(text, source="-"):
    raw = text if isinstance(text, bytes) else text.encode()
    return CliRunner().invoke(assess_command, [str(source)], input=raw)


def example(**changes):
    return json.dumps({**EXAMPLE, **changes})


def test_an_assessment_gives_a_finding_of_the_stable_shape():
    done = run(example())
    assert (done.exit_code, done.stderr) == (0, "")
    finding = json.loads(done.stdout)
    assert finding["dimensions"] == {
        "D1": {"strong": 1, "medium": 1, "weak": 0, "positive": True},
        "D2": {"strong": 0, "medium": 0, "weak": 0, "positive": False},
        "D3": {"strong": 0, "medium": 0, "weak": 0, "positive": False},
        "D4": {"strong": 1, "medium": 1, "weak": 0, "positive": True},
        "D5": {"strong": 1, "medium": 1, "weak": 0, "positive": True},
        "D6": {"strong": 0, "medium": 0, "weak": 0, "positive": False},
    }
    named = ("ilo_strict", "palermo", "band", "priority", "completeness")
    assert [finding[key] for key in named] == [True, True, "A", "P2", 7 / 67]
    assert finding["reasons"][0] == {
        "code": "DR01",
        "dimension": "D1",
        "strength": "strong",
        "answer": "yes_stated",
    }
    assert [reason["code"] for reason in finding["reasons"]] == [
        *("DR01", "DR02", "EX01", "EX03", "CD01", "CD11")
    ]


def test_only_profile_and_indicators_are_needed():
    finding = json.loads(run('{"profile": "CL", "indicators": {}}').stdout)
    assert (finding["band"], finding["priority"], finding["reasons"]) == ("F", "P4", [])


def test_json_lines_give_one_answer_a_line_and_blank_lines_are_passed_over():
    done = run("\n".join([example(), "", example(age=None), example(act=[]), ""]))
    assert done.exit_code == 0
    assert [json.loads(line)["band"] for line in done.stdout.splitlines()] == ["A", "A", "A"]


def test_thousands_of_lines_are_assessed_in_one_call():
    done = run(f"{example()}\n" * 3000)
    assert len(done.stdout.splitlines()) == 3000


def test_one_object_printed_over_several_lines_is_read_from_a_file(tmp_path):
    file = tmp_path / "assessment.json"
    file.write_text("\n" + json.dumps(EXAMPLE, indent=2) + "\n", encoding="utf-8")
    done = run("", file)
    assert (done.exit_code, json.loads(done.stdout)["band"]) == (0, "A")


def test_a_byte_order_mark_and_windows_line_ends_are_accepted():
    text = b"\xef\xbb\xbf" + f"{example()}\r\n{example()}\r\n".encode()
    assert len(run(text).stdout.splitlines()) == 2


def test_the_same_answer_is_printed_for_the_same_question():
    assert run(example()).stdout == run(example()).stdout


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: there is nothing to assess"),
        ("\n \n", "line 1: there is nothing to assess"),
        ("{", "line 1: broken JSON"),
        ("{\n", "line 1: broken JSON"),
        ('{"profile": "AL",\n' + example(), "line 1: broken JSON"),
        ("no JSON", "line 1: broken JSON"),
        ('{"profile": "AL",\n"indicators": {,}}', "line 2: broken JSON"),
        ("[]", "line 1: an assessment is one JSON object"),
        ("null", "line 1: an assessment is one JSON object"),
        (b'{"profile": "\xff"}', "line 1: broken JSON: the text is not UTF-8"),
        ("[" * 100_000, "line 1: broken JSON: nested too deeply"),
        ('{"profile": "AL", "profile": "AL"}', "line 1: broken JSON: a key is given twice"),
        (example(age=1).replace("1", "NaN"), "line 1: broken JSON: NaN is not a number"),
        ('{"indicators": {}}', "line 1: profile is missing"),
        ('{"profile": "AL"}', "line 1: indicators is missing"),
        (example(proflie="AL"), 'line 1: unknown key "proflie"'),
        (example(profile="XL"), 'line 1: unknown profile "XL"'),
        (example(profile=None), "line 1: unknown profile null"),
        (example(profile=["AL"]), 'line 1: unknown profile ["AL"]'),
        (example(indicators=[]), "line 1: indicators must be an object of codes and answers"),
        (example(indicators={"ZZ01": "no"}), 'line 1: unknown indicator "ZZ01"'),
        (example(indicators={"dr01": "no"}), 'line 1: unknown indicator "dr01"'),
        (example(indicators={"DR01": "yes"}), 'line 1: unknown answer of DR01: "yes"'),
        (example(indicators={"DR01": True}), "line 1: unknown answer of DR01: true"),
        (
            example(profile="CL", age=None, indicators={"VR08": "no"}),
            "line 1: indicator VR08 is not in the list CL",
        ),
        (
            example(profile="CS", age=None, indicators={"EX08": "not_asked"}),
            "line 1: indicator EX08 is not in the list CS",
        ),
        (example(age=-1), "line 1: age must be between 0 and 120"),
        (example(age=17), "line 1: profile AL is for a person of 18 or more"),
        (example(profile="CL", indicators={}, age=18), "line 1: profile CL is for a person under"),
        (example(age=34.0), "line 1: age must be a whole number or null"),
        (example(age=True), "line 1: age must be a whole number or null"),
        (example(age="34"), "line 1: age must be a whole number or null"),
        (example(act="recruitment"), "line 1: act must be a list of codes"),
        (example(act=["hired"]), 'line 1: unknown act "hired"'),
        (example(danger=["fire"]), 'line 1: unknown danger "fire"'),
        (example(danger=[["injury"]]), 'line 1: unknown danger ["injury"]'),
        (example(self_request=1), "line 1: self_request must be true or false"),
        (example(self_request=None), "line 1: self_request must be true or false"),
        (example(sector="V"), 'line 1: unknown sector "V"'),
        (example(sector=["A"]), 'line 1: unknown sector ["A"]'),
        (example(date="2026-02-30"), "line 1: date must be a day like 2026-05-04"),
        (example(date="20260504"), "line 1: date must be a day like 2026-05-04"),
        (example(date="2026-05-04T10:00"), "line 1: date must be a day like 2026-05-04"),
        (example(exploitation=["work"]), 'line 1: unknown exploitation "work"'),
        (example(profile="\ud800"), 'line 1: unknown profile "\\ud800"'),
        (example(profile="A\nL"), 'line 1: unknown profile "A\\nL"'),
        (f"{example()}\n{example(profile='XX')}\n", 'line 2: unknown profile "XX"'),
        (f"{example()}\n\n{{broken\n{example()}", "line 3: broken JSON"),
    ],
)
def test_what_cannot_be_assessed_is_refused_in_one_line_with_exit_code_2(text, fault):
    refused = run(text)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(fault)
    assert refused.stderr.count("\n") == 1
    assert refused.exception is None or isinstance(refused.exception, SystemExit)


def test_lines_before_a_refused_one_have_been_answered():
    refused = run(f"{example()}\n{example(age=-1)}\n{example()}\n")
    assert (refused.exit_code, len(refused.stdout.splitlines())) == (2, 1)


def test_optional_facts_may_be_null_and_codes_may_repeat():
    done = run(example(sector=None, date=None, act=["transport", "transport"]))
    assert done.exit_code == 0


@pytest.mark.parametrize("name", ["absent.json", "."])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path, name):
    refused = run("", tmp_path / name)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert refused.stderr.startswith("cannot read")
