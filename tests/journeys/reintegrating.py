"""Twelve months of reintegration on a phone: each function is one sitting."""

from tests.journeys.house import House
from tests.journeys.returning import on
from tests.journeys.window import Window

GOALS = {
    "economic": "أن أعيش من عملي",
    "social": "أن يكون لي بيت",
    "psychosocial": "أن أنام بلا خوف",
}
BEST = {
    "satisfied": "very", "food": "never", "credit": "yes", "debt": "none", "work": "yes",
    "housing": "yes", "school": "yes", "papers": "yes", "water": "yes", "health": "yes",
    "taking_part": "always", "support": "yes", "belonging": "always", "safety": "always",
    "distress": "never",
}  # fmt: skip
WORST = {
    "satisfied": "not", "food": "always", "credit": "no", "debt": "more", "work": "no",
    "housing": "no", "school": "no", "papers": "no", "water": "no", "health": "no",
    "taking_part": "never", "support": "no", "belonging": "never", "safety": "never",
    "distress": "always",
}  # fmt: skip
PARTLY = {**WORST, "satisfied": "rather", "food": "never", "housing": "yes", "papers": "yes",
          "school": "na", "distress": "often", "support": "hard"}  # fmt: skip


def begin(worker: Window, house: House, code: str) -> str:
    """It begins here; gives its address."""
    worker.visit(f"/c/{code}/reintegration")
    worker.press(f"main a[href='/c/{code}/reintegration/begin']")
    worker.send({**on(house.now), "visited": "closely"})
    return worker.path


def agree_on_goals(worker: Window, house: House, there: str) -> None:
    """A goal in each dimension, in the person's words; then the plan is signed."""
    for dimension, words in GOALS.items():
        worker.visit(f"{there}/goal/0")
        worker.send({"dimension": dimension, "words": words, "activity": "تكوين ومرافقة",
                     "status": "under_way"})  # fmt: skip
    worker.visit(f"{there}/sign")
    worker.send({**on(house.now), "signed": "written"})


def survey(worker: Window, house: House, there: str, answers: dict[str, str]) -> None:
    """One survey, asked in Arabic."""
    worker.visit(f"{there}/survey")
    typed = {**on(house.now), **{f"q_{key}": value for key, value in answers.items()}}
    while True:
        shown = worker.page.locator("main section:not([hidden])")
        here = {name: value for name, value in typed.items()
                if shown.locator(f"[name='{name}']").count()}  # fmt: skip
        worker.fill(here)
        worker.look("reintegration-survey")
        if not worker.page.locator("main button[data-next]").count():
            break
        worker.press("main button[data-next]")
    worker.press("main form.card button.btn:not(.alt)")


def visit(worker: Window, house: House, there: str, month: int, after: int) -> None:
    """Days later the visit of a month, which that record alone meets."""
    house.wait(after)
    worker.come_in("caseworker")
    worker.visit(there)
    worker.press(f"main a[href='{there}/visit/{month}']")
    worker.send({**on(house.now), "reached": "yes", "alone": "yes", "safe": "yes"})
    assert worker.page.locator(f"main a[href='{there}/visit/{month}']").count() == 0


def drawn(worker: Window) -> list[list[float]]:
    """How high each point of the four panels stands, in pixels from the top."""
    heights = """() => [...document.querySelectorAll("svg.chart")].map(
      (one) => [...one.querySelectorAll("circle.pt")].map((dot) => +dot.getAttribute("cy")))"""
    found: list[list[float]] = worker.page.evaluate(heights)
    return found


def table_of(worker: Window) -> list[list[str]]:
    """The table beside the chart: what each survey came to."""
    rows = """() => [...document.querySelectorAll("#progress")].flatMap((title) =>
      [...title.closest("section").querySelectorAll("tbody tr")].map(
        (row) => [...row.querySelectorAll("td.r")].map((cell) => cell.innerText.trim())))"""
    found: list[list[str]] = worker.page.evaluate(rows)
    return found
