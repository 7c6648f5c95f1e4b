"""Two pages, each as a ratio to itself on the null cipher: saving a page of a screening, and the
list of fifty cases with their sealed cards.

Both go through everything that stands before them: session, guard, CSRF, idempotency, trace,
commit.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.browser import Answer, Browser, form_fields
from benchmarks.processes import Server, served
from benchmarks.report import milliseconds, table, verdict_of_ratios, verdicts
from benchmarks.rounds import FULL, QUICK, Comparison, Plan, Side, Visit, compare
from benchmarks.workplace import CASES, Workplace, make_workplace

MOST = 1.2
CONTROL = "/static/sanad.css"
NOTES = ("Vu sur place, portail fermé.", "Vu sur place, portail ouvert.")

Ends = tuple[tuple[Server, Workplace], tuple[Server, Workplace]]


class PageNotAsMeant(Exception):
    """The page to measure is not the page it should be."""


def run(quick: bool) -> str:
    """Measure both pages; a text with the figures. Raises when an answer was not as meant."""
    plan = QUICK if quick else FULL
    with two_servers() as ends:
        found = {
            "screening page saved": _compared(ends, saving, plan),
            f"list of {CASES} cases": _compared(ends, listing, plan),
        }
    return _report(found, plan)


@contextmanager
def two_servers() -> Iterator[Ends]:
    """The same work served sealed, and on the null cipher."""
    with tempfile.TemporaryDirectory(prefix="sanad-bench-") as folder:
        sealed = make_workplace(Path(folder) / "sealed", "sealed")
        bare = make_workplace(Path(folder) / "null", "null")
        with served(sealed.home, "sealed") as one, served(bare.home, "null") as other:
            yield (one, sealed), (other, bare)


def listing(server: Server, place: Workplace) -> Visit:
    """Open the caseworker's list, after making sure that it is whole."""
    browser = server.browser(place.caseworker)
    rows = browser.get("/c").text.count(b'<th scope="row">')
    if rows != CASES:
        raise PageNotAsMeant(f"{rows} rows")
    return lambda: browser.get("/c")


def saving(server: Server, place: Workplace) -> Visit:
    """Save the same page of the draft again and again, each time with another note."""
    browser = server.browser(place.inspector)
    fields = form_fields(browser.get(place.draft_page).text, "page")
    note = next((name for name in fields if name.startswith("note-")), None)
    if note is None or len(fields) < 10:
        raise PageNotAsMeant(f"{len(fields)} fields")
    return _Saving(browser, place.draft_page, fields, note)


class _Saving:
    """Knows the version that the next save must name."""

    def __init__(
        self, browser: Browser, path: str, fields: dict[str, list[str]], note: str
    ) -> None:
        self._browser, self._path, self._note = browser, path, note
        self._fields = fields | {"leaving": ["next"]}
        self._version = int(fields["version"][0])

    def __call__(self) -> Answer:
        self._fields["version"] = [str(self._version)]
        self._fields["idempotency_key"] = [secrets.token_hex(16)]
        self._fields[self._note] = [NOTES[self._version % 2]]
        self._version += 1
        return self._browser.post(self._path, self._fields)


def _compared(ends: Ends, page: Callable[[Server, Workplace], Visit], plan: Plan) -> Comparison:
    one, other = (Side(server, page(server, place), _control(server)) for server, place in ends)
    found = compare(one, other, plan)
    if found.failed:
        raise PageNotAsMeant(f"{found.failed} answers were neither 2xx nor 3xx")
    return found


def _control(server: Server) -> Visit:
    browser = server.browser("")
    return lambda: browser.get(CONTROL)


def _report(found: dict[str, Comparison], plan: Plan) -> str:
    parts = [
        f"Pages, sealed ÷ null cipher: {plan.pairs} pairs of rounds of {plan.seconds:g} s each",
        verdicts(
            [
                verdict_of_ratios(what, [pair.ratio for pair in one.pairs], MOST)
                for what, one in found.items()
            ]
        ),
    ]
    parts += [_detail(what, one) for what, one in found.items()]
    return "\n\n".join(parts)


def _detail(what: str, found: Comparison) -> str:
    head = ["", "sealed", "null", "ratio", "CPU ratio", "control", "requests", "others"]
    rows = [
        [
            f"pair {number}",
            milliseconds(pair.one.seconds),
            milliseconds(pair.other.seconds),
            f"{pair.ratio:.3f}",
            f"{pair.cpu_ratio:.3f}",
            f"{pair.control_ratio:.3f}",
            f"{pair.one.requests} + {pair.other.requests}",
            f"{pair.others:.0%}",
        ]
        for number, pair in enumerate(found.pairs, start=1)
    ]
    cpu = median(pair.cpu_ratio for pair in found.pairs)
    sides = [median(pair.one.cpu for pair in found.pairs), median(p.other.cpu for p in found.pairs)]
    told = (
        f"{what}: CPU a request {milliseconds(sides[0])} sealed, {milliseconds(sides[1])} null "
        f"(ratio {cpu:.3f}); {found.repeated} pairs repeated for noise; others used at most "
        f"{found.others:.0%} of the machine in the pairs kept"
    )
    return told + "\n" + table(head, rows)
