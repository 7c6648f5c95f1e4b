"""Every parser that takes bytes from outside is given bytes that nobody sent in good faith: each is
read or refused in its own words, within ten seconds; nothing else is raised.

parser                                   cases      parser                                   cases
workbook of a questionnaire              300        value of a sealed column                 4,000
parts of a workbook, packed again        150        file in sealed pieces                    1,500
filled forms, CSV and JSON               3,000      backup, its inside                       3,000
uploads (PNG, JPEG, PDF), made anew      600        backup, as a file of age                 200
questionnaire in YAML                    250        register of erasures                     1,000
draft of a questionnaire in JSON         1,000      keyring file                             1,500
condition in YAML                        1,500      checkpoint as a line, and as a copy      6,000
answer of a passkey                      1,500      place in the journal, code, reference    9,000
cookies                                  400        bodies of forms                          300
"""

import json
import random
import zipfile
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from casework.accounts.domain.refusals import PasskeyWrong
from casework.accounts.passkeys import read_new
from casework.audit.copies import _read
from casework.audit.outside import MARK, NotACheckpoint, read_line
from casework.audit.queries import Place
from casework.backup.wire import Audit, Count, End, Head, NotUnderstood, Rows, framed, frames
from casework.documents.cleaning import answer
from casework.encryption import KeyringRefused, RecordSeal, SealBroken, age
from casework.encryption.envelope import Envelope
from casework.encryption.files import FileCipher
from casework.encryption.padding import pad, unpad
from casework.encryption.providers import material
from casework.encryption.providers.changes import new_material
from casework.encryption.structs import Schema
from casework.exchange.domain.headings import Headings
from casework.exchange.records import read_submissions
from casework.exchange.spreadsheet import read_form
from casework.kernel.ids import new_id, normalise_code
from casework.kernel.refusals import Refusal
from casework.retention import register
from casework.screening.loader import current_instrument, indicator_standard, load_instrument
from casework.screening.loader.conditions import read_condition
from casework.screening.loader.documents import DocumentUnreadable, from_json, read_document
from casework.screening.loader.node import FileRefused
from tests.attacks.fuzzing import each_refused_or_read, mutations
from tests.integration.documents.conftest import picture, sheet

HTCDS = Path(__file__).parents[1] / "fixtures" / "htcds" / "htcds_xlsform.xlsx"
INSTRUMENTS = Path(__file__).parents[2] / "casework" / "screening" / "instruments"


def test_a_workbook_is_read_or_refused():
    each_refused_or_read(read_form, (Refusal,), [HTCDS.read_bytes()], 300)


def test_the_parts_of_a_workbook_may_be_anything():
    """Packed well, so that the parts themselves are read."""
    chance = random.Random(7)
    with zipfile.ZipFile(HTCDS) as book:
        parts = {name: book.read(name) for name in book.namelist()}

    def packed(content: bytes) -> None:
        name = chance.choice(sorted(parts))
        written = BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
            for other, whole in parts.items():
                made.writestr(other, content if other == name else whole)
        read_form(written.getvalue())

    each_refused_or_read(packed, (Refusal,), sorted(parts.values()), 150)


def test_filled_forms_are_read_or_refused():
    headings = Headings(current_instrument())
    columns = [name for name in headings.known if headings.recognised([name])][:12]
    csv = ",".join(columns) + "\n" + "\n".join(",".join(["yes"] * 12) for _row in range(5))
    listed = json.dumps([dict.fromkeys(columns, "yes")] * 3)
    seeds = [csv.encode(), listed.encode(), json.dumps({"results": [{"a": {"b": 1}}]}).encode()]
    read, refused = each_refused_or_read(
        lambda content: read_submissions(content, headings), (Refusal,), seeds, 3000
    )
    assert read > 100
    assert refused > 100


def test_an_upload_is_made_anew_or_refused():
    seeds = [picture("PNG"), picture("JPEG"), sheet(pages=2), sheet(acting=True)]
    each_refused_or_read(answer, (), seeds, 600)


