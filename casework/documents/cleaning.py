"""Make a file anew from what can be seen of it. Run as a program of its own, apart from the server.

    python -I cleaning.py < file      a line of JSON, then the new file

Whatever a file does to the libraries that read it (too much memory, too much time, a crash) ends
with this process, which may not write a file, has 1 GiB of memory and 15 seconds. It knows nothing
of Sanad, has no keys and no environment.
"""

import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY, SECONDS = 1024**3, 15
PIXELS = 40_000_000
LONGEST_SIDE = 5_000
PAGES = 200
LARGEST = 20 * 1024 * 1024

# Keys of a page that do something, carry something else along, or tell who made it.
NOT_SEEN = (
    "/Annots", "/AA", "/Metadata", "/PieceInfo", "/AF", "/Thumb", "/B", "/LastModified",
    "/StructParents", "/Tabs", "/Trans", "/Dur", "/PresSteps", "/VP", "/ID",
)  # fmt: skip
# Keys that are dropped wherever they stand.
ACTING = frozenset({
    "/JS", "/JavaScript", "/OpenAction", "/AA", "/A", "/AF", "/EF", "/EmbeddedFile",
    "/EmbeddedFiles", "/Launch", "/URI", "/SubmitForm", "/RichMedia", "/Metadata", "/PieceInfo",
    "/OPI", "/Alternates", "/XFA", "/AcroForm", "/LastModified",
})  # fmt: skip
_MARKERS_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})
_START_OF_SCAN, _ADOBE, _COMMENT = 0xDA, 0xEE, 0xFE


class Refused(Exception):
    """The file cannot be kept; the reason is a code."""


def clean(content: bytes) -> tuple[str, bytes, int]:
    """The media type by its content, the file made anew, its pages (0 for an image).

    The kind is what the first bytes say and the whole then proves by being decoded."""
    if content.startswith(b"%PDF-"):
        return "application/pdf", *pdf(content)
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", image(content, "JPEG"), 0
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", image(content, "PNG"), 0
    raise Refused("kind")


def image(content: bytes, kind: str) -> bytes:
    """The picture decoded and written again: no place, camera, comment, profile or second picture.
    It is turned as it was meant to be seen."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(BytesIO(content), formats=[kind]) as opened:
        if opened.width * opened.height > PIXELS:
            raise Refused("pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turned = ImageOps.exif_transpose(opened)
        seen = turned.convert(_mode(turned, kind))
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(seen.mode, seen.size)
    bare.paste(seen)
    written = BytesIO()
    bare.save(written, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return written.getvalue()


def _mode(opened: Any, kind: str) -> str:
    if opened.mode in ("1", "L"):
        return "L"
    transparent = "A" in opened.mode or "transparency" in opened.info
    return "RGBA" if kind == "PNG" and transparent else "RGB"


def pdf(content: bytes) -> tuple[bytes, int]:
    """The pages in a new file: what acts, is attached, or tells who made it, stays behind."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Refused("locked")
    number = len(reader.pages)
    if not number:
        raise Refused("broken")
    if number > PAGES:
        raise Refused("pages")
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page, excluded_keys=NOT_SEEN)
    for part in _parts(writer.root_object):
        _strip(part)
    writer.metadata = None
    written = BytesIO()
    writer.write(written)
    return written.getvalue(), number


def _parts(root: Any) -> Iterator[Any]:
    """Every dictionary of a document, once."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting, seen = [root], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if part.idnum in seen:
                continue
            seen.add(part.idnum)
            part = part.get_object()
        if isinstance(part, DictionaryObject):
            yield part
            waiting += part.values()
        elif isinstance(part, ArrayObject):
            waiting += part


def _strip(part: Any) -> None:
    for key in [key for key in part if key in ACTING]:
        del part[key]
    filters = part.get("/Filter")
    if filters == "/DCTDecode" or filters == ["/DCTDecode"]:
        part._data = without_remarks(part._data)


def without_remarks(jpeg: bytes) -> bytes:
    """A JPEG inside a page without what a camera wrote into it (place, time, thumbnail)."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker in _MARKERS_WITHOUT_LENGTH or marker == _START_OF_SCAN:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        tells = (0xE1 <= marker <= 0xEF and marker != _ADOBE) or marker == _COMMENT
        if not tells:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])


def answer(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What the parent is told: the kind and pages, or the reason, and the new file."""
    try:
        media, made, pages = clean(content)
    except Refused as refused:
        return {"reason": str(refused)}, b""
    except MemoryError:
        return {"reason": "heavy"}, b""
    except Exception as problem:  # whatever a library says of a file that is not sound
        heavy = type(problem).__name__ in ("DecompressionBombError", "LimitReachedError")
        return {"reason": "heavy" if heavy else "broken"}, b""
    if len(made) > LARGEST:
        return {"reason": "heavy"}, b""
    return {"media": media, "pages": pages}, made


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read, confine oneself, answer."""
    content = sys.stdin.buffer.read()
    _confine()
    said, made = answer(content)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
