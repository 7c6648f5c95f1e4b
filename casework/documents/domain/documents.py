"""What is kept beside a file: its kind, title, language and day; and why one was deleted.

A photo of the person is kept only while they agree to it, purpose by purpose like any sharing; it
is off unless they said yes (Law 09-08, art. 4; WHO ethical and safety recommendations, 2003).
"""

from dataclasses import dataclass
from datetime import date

from casework.kernel.refusals import Refusal

KINDS = (
    "identity", "travel", "medical", "legal", "work", "consent_sheet", "letter", "photo_person",
    "photo_other", "other",
)  # fmt: skip
PHOTO_OF_PERSON = "photo_person"
DELETION_REASONS = ("mistake", "duplicate", "not_needed", "person_asks", "consent_withdrawn")
PERSON_ASKS = "person_asks"
BY_HAND = ("mistake", "duplicate", "not_needed", PERSON_ASKS)
MEBIBYTE = 1024 * 1024
LARGEST = 10 * MEBIBYTE
MOST_DOCUMENTS = 200
ENDINGS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}


class FileMissing(Refusal):
    """There is no file in what was sent."""

    field = "file"


class FileEmpty(Refusal):
    """The file holds nothing."""

    field = "file"


class FileTooLarge(Refusal):
    """A file has 10 MiB at most (`limit`)."""

    field = "file"


class FileRefused(Refusal):
    """The file was looked through and is not fit to be kept (`reason`)."""

    field = "file"


class EndingDiffers(Refusal):
    """The name of the file says one kind, its content is another (`found`)."""

    field = "file"


class Infected(Refusal):
    """The scanner found something harmful in the file."""

    field = "file"


class ScannerSilent(Refusal):
    """A scanner is set up and did not answer: nothing is kept unlooked at."""

    field = "file"


class PhotoNotAgreed(Refusal):
    """A photo of the person is kept only while they agree to it."""

    field = "kind"


class TooManyDocuments(Refusal):
    """A file of 200 documents is to be tidied first."""


class DeletedAlready(Refusal):
    """The document was deleted."""

    status = 409


@dataclass(frozen=True)
class Description:
    """What is known of a document; sealed. `media` and `size` are those of what is kept, `pages` is
    0 for an image."""

    kind: str
    title: str
    language: str
    media: str
    size: int
    pages: int = 0
    dated: date | None = None

    @property
    def ending(self) -> str:
        """For the name of a download."""
        return ENDINGS[self.media][0]


@dataclass(frozen=True)
class Deletion:
    """Why a document was deleted, and of which kind it was; sealed."""

    reason: str
    kind: str
    words: str = ""


@dataclass(frozen=True)
class Examined:
    """A file that was looked through and made anew."""

    media: str
    content: bytes
    pages: int


def check_size(content: bytes) -> None:
    """Refuse an empty file and one that is too large, before anything looks into it."""
    if not content:
        raise FileEmpty()
    if len(content) > LARGEST:
        raise FileTooLarge(limit=LARGEST // MEBIBYTE)


def check_ending(name: str, media: str) -> None:
    """Refuse a name that says another kind than the content is. A name without one is taken."""
    _stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() not in ENDINGS[media]:
        raise EndingDiffers(found=ENDINGS[media][0].upper())