def test_a_questionnaire_in_yaml_is_read_or_refused(tmp_path):
    seeds = [(INSTRUMENTS / name).read_bytes() for name in ("observation_1.yaml",)]

    def load(content: bytes) -> None:
        file = tmp_path / f"{new_id().hex}.yaml"
        file.write_bytes(content)
        load_instrument(file)

    each_refused_or_read(load, (FileRefused,), seeds, 250)


def test_a_draft_of_a_questionnaire_is_read_or_refused():
    standard = indicator_standard()
    seeds = [json.dumps(_small_draft()).encode()]

    def read(content: bytes) -> None:
        read_document(from_json(content.decode("utf-8", "replace")), standard)

    each_refused_or_read(read, (DocumentUnreadable, FileRefused), seeds, 1000)


def _small_draft() -> dict[str, object]:
    text = {"en": "A", "fr": "B", "ar": "ج"}
    question = {"id": "a", "text": text, "kind": "yes_no", "indicator": "x", "ask": {"all": []}}
    return {
        "id": "own", "version": "1", "title": text, "published": "2026-01-01",
        "sections": [{"id": "one", "title": text, "questions": [question, question]}],
    }  # fmt: skip


def test_a_condition_in_yaml_is_read_or_refused():
    seeds = [b"all: [{answer: a, is: yes}, {any: [{answer: b, in: [c, d]}]}]", b"{not: {age: 18}}"]
    each_refused_or_read(
        lambda content: read_condition(content.decode("utf-8", "replace")),
        (ValueError,),
        seeds,
        1500,
    )


def test_the_answer_of_a_passkey_is_refused(sqlite_app):
    part = urlsafe_b64encode(b"\xa3cfmtdnone" + bytes(200)).decode().rstrip("=")
    told = {"id": "AA", "rawId": "AA", "type": "public-key",
            "response": {"attestationObject": part, "clientDataJSON": part}}  # fmt: skip
    with sqlite_app.test_request_context():
        read, _refused = each_refused_or_read(
            lambda content: read_new(content.decode("utf-8", "replace"), b"x" * 32),
            (PasskeyWrong,),
            [json.dumps(told).encode()],
            1500,
        )
    assert read == 0


@dataclass(frozen=True)
class Inside:
    """A value of a sealed column."""

    words: str
    count: int = 0


def test_a_sealed_value_opens_only_as_it_was_sealed():
    seal, cipher, row = RecordSeal("table", "column", Inside), Envelope(bytes(32)), new_id()
    whole = seal.seal(cipher, row, Inside("canari", 3))

    def opened(content: bytes) -> Inside:
        if content == whole:  # a change that changed nothing
            raise SealBroken()
        return seal.open(cipher, row, content)

    read, _refused = each_refused_or_read(opened, (SealBroken,), [whole], 2000)
    assert read == 0


def test_what_was_sealed_with_the_right_key_may_be_anything_inside():
    """Another version, or somebody with the key, may have written it."""
    schema: Schema[Inside] = Schema(Inside, 1, {})
    seeds = [pad(schema.encode(Inside("canari", 3)))]
    each_refused_or_read(
        lambda content: schema.decode(unpad(content), 1), (SealBroken,), seeds, 2000
    )


def test_a_file_in_pieces_opens_only_as_it_was_sealed():
    cipher = FileCipher(bytes(32), b"place")
    whole = b"".join(cipher.seal(b"canari" * 500))
    read, _refused = each_refused_or_read(
        lambda content: cipher.open([content]), (SealBroken,), [whole], 1500
    )
    assert read <= 40  # cases in which nothing was changed in the end


def test_the_inside_of_a_backup_is_read_or_not_understood(sqlite_app):
    head = Head("sanad-backup/1", "records", new_id(), register.clock.now(), ["1"], "demo", {})
    end = End({"a": Count(1, "0")}, Audit(1, 1, "0", 1))
    whole = framed(head) + framed(Rows("a", [[1, "x", b"y", None]])) + framed(end)
    each_refused_or_read(
        lambda content: list(frames(BytesIO(content))), (NotUnderstood,), [whole], 3000
    )


