"""A file made anew holds what is seen of it, and nothing a camera or a program added."""

import zlib
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from casework.documents import cleaning
from casework.documents.cleaning import Refused, answer, clean, without_remarks
from casework.documents.domain.documents import (
    EndingDiffers,
    FileEmpty,
    FileTooLarge,
    check_ending,
    check_size,
)
from tests.integration.documents.conftest import picture, png_of, sheet


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_loses_place_camera_and_comments_and_keeps_what_is_seen(kind):
    sent = picture(kind)
    assert b"CanariAppareil" in sent
    media, made, pages = clean(sent)
    assert (media, pages) == (f"image/{kind.lower()}", 0)
    assert b"Canari" not in made
    with Image.open(BytesIO(made)) as opened:
        assert opened.size == (40, 30)
        assert not opened.getexif()
        red, green, blue = opened.convert("RGB").getpixel((5, 5))
    assert (red < 20, 110 < green < 145, 110 < blue < 145) == (True, True, True)


def test_a_picture_is_turned_as_its_camera_said():
    made = Image.new("RGB", (40, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    written = BytesIO()
    made.save(written, "JPEG", exif=exif)
    with Image.open(BytesIO(clean(written.getvalue())[1])) as opened:
        assert opened.size == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_mode_come_through(mode):
    written = BytesIO()
    Image.new(mode, (3, 3)).save(written, "PNG")
    assert clean(written.getvalue())[0] == "image/png"


def test_a_large_picture_is_made_smaller(monkeypatch):
    monkeypatch.setattr(cleaning, "LONGEST_SIDE", 50)
    with Image.open(BytesIO(clean(picture("JPEG", (200, 100)))[1])) as opened:
        assert opened.size == (50, 25)


def test_a_pdf_loses_scripts_actions_attachments_and_its_author():
    sent = sheet(acting=True)
    assert b"CanariScript" in sent
    assert b"CanariPiece" in sent
    media, made, pages = clean(sent)
    assert (media, pages) == ("application/pdf", 1)
    reader = PdfReader(BytesIO(made))
    assert "/OpenAction" not in reader.root_object
    assert "/Names" not in reader.root_object
    assert reader.metadata is None or "/Author" not in reader.metadata
    assert not reader.attachments
    for word in (b"Canari", b"/JavaScript", b"/JS", b"/Launch", b"/Annots", b"/AA"):
        assert word not in made, word


def test_a_photo_inside_a_pdf_loses_what_its_camera_added():
    _media, made, _pages = clean(sheet(acting=True))
    page = PdfReader(BytesIO(made)).pages[0]
    photo = page["/Resources"]["/XObject"]["/P"].get_object()
    assert photo._data.startswith(b"\xff\xd8")
    with Image.open(BytesIO(photo._data)) as opened:
        opened.load()
        assert opened.size == (40, 30)
        assert not opened.getexif()


def test_what_is_no_jpeg_inside_a_pdf_is_left_alone():
    assert without_remarks(b"not a picture") == b"not a picture"
    assert without_remarks(b"\xff\xd8\xff\xe1\xff") == b"\xff\xd8\xff\xe1\xff"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"GIF89a<script>alert(1)</script>", "kind"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"\x00" + picture(), "kind"),
        (b"PK\x03\x04 zip", "kind"),
        (b"%PDF-1.7 nothing else", "broken"),
        (b"\xff\xd8\xff<script>", "broken"),
        (b"\x89PNG\r\n\x1a\n<script>", "broken"),
        (picture()[:-200], "broken"),
        (png_of(1, 1)[:-30], "broken"),
        (png_of(100_000, 100_000), "heavy"),
        (png_of(60_000, 700), "pixels"),
        (sheet(locked=True), "locked"),
        (sheet(pages=201), "pages"),
    ],
)
def test_hostile_files_are_refused_with_their_reason(content, reason):
    assert answer(content) == ({"reason": reason}, b"")


def test_a_picture_with_a_page_hidden_behind_it_comes_out_without_the_page():
    media, made, _pages = clean(picture() + b"<html><script>CanariScript</script>")
    assert media == "image/jpeg"
    assert b"Canari" not in made


def test_a_text_that_unpacks_without_end_is_refused():
    bomb = zlib.compress(b"0" * 50_000_000)
    content = b"zTXt" + b"k\0\0" + bomb
    chunk = len(content[4:]).to_bytes(4, "big") + content
    chunk += zlib.crc32(content).to_bytes(4, "big")
    whole = png_of(1, 1, b"\0\0\0\0")
    assert answer(whole[:33] + chunk + whole[33:])[0] == {"reason": "broken"}


def test_refused_reasons_are_codes():
    with pytest.raises(Refused, match="kind"):
        clean(b"")


def test_sizes_and_names_are_looked_at_first():
    with pytest.raises(FileEmpty):
        check_size(b"")
    with pytest.raises(FileTooLarge):
        check_size(bytes(10 * 1024 * 1024 + 1))
    check_size(bytes(10 * 1024 * 1024))
    for name in ("photo.JPG", "photo.jpeg", "photo"):
        check_ending(name, "image/jpeg")
    for name in ("photo.pdf", "photo.jpg.html", "x.svg"):
        with pytest.raises(EndingDiffers):
            check_ending(name, "image/jpeg")
