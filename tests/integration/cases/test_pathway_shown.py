"""The pathway as people see it: printed by a command, drawn in the file with the case's place on
it, and drawn in the help. Held against the list of steps that was written from the rules."""

import re
import subprocess
import sys
from pathlib import Path

from casework.workflow.cli import workflow
from tests.integration.cases.test_every_transition import GATED, STATES, STEPS
from tests.unit.cases.test_pathway_picture import WAYS

ROOT = Path(__file__).parents[3]
TRACKS_NAMED = ("screening", "case", "referral", "return", "stay", "transfer")
STATES_IN_FRENCH = {
    "S06": "Trié", "S07": "En attente de consentement", "S08": "Aide refusée",
    "S09": "Orienté", "S10": "Aide en cours", "S11": "Plan validé", "S12": "En cours de retour",
    "S13": "Rentré", "S14": "Réintégration", "S15": "Suivi", "S16": "Clôturé",
    "S17": "Rouvert",
}  # fmt: skip


def printed(*asked: str) -> subprocess.CompletedProcess[str]:
    """As somebody calls it: without settings, keys or a database."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "workflow", "print", *asked]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={}, timeout=60)


def test_anybody_can_print_the_pathway_with_an_empty_environment() -> None:
    done = printed("case")
    assert (done.returncode, done.stderr) == (0, "")
    head, *lines = done.stdout.strip().split("stateDiagram-v2\n")
    assert "title: Case" in head
    expected = {"[*] --> S06 : open"} | {
        " ".join(
            (
                f"{state} --> {target} :",
                action,
                *(f"[{one}]" for one in GATED.get((state, action), ())),
            )
        )
        for (state, action), (target, _who) in STEPS.items()
    }
    found = [line.strip() for line in "".join(lines).splitlines()]
    assert sorted(found) == sorted(expected)


def test_every_track_is_printed_when_none_is_named(sqlite_app) -> None:
    done = sqlite_app.test_cli_runner().invoke(workflow, ["print"])
    assert done.exit_code == 0
    assert done.output.count("stateDiagram-v2") >= len(TRACKS_NAMED)
    for track in TRACKS_NAMED:
        alone = sqlite_app.test_cli_runner().invoke(workflow, ["print", track])
        assert alone.exit_code == 0
        assert alone.output.strip() in done.output


def test_a_track_that_does_not_exist_is_refused_with_those_that_do(sqlite_app) -> None:
    refused = sqlite_app.test_cli_runner().invoke(workflow, ["print", "nothing"])
    assert refused.exit_code == 2
    assert all(track in refused.output for track in TRACKS_NAMED)
    assert "stateDiagram" not in refused.output


# -- the picture ---------------------------------------------------------------------------------


def boxes(page: str) -> dict[str, str]:
    """Each state of the picture, by its words, with how its box is drawn."""
    picture = re.search(r'<svg class="chart".*?</svg>', page, re.S)
    assert picture is not None
    found = {}
    for group in re.findall(r"<g>(<rect.*?)</g>", picture[0], re.S):
        words = " ".join(re.findall(r"<tspan[^>]*>([^<]*)</tspan>", group))
        found[words] = group
    return found


def placed(page: str) -> tuple[list[str], set[str]]:
    """Which states are drawn with two lines and bold words, and which are shaded."""
    drawn = boxes(page)
    here = [words for words, group in drawn.items() if '<rect class="ln"' in group]
    assert here == [words for words, group in drawn.items() if '<text class="b"' in group]
    return here, {words for words, group in drawn.items() if '<rect class="band"' in group}


def arrows(page: str) -> int:
    return page.count('marker-end="url(#tip)"')


def test_the_file_shows_where_its_case_stands_and_where_it_has_been(quick_desk, client_as) -> None:
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    there = f"/c/{code}/pathway"
    assert f'href="{there}"' in worker.get(f"/c/{code}").text
    assert placed(worker.get(there).text) == (["Trié"], {"Trié"})
    duty = {
        "reported": "no", "basis": "penal_code_448_7", "on-day": "16", "on-month": "11",
        "on-year": "2026", "content": "Examiné.", "informed": "yes",
    }  # fmt: skip
    worker.submit(f"/c/{code}/duty", duty)
    worker.submit(f"/c/{code}/step/inform", {})
    page = worker.get(there).text
    assert placed(page) == (["En attente de consentement"], {"Trié", "En attente de consentement"})
    assert "« En attente de consentement »" in page.replace("\xa0", " ")
    assert set(boxes(page)) == set(STATES_IN_FRENCH.values())
    assert arrows(page) == len(WAYS)
    focal = client_as("focal_point").get(there).text
    assert placed(focal) == placed(page)


def test_every_state_has_its_place_on_the_picture(quick_desk, client_as) -> None:
    code, worker = quick_desk.assigned(), client_as("caseworker")
    for state in STATES:
        quick_desk.on(code, lambda case, state=state: setattr(case, "state", state))
        page = worker.get(f"/c/{code}/pathway").text
        assert placed(page)[0] == [STATES_IN_FRENCH[state]], state


def test_the_help_shows_the_same_picture_without_a_place(sqlite_app, client_as) -> None:
    worker = client_as("caseworker")
    assert 'href="/help/pathway"' in worker.get("/help").text
    page = worker.get("/help/pathway").text
    assert set(boxes(page)) == set(STATES_IN_FRENCH.values())
    assert arrows(page) == len(WAYS)
    assert placed(page) == ([], set())


def test_the_picture_is_mirrored_for_arabic(sqlite_app, client_as) -> None:
    def paths(language: str) -> list[str]:
        page = client_as("caseworker", language).get("/help/pathway").text
        return re.findall(r'<path d="([^"]+)" marker-end', page)

    french, arabic = paths("fr"), paths("ar")
    assert len(french) == len(arabic) == len(WAYS)
    assert french != arabic
