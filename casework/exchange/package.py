"""A workbook looked through before anything opens it: its packing, its parts, its XML.

Office Open XML (ECMA-376, ISO/IEC 29500) is a zip file of XML parts. The directory of the zip is
read first; every part is then walked once as a stream, keeping nothing, so that whatever a library
does with it afterwards is bounded.
"""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat

from casework.exchange.refusals import (
    FileTooLarge,
    HoldsEntities,
    HoldsError,
    HoldsFormula,
    HoldsLinks,
    HoldsMacros,
    NotAWorkbook,
    SheetTooLarge,
    UnpacksTooLarge,
)

MEGABYTE = 1024 * 1024
PACKED = 2 * MEGABYTE
UNPACKED = 16 * MEGABYTE
PART = 8 * MEGABYTE
RATIO = 100
SMALL = 64 * 1024  # a part this small may be packed as tightly as it likes
PARTS = 200
ROWS, COLUMNS = 5_000, 100
ELEMENTS, DEPTH = 400_000, 24
BOOK_ELEMENTS = 20_000  # of what a library keeps whole: styles, names, relations
STEP = 64 * 1024

_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK = b"spreadsheetml.sheet.main+xml"
_PROGRAMS = re.compile(
    r"vbaproject|macrosheet|activex|embeddings/|ctrlprops|\.bin$|\.exe$|\.dll$|oleobject", re.I
)
_LINKS = re.compile(r"externallinks/|connections\.xml|querytables/|webextensions?/", re.I)
_MACRO_TYPES = re.compile(rb"macroenabled|vbaproject|ms-excel\.(?:sheet\.)?binary|oleobject", re.I)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def inspected(content: bytes) -> BytesIO:
    """The workbook, looked through and fit to be opened; refused with its reason otherwise."""
    if len(content) > PACKED:
        raise FileTooLarge(limit=PACKED // MEGABYTE)
    if not content.startswith(b"PK\x03\x04"):
        raise NotAWorkbook()
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _directory(package.infolist())
            _kind(package)
            _parts(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError) as broken:
        raise NotAWorkbook() from broken
    except (expat.ExpatError, RuntimeError, ValueError, EOFError) as broken:  # also of the zip
        raise NotAWorkbook() from broken
    return BytesIO(content)


def _directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(names) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise UnpacksTooLarge()
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > PART or (part.file_size > SMALL and part.file_size / packed > RATIO):
            raise UnpacksTooLarge()
    if any(_PROGRAMS.search(name) for name in names if "printersettings" not in name):
        raise HoldsMacros()
    if any(_LINKS.search(name) for name in names):
        raise HoldsLinks()
    strange = any(".." in name or name.startswith("/") or "\\" in name for name in names)
    encrypted = any(part.flag_bits & 0x1 for part in parts)
    if strange or encrypted or len(set(names)) < len(names):
        raise NotAWorkbook()


def _kind(package: zipfile.ZipFile) -> None:
    if _CONTENT_TYPES not in package.namelist():
        raise NotAWorkbook()
    types = package.read(_CONTENT_TYPES)
    if _MACRO_TYPES.search(types):
        raise HoldsMacros()
    if _WORKBOOK not in types:
        raise NotAWorkbook()


def _parts(package: zipfile.ZipFile) -> None:
    walked = 0
    for part in package.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            walk = _Walk(part.filename)
            with package.open(part) as stream:
                walked += walk.through(stream)
            if walked > ELEMENTS:
                raise UnpacksTooLarge()


class _Walk:
    """One pass over one XML part: counts, and looks at what no form holds."""

    def __init__(self, name: str) -> None:
        self.sheet = name if _SHEET.fullmatch(name) else ""
        texts = name.lower().endswith("sharedstrings.xml")
        self.most = ELEMENTS if self.sheet or texts else BOOK_ELEMENTS
        self.count = self.depth = self.rows = 0
        self.cell = ""

    def through(self, stream: Any) -> int:
        """How many elements the part has."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        while step := stream.read(STEP):
            parser.Parse(step, False)
        parser.Parse(b"", True)
        return self.count

    def _doctype(self, *_declared: Any) -> None:
        raise HoldsEntities()

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > self.most or self.depth > DEPTH:
            raise UnpacksTooLarge()
        if self.sheet:
            self._in_sheet(name.rpartition(":")[2], attributes)

    def _closed(self, name: str) -> None:
        self.depth -= 1

    def _in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.rows += 1
            self._within(rows=_whole(attributes.get("r"), self.rows))
        elif name == "c":
            self.cell = attributes.get("r", "")
            self._within(columns=_column(self.cell))
            if attributes.get("t") == "e":
                raise HoldsError(sheet=_short(self.sheet), cell=_short(self.cell))
        elif name == "f":
            raise HoldsFormula(sheet=_short(self.sheet), cell=_short(self.cell))

    def _within(self, rows: int = 0, columns: int = 0) -> None:
        if rows > ROWS or columns > COLUMNS:
            raise SheetTooLarge(sheet=_short(self.sheet), rows=ROWS, columns=COLUMNS)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(cell: str) -> int:
    found = _CELL.fullmatch(cell)
    if cell and not found:
        return COLUMNS + 1  # a place that no sheet has
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _short(place: str) -> str:
    """The place as a code: `sheet1.xml` and `B12` are enough to find it."""
    return re.sub(r"[^A-Za-z0-9_.]", "", place.rpartition("/")[2])[:24]
