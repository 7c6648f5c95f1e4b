"""F2, F3, F4: power cuts, a slow disk, a full disk.

The server writes through a small library put before the system's own (`beneath.c`): it notes every
write and every fsync of the database's files in order, and can make an fsync slow. From the notes
the disk is put together as it would be after a power cut at any moment: what an fsync had confirmed
is there, of what came later any part may be.
"""

import os
import random
import shutil
import sqlite3
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from tests.faults.outcome import CannotBeDone, Outcome, fault, percentile
from tests.faults.quiet import measured
from tests.faults.site import Site, census, each_at_once, new_key, reference_in

CUTS = 60
UNTRACED = ("/", "/urgent", "/me", "/help")  # pages that can be shown with nothing sealed
MEMORY = Path("/dev/shm")  # F3: so that an fsync takes 4 ms, without those of this disk besides
_HEAD = struct.Struct("<cBHIQd")
SOURCE = Path(__file__).with_name("beneath.c")


def _library(folder: Path) -> Path:
    compiler = shutil.which("cc")
    if compiler is None:
        raise CannotBeDone("no C compiler (cc) to put something between SQLite and the disk")
    built = folder / "beneath.so"
    line = [compiler, "-O1", "-shared", "-fPIC", "-o", str(built), str(SOURCE), "-ldl"]
    if subprocess.run(line, capture_output=True).returncode:
        raise CannotBeDone("beneath.c cannot be compiled here")
    return built


@dataclass(frozen=True)
class Note:
    """One thing that was done to a file: write, truncate, delete, begin or end of an fsync."""

    kind: str
    file: int
    offset: int
    pid: int
    at: float
    content: bytes


def _notes(log: Path) -> Iterator[Note]:
    content = log.read_bytes()
    place = 0
    while place + _HEAD.size <= len(content):
        kind, file, _pad, size, offset, at = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        pid = struct.unpack_from("<I", content, place)[0]
        place += 4
        yield Note(kind.decode(), file, offset, pid, at, content[place : place + size])
        place += size


@fault("F2", "power cut below SQLite, 60 cuts during submissions")
def power_cut(outcome: Outcome, folder: Path) -> None:
    log = folder / "writes"
    site = Site.on_sqlite(folder / "home", LD_PRELOAD=str(_library(folder)), BENEATH_LOG=str(log))
    token, start = site.token(), folder / "start.sqlite"
    shutil.copy(site.home / "sanad.sqlite", start)
    with site.served() as server:
        browser = server.browser(token)
        browser.learn()
        keys = [new_key() for _ in range(400)]
        answers = each_at_once([lambda key=key: browser.submit(key) for key in keys], 16)
    told = sorted((one.at, reference_in(one)) for one in answers if one.status == 303)
    notes = list(_notes(log))
    chance = random.Random(2)
    first = next(index for index, note in enumerate(notes) if note.at > told[0][0])
    cuts = sorted(chance.sample(range(first, len(notes)), min(CUTS, len(notes) - first)))
    lost = corrupt = checked = without = 0
    for cut in cuts:
        due = {reference for at, reference in told if at <= notes[cut].at}
        there, sound = _after(start, notes[:cut], chance, folder / "cut.sqlite")
        lost += len(due - there)
        corrupt += not sound
        checked += len(due)
        there, sound = _after(start, notes[:cut], chance, folder / "cut.sqlite", heeded=False)
        without += not sound or bool(due - there)
    syncs = sum(note.kind == "F" for note in notes)
    outcome.say(f"{len(cuts)} cuts in {len(notes)} writes and syncs ({syncs} fsync)")
    outcome.say(f"{checked} acknowledged forms looked for; {lost} lost, {corrupt} files corrupt")
    outcome.say(f"the same cuts on a disk that ignores fsync: {without} of {len(cuts)} lose")
    outcome.must(lost == 0, "0 acknowledged lost")
    outcome.must(corrupt == 0, "0 corrupt")
    outcome.must(without > 0, "a disk that ignores fsync does lose, so that this can tell")


def _after(
    start: Path, notes: list[Note], chance: random.Random, place: Path, heeded: bool = True
) -> tuple[set[str], bool]:
    """The database after a cut: what it holds, and whether it is sound."""
    durable = _durable(notes) if heeded else set()
    files = [bytearray(start.read_bytes()), bytearray()]
    for index, note in enumerate(notes):
        if note.kind in "BF" or not (index in durable or chance.random() < 0.5):
            continue
        _apply(files[note.file], note)
    wal = Path(f"{place}-wal")
    Path(f"{place}-shm").unlink(missing_ok=True)
    place.write_bytes(files[0])
    wal.write_bytes(files[1])
    try:
        with sqlite3.connect(place) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            rows = connection.execute("select reference from screening").fetchall()
    except sqlite3.DatabaseError:
        return set(), False
    finally:
        connection.close()
    return {row[0] for row in rows}, sound