def test_a_file_of_age_opens_only_as_it_was_sealed(tmp_path):
    secret, recipient = age.new_identity()
    key = tmp_path / "key"
    key.write_text(secret)
    file = tmp_path / "file"
    age.seal_to(file, iter([b"canari" * 100]), age.recipients_of(recipient))

    def opened(content: bytes) -> None:
        file.write_bytes(content)
        with age.opened(file, age.identities_in(key)) as stream:
            stream.read()

    read, _refused = each_refused_or_read(opened, (age.NotOpened,), [file.read_bytes()], 200)
    assert read <= 10


def test_a_register_of_erasures_opens_only_as_it_was_sealed(sqlite_app, tmp_path):
    file = tmp_path / "register"
    with sqlite_app.app_context():
        register.write(file)

        def opened(content: bytes) -> None:
            file.write_bytes(content)
            register.read(file)

        read, _refused = each_refused_or_read(opened, (SealBroken,), [file.read_bytes()], 1000)
    assert read <= 30


def test_a_keyring_is_read_or_refused():
    each_refused_or_read(
        material.from_json, (KeyringRefused,), [material.to_json(new_material())], 1500
    )


def test_a_checkpoint_is_read_or_refused(sqlite_app):
    line = f"{MARK} {'A' * 256}"
    copy = json.dumps({"number": 1, "at": "2026-01-01T00:00:00+00:00", "previous": "00" * 32,
                       "root": "00" * 32, "streams": 1, "events": 1, "signature": "00" * 64,
                       "heads": [["case", "0" * 32, 1, "00" * 32]]}).encode()  # fmt: skip
    with sqlite_app.app_context():
        read, _refused = each_refused_or_read(
            lambda content: read_line(content.decode("latin-1")),
            (NotACheckpoint,),
            [line.encode()],
            3000,
        )
        each_refused_or_read(_read, (), [copy], 3000)
    assert read == 0


@pytest.mark.parametrize(("parse", "seed"), [
    (Place.parse, f"1700000000.case.{'0' * 32}.7"),
    (normalise_code, "MA-26-7KQ4-M"),
    (normalise_code, "R-26-7KQ4M"),
])  # fmt: skip
def test_what_stands_in_an_address_is_read_or_nothing(parse, seed):
    each_refused_or_read(
        lambda content: parse(content.decode("utf-8", "replace")), (), [seed.encode()], 3000
    )


def test_no_cookie_brings_a_page_down_or_somebody_in(sqlite_app, client_as):
    good = client_as("caseworker")
    token = good.http.get_cookie("sanad", domain="localhost").value
    browser, bad = sqlite_app.test_client(), 0
    for content in mutations([token.encode(), b"fr", b"eyJhIjoxfQ.a.b"], 400):
        if content == token.encode():
            continue
        said = content.decode("latin-1").translate({10: " ", 13: " ", 0: " "})
        header = {"Cookie": f"sanad={said}; lang={said}; session={said}", "Accept": "text/html"}
        answer_ = browser.get("/me", headers=header)
        bad += answer_.status_code not in (303, 302)
    assert bad == 0


def test_no_body_of_a_form_brings_a_page_down(sqlite_app, client_as):
    worker = client_as("caseworker")
    plain = b"csrf_token=a&region=MA-06&priority=P2&idempotency_key=" + b"a" * 32
    parts = (b'--x\r\nContent-Disposition: form-data; name="region"\r\n\r\nMA-06\r\n--x\r\n'
             b'Content-Disposition: form-data; name="f"; filename="a.png"\r\n'
             b"Content-Type: image/png\r\n\r\n\x89PNG\r\n--x--\r\n")  # fmt: skip
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")
    statuses = set()
    for number, content in enumerate(mutations([plain, parts], 300)):
        sent = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        found = worker.http.post(
            "/c/new", data=content, headers=sent, content_type=kinds[number % len(kinds)]
        )
        statuses.add(found.status_code)
    assert statuses <= {400, 403, 413, 415, 422}
