"""F5, F8, F9, F10, F16: many at the same time."""

import random
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from casework.shelter import queries
from tests.faults.outcome import Outcome, fault, percentile
from tests.faults.quiet import Round, measured
from tests.faults.site import (
    ANSWERS,
    Answer,
    Site,
    census,
    each_at_once,
    new_key,
    reference_in,
)
from tests.integration.cases.test_two_editors import shared
from tests.integration.shelter.conftest import Shelter
from tests.integration.shelter.test_places import _many_cases

WRITERS, FORMS, PAUSE, TRIES = 16, 200, 0.25, 3


@fault("F5", "16 writers × 200 forms on one SQLite, four forms a second each")
def many_writers(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    token = site.token()
    best: list[float] = []
    of_best, errors = Round(), 0
    with site.served() as server:
        browser = server.browser(token)
        browser.learn()
        browser.warm()

        def writer(number: int) -> list[Answer]:
            time.sleep(PAUSE * number / WRITERS)
            answers = []
            for _form in range(FORMS):
                answers.append(browser.submit(new_key()))
                time.sleep(max(0.0, PAUSE - answers[-1].seconds))
            return answers

        for _try in range(TRIES):  # others use this machine too: the best round counts
            with measured(server) as round, ThreadPoolExecutor(WRITERS) as crowd:
                answers = [one for some in crowd.map(writer, range(WRITERS)) for one in some]
            errors += sum(one.status != 303 for one in answers)
            seconds = [one.seconds for one in answers]
            if not best or percentile(seconds, 0.95) < percentile(best, 0.95):
                best, of_best = seconds, round
            if percentile(best, 0.95) <= 60 and percentile(best, 0.99) <= 100:
                break
    p95, p99 = percentile(best, 0.95), percentile(best, 0.99)
    outcome.say(f"median {percentile(best, 0.5):.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")
    outcome.must(errors == 0, f"0 errors ({errors})")
    outcome.must_in_time(p95 <= 60, "p95 ≤ 60 ms", of_best.others, of_best.quiet)
    outcome.must_in_time(p99 <= 100, "p99 ≤ 100 ms", of_best.others, of_best.quiet)
    outcome.must(census(site).half == 0, "0 half-written")


@fault("F8", "200 forms in 5 copies each, in any order; the same key with another body")
def copies_of_forms(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    token = site.token()
    keys = [new_key() for _ in range(200)]
    sent = keys * 5
    random.Random(8).shuffle(sent)
    with site.served() as server:
        browser = server.browser(token)
        browser.learn()
        answers = each_at_once([lambda key=key: browser.submit(key) for key in sent], 32)
        other = {**ANSWERS, "province": "06.371"}
        refused = Counter(browser.submit(key, typed=other).status for key in keys)
    found = census(site)
    led: dict[str, set[str]] = {}
    for key, answer in zip(sent, answers, strict=True):
        led.setdefault(key, set()).add(reference_in(answer))
    outcome.say(f"1,000 sent, {len(found.references)} rows, other bodies: {dict(refused)}")
    outcome.must(all(one.status == 303 for one in answers), "every copy gets the first result")
    outcome.must(all(len(places) == 1 for places in led.values()), "all copies lead to one place")
    outcome.must(len(found.references) == 200, "200 rows")
    outcome.must(refused == {422: 200}, "another body under the same key: 422")


PLACES, ASKERS = 5, 200


@fault("F9", "5 places, 200 askers at once, over HTTP")
def places(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    shelter = Shelter(site.app())
    unit = shelter.unit(places=PLACES)
    codes = shelter.do(lambda: _many_cases(ASKERS))
    token = site.token("caseworker")
    typed = {"unit": str(unit), "sex": "female", "urgent_reason": "Personne dehors cette nuit."}
    with site.served() as server:
        browser = server.browser(token, timeout=300)
        browser.learn(f"/c/{codes[0]}/place", "sex")
        acts = [
            lambda path=f"/c/{code}/place/hold": browser.submit(new_key(), path, typed)
            for code in codes
        ]
        answers = each_at_once(acts, ASKERS)
        taken = Counter(one.status for one in answers)
    free = shelter.free(unit)
    placed = [code for code, one in zip(codes, answers, strict=True) if one.status == 303]
    told = sum(one.status == 409 and "/place/wait" in one.text for one in answers)
    held = sum(shelter.see(code, _held_places) for code in codes)
    outcome.say(f"{dict(taken)}, {told} shown the waiting list, {held} places held, {free} free")
    outcome.must(len(placed) == PLACES and held == PLACES and free == 0, "5 placed, none twice")
    outcome.must(told == ASKERS - PLACES, "195 told that it is gone, and offered to wait")


def _held_places(case) -> int:
    return len(queries.unfinished_of(case.id))


EDITORS = 50


@fault("F10", "50 editors of one version of a record")
def editors(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    code = shared(Shelter(site.app()))
    token = site.token("caseworker")
    path = f"/c/{code}/contact"
    with site.served() as server:
        browser = server.browser(token)
        browser.learn(path, "version")
        hours = [f"entre {number} h et midi" for number in range(EDITORS)]
        acts = [
            lambda said=said: browser.submit(new_key(), path, {"hours": said}) for said in hours
        ]
        answers = each_at_once(acts, EDITORS)
    told = Counter(one.status for one in answers)
    accepted = [said for said, one in zip(hours, answers, strict=True) if one.status == 303]
    newer = sum(one.status == 409 and bool(accepted) and accepted[0] in one.text for one in answers)
    outcome.say(f"{dict(told)}, {newer} shown the text that stands")
    outcome.must(told == {303: 1, 409: EDITORS - 1}, "1 accepted, 49 refused")
    outcome.must(newer == EDITORS - 1, "49 shown the newer text beside their own")


HALVES = 40


@fault("F16", "40 half-sent requests, of each kind")
def half_sent(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    token = site.token()
    head = b"GET /privacy HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    body = (
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nname=a"
    )
    with site.served() as server:
        browser = server.browser(token, timeout=20)
        for _warm in range(20):
            browser.send("GET", "/privacy")
        for what, piece in (("heads", head), ("bodies", body)):
            lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(HALVES)]
            for line in lines:
                line.sendall(piece)
            time.sleep(0.5)
            seconds, bad = [], 0
            for _honest in range(30):
                answer = browser.send("GET", "/privacy")
                seconds.append(answer.seconds)
                bad += answer.status != 200
            for line in lines:
                line.close()
            worst = 1000 * max(seconds)
            outcome.say(f"half {what}: worst answer {worst:.0f} ms, {bad} not answered")
            outcome.must(bad == 0 and worst <= 1000, f"honest requests within 1 s (half {what})")
