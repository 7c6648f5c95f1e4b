"""A paper that leaves by another road than ours: locked with a password told by another channel.

The file is encrypted as PDF 2.0 has it (ISO 32000-2, 7.6: AES-256, revision 6), its description
included; tags and fonts stay as they were.
"""

from io import BytesIO
from secrets import randbelow

GROUPS, GROUP_DIGITS = 6, 4


def new_password() -> str:
    """Twenty-four digits in groups of four (79 bits), as they are told over a telephone in any
    language. It is shown once and kept nowhere."""
    return " ".join(f"{randbelow(10**GROUP_DIGITS):0{GROUP_DIGITS}}" for _ in range(GROUPS))


def locked(pdf: bytes, password: str) -> bytes:
    """The file, unreadable without the password. Spaces in it are part of the password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(password, algorithm="AES-256")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