def _durable(notes: list[Note]) -> set[int]:
    """What an fsync that came back had confirmed: all that was written before it began."""
    began: dict[tuple[int, int], int] = {}
    upto = [0, 0]
    for index, note in enumerate(notes):
        if note.kind == "B":
            began[note.pid, note.file] = index
        elif note.kind == "F":
            upto[note.file] = max(upto[note.file], began.get((note.pid, note.file), 0))
    return {i for i, note in enumerate(notes) if note.kind in "WTU" and i < upto[note.file]}


def _apply(file: bytearray, note: Note) -> None:
    if note.kind == "W":
        end = note.offset + len(note.content)
        if len(file) < end:
            file.extend(bytes(end - len(file)))
        file[note.offset : end] = note.content
    elif note.kind == "T":
        size = note.offset
        file[:] = file[:size] + bytes(max(0, size - len(file)))
    else:
        file.clear()


@fault("F3", "a slow disk (4 ms for each fsync), 100 writers")
def slow_disk(outcome: Outcome, folder: Path) -> None:
    memory = Path(mkdtemp(prefix="sanad-F3-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        _write_slowly(outcome, folder, memory)
    finally:
        shutil.rmtree(memory, ignore_errors=True)


def _write_slowly(outcome: Outcome, folder: Path, memory: Path) -> None:
    site = Site.on_sqlite(
        memory / "home", LD_PRELOAD=str(_library(folder)), BENEATH_MICROSECONDS="4000"
    )
    token = site.token()
    with site.served() as server:
        browser = server.browser(token)
        browser.learn()
        browser.warm()
        keys = [new_key() for _ in range(600)]
        with measured(server) as round:
            answers = each_at_once([lambda key=key: browser.submit(key) for key in keys], 100)
    seconds = [one.seconds for one in answers]
    bad = sum(one.status != 303 for one in answers)
    p95 = percentile(seconds, 0.95)
    outcome.say(f"600 forms: median {percentile(seconds, 0.5):.0f} ms, p95 {p95:.0f} ms, {bad} bad")
    outcome.must_in_time(p95 < 2000, "p95 < 2 s", round.others, round.quiet)
    outcome.must(bad == 0, "no form refused, no 500")
    outcome.must(census(site).half == 0, "0 half-written")


@fault("F4", "a full disk, then a larger one")
def full_disk(outcome: Outcome, folder: Path) -> None:
    disk = folder / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    line = ["-t", "tmpfs", "-o", "size=16m,mode=700", "tmpfs", str(disk)]
    if not mount or subprocess.run([mount, *line], capture_output=True).returncode:
        raise CannotBeDone("no right to mount a small tmpfs here (needs root)")
    try:
        _fill_and_enlarge(outcome, disk, mount)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def _fill_and_enlarge(outcome: Outcome, disk: Path, mount: str) -> None:
    site = Site.on_sqlite(disk / "home")
    site.log = disk.with_name("server.log")  # it must say what went wrong
    token = site.token()
    with site.served() as server:
        browser = server.browser(token)
        browser.learn()
        room = os.statvfs(disk)
        free = room.f_bavail * room.f_frsize
        (disk / "ballast").write_bytes(bytes(max(0, free - 700_000)))
        answers = []
        while len(answers) < 2000 and sum(one.status != 303 for one in answers) < 30:
            answers.append(browser.submit(new_key()))
        refused = [one for one in answers if one.status != 303]
        reads = [browser.send("GET", path) for path in UNTRACED for _ in range(5)]
        drafts = [one.location for one in answers if one.status == 303][:4]
        traced = [browser.send("GET", place) for place in drafts]
        noted = server.log.read_text(errors="replace").splitlines()
        subprocess.run([mount, "-o", "remount,size=64m", str(disk)], check=True)
        after = [browser.submit(new_key()) for _ in range(30)]
        told = {reference_in(one) for one in (*answers, *after) if one.status == 303}
    found = census(site)
    statuses = sorted({one.status for one in refused})
    outcome.say(
        f"{len(answers) - len(refused)} forms taken, then {len(refused)} refused {statuses}"
    )
    read = sum(one.status == 200 for one in reads)
    places = [path for path in UNTRACED for _ in range(5)]
    outcome.say(f"{read} of {len(reads)} pages read meanwhile; 30 forms after it was enlarged")
    shut = sum(one.status == 503 for one in traced)
    outcome.say(f"{shut} of {len(traced)} drafts stayed shut, whose reading could not be traced")
    plain = all("Traceback" not in one.text and "<h1" in one.text for one in refused)
    outcome.must(bool(refused) and statuses == [503] and plain, "refused in plain words (503)")
    where = sorted({place for place, one in zip(places, reads, strict=True) if one.status != 200})
    if read != len(reads):
        outcome.say(f"the log: {' | '.join(noted[-12:])}")
    outcome.must(read == len(reads), f"reads go on where nothing sealed is shown {where or ''}")
    outcome.must(shut == len(traced), "nothing sealed is shown without a trace")
    outcome.must(all(one.status == 303 for one in after), "writes resume")
    lost = len(told - found.references)
    outcome.must(lost == 0 and found.half == 0 and not found.log_faults, f"0 lost ({lost})")
