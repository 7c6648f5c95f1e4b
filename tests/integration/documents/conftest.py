"""Files as people and attackers send them, and cases that keep documents."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from casework.documents import queries, service
from casework.documents.domain.documents import Examined
from tests.factories import actor_named
from tests.integration.referrals.conftest import Office

TITLE = "Certificat du docteur canaritre"
MARK = b"canaricontenu"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with everything a camera adds: place, maker, comment."""
    made = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[0x010F] = "CanariAppareil"
    exif.get_ifd(0x8825)[2] = (33.0, 35.0, 18.0)
    more: dict[str, Any] = {"exif": exif}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "CanariAppareil")
        more["pnginfo"] = info
    else:
        more["comment"] = b"CanariAppareil"
    written = BytesIO()
    made.save(written, kind, **more)
    return written.getvalue()


def sheet(*, pages: int = 1, acting: bool = False, locked: bool = False) -> bytes:
    """A PDF; `acting`: with every script, action and attachment we could think of."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "CanariAppareil"})
    if acting:
        _arm(writer)
    if locked:
        writer.encrypt("secret")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _arm(writer: PdfWriter) -> None:
    script = DictionaryObject({
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert('CanariScript')"),
    })  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment("CanariPiece.exe", b"MZ CanariPiece")
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    page[NameObject("/Annots")] = ArrayObject([
        DictionaryObject({
            NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/A"): DictionaryObject({
                NameObject("/S"): NameObject("/Launch"),
                NameObject("/F"): TextStringObject("CanariScript.exe"),
            }),
        })
    ])  # fmt: skip
    photo = DecodedStreamObject()
    photo.set_data(picture())
    photo.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Filter"): NameObject("/DCTDecode"),
    })  # fmt: skip
    found = DictionaryObject({NameObject("/P"): writer._add_object(photo)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): found})


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG whose header claims a size, with whatever stands in its data."""

    def chunk(name: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(name + content)
        return struct.pack("!I", len(content)) + name + content + struct.pack("!I", crc)

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip


class Archive(Office):
    """An office that also keeps documents."""

    def keep(self, code: str, kind: str = "medical", content: bytes = b"%PDF-" + MARK) -> str:
        """A document that was looked through; gives its id."""
        made = Examined("application/pdf", content, 1)

        def act(case: Any) -> str:
            worker = actor_named("caseworker")
            return str(service.add_document(case, made, kind, TITLE, "fr", worker).id)

        return str(self.on(code, act))

    def kept(self, code: str) -> list[Any]:
        """What is known of the documents of a case, the newest first."""
        return self.see(code, lambda case: [one.description for one in queries.documents_of(case)])


def kept_document(app: Flask, code: str) -> str:
    """A document of the case; gives its id."""
    return Archive(app).keep(code)


@pytest.fixture
def archive(sqlite_app: Flask) -> Archive:
    """An archive on SQLite."""
    return Archive(sqlite_app)


@pytest.fixture
def both_archive(app: Flask) -> Archive:
    """An archive on each store in turn."""
    return Archive(app)
