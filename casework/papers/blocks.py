"""What a paper is made of: plain structs that a feature fills and `letter` sets."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks are kept. `small` for what is said in passing."""

    kind: ClassVar[str] = "paragraph"
    text: str
    strong: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed text that must not be overlooked."""

    kind: ClassVar[str] = "notice"
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, one under the other."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that is repeated on each page; `shares` are relative widths."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in grey: a label, the value in words, and the length in percent of the longest."""

    kind: ClassVar[str] = "bars"
    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to tick by hand, in a row."""

    kind: ClassVar[str] = "boxes"
    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code: its rows of dark and light, and the same signs in groups, to be typed."""

    kind: ClassVar[str] = "square"
    rows: tuple[tuple[bool, ...], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on by hand."""

    kind: ClassVar[str] = "lines"
    label: str
    count: int = 2


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, side by side, each with room for the date and the signature."""

    kind: ClassVar[str] = "signatures"
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""

    kind: ClassVar[str] = "page"


Block = (
    Heading
    | Paragraph
    | Notice
    | Facts
    | Bullets
    | Table
    | Bars
    | Boxes
    | Square
    | Lines
    | Signatures
    | NewPage
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy of a paper it is, who printed it and when; stands at the foot of every page."""

    number: int
    printed_by: str
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class Columns:
    """Groups of blocks in several columns, each group kept together."""

    kind: ClassVar[str] = "columns"
    groups: tuple[tuple[Block, ...], ...]
    count: int = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in one language (fr or ar).

    `code` is the case's, the referral's or the region's code: it stands on every page and is the
    only thing that the file's own description holds besides the title. `envelope` are the lines of
    a cover page that shows them, the code and nothing else: no name of the person, no title.
    `dense`: small letters, for tables that are looked up and not read.
    """

    title: str
    code: str
    language: str
    blocks: tuple[Block | Columns, ...]
    envelope: tuple[str, ...] = ()
    dense: bool = False
