"""Sealing without the web: a page of 50 rows of six fields opened, one case written, the bytes.

The peers have one key, ready for use. So the targets are read with the data keys at hand; beside
each stands what it is when every row's own data key is unwrapped (or made, or stored) first.
"""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from benchmarks.orm import page_of_columns, page_sealed
from benchmarks.peers import aes_gcm, fernet, sqlalchemy_utils
from benchmarks.people import ROWS, Six, people, values
from benchmarks.report import Verdict, milliseconds, table, verdict_of_ratios, verdicts
from benchmarks.stopwatch import FULL, QUICK, Effort, Times, side_by_side
from casework.encryption import Keyring, RecordSeal, create_keyring, use_keyring

Act = Callable[[], object]

THIS, WITH_KEYS = "this design", "this design, with a key for each row"
PLAIN, GCM = "plaintext MessagePack", "AES-GCM, each field"
FERNET, UTILS = "Fernet, each field", "SQLAlchemy-Utils AesGcm"
COLUMNS = "plaintext columns"
WAYS = {THIS: "", WITH_KEYS: " with its keys"}

_SEAL = RecordSeal("person", "six_blob", Six)


def run(quick: bool) -> str:
    """Measure everything once; a text with the figures."""
    effort = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="sanad-bench-") as folder:
        keyring = create_keyring(Path(folder) / "keyring.json", None)
        with use_keyring(keyring):
            opened = side_by_side(_opening(keyring), effort)
            written = side_by_side(_writing(keyring), effort)
            orm = side_by_side(_orm(Path(folder)), effort)
            sizes = _sizes(keyring)
    return _report(opened, written, orm, sizes, effort)


def _opening(keyring: Keyring) -> Mapping[str, Act]:
    page, plain = people(), msgspec.msgpack.Decoder(Six)
    encoded = [msgspec.msgpack.encode(one) for one in page]
    rows = [_sealed(keyring, one) for one in page]
    kek = keyring.current_kek_id
    at_hand = [
        (keyring.unwrap("case", case, kek, key), row_id, blob) for case, key, row_id, blob in rows
    ]
    texts = [values(one) for one in page]
    utils = sqlalchemy_utils()
    return {
        PLAIN: lambda: [plain.decode(one) for one in encoded],
        WITH_KEYS: lambda: [
            _SEAL.open(keyring.unwrap("case", case, kek, key), row_id, blob)
            for case, key, row_id, blob in rows
        ],
        THIS: lambda: [_SEAL.open(cipher, row_id, blob) for cipher, row_id, blob in at_hand],
        GCM: aes_gcm().opening(texts),
        FERNET: fernet().opening(texts),
    } | ({UTILS: utils.opening(texts)} if utils else {})


def _sealed(keyring: Keyring, one: Six) -> tuple[UUID, bytes, UUID, bytes]:
    case, row_id = uuid4(), uuid4()
    wrapped, cipher = keyring.new_data_key("case", case)
    return case, wrapped, row_id, _SEAL.seal(cipher, row_id, one)


def _writing(keyring: Keyring) -> Mapping[str, Act]:
    one, row_id = people(1)[0], uuid4()
    cipher = keyring.new_data_key("case", uuid4())[1]
    utils = sqlalchemy_utils()
    return {
        THIS: lambda: _SEAL.seal(cipher, row_id, one),
        WITH_KEYS: lambda: _sealed(keyring, one),
        FERNET: fernet().sealing(values(one)),
    } | ({UTILS: utils.sealing(values(one))} if utils else {})


def _orm(folder: Path) -> Mapping[str, Act]:
    page = people()
    return {
        COLUMNS: page_of_columns(folder / "columns.sqlite", page),
        THIS: page_sealed(folder / "sealed.sqlite", page),
    }


def _sizes(keyring: Keyring) -> Mapping[str, int]:
    page = people()
    tokens = fernet().sealed([values(one) for one in page])
    rows = [_sealed(keyring, one) for one in page]
    blobs = sum(len(blob) for _case, _key, _row, blob in rows)
    return {
        THIS: blobs,
        WITH_KEYS: blobs + sum(len(key) for _case, key, _row, _blob in rows),
        FERNET: sum(len(token) for row in tokens for token in row),
    }


def _report(
    opened: Times, written: Times, orm: Times, sizes: Mapping[str, int], effort: Effort
) -> str:
    return "\n\n".join(
        [
            f"Sealing: {effort.rounds} rounds, all candidates in each",
            verdicts(_verdicts(opened, written, orm, sizes)),
            _times(f"a page of {ROWS} rows × 6 fields opened", opened),
            _times("one case written (not the database)", written),
            _times(f"{ROWS} rows through the ORM and SQLite", orm),
        ]
    )


def _verdicts(opened: Times, written: Times, orm: Times, sizes: Mapping[str, int]) -> list[Verdict]:
    found = [
        *_both("page", opened, PLAIN, 4),
        *_both("page", opened, FERNET, 1 / 10),
        *_both("page", opened, UTILS, 1 / 14),
        *_both("one case written", written, UTILS, 1 / 10),
        verdict_of_ratios("page through the ORM ÷ plaintext columns", orm.ratios(THIS, COLUMNS), 2),
    ]
    return found + [
        Verdict(f"bytes{words} ÷ {FERNET}", sizes[name] / sizes[FERNET], 1 / 2)
        for name, words in WAYS.items()
    ]


def _both(what: str, times: Times, peer: str, most: float) -> list[Verdict]:
    """The target, and the same with the keys; nothing for a peer that is not installed."""
    return [
        verdict_of_ratios(f"{what}{words} ÷ {peer}", times.ratios(name, peer), most)
        for name, words in WAYS.items()
        if peer in times.by_name
    ]


def _times(what: str, times: Times) -> str:
    rows = [
        [name, milliseconds(times.typical(name)), milliseconds(min(found)),
         milliseconds(max(found))]
        for name, found in times.by_name.items()
    ]  # fmt: skip
    return table([what, "median", "min", "max"], rows)
