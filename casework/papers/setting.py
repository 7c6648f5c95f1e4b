"""Sets a layout and its content as a tagged PDF (PDF/UA-1, ISO 14289-1), built in memory.

Typst sets the text. What is printed reaches it as data, never as markup; it reads nothing but our
own layouts, and the font stands inside the file: IBM Plex Sans Arabic (SIL Open Font License 1.1),
which has Latin and Arabic letters of one weight.
"""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casework.kernel.refusals import Conflict

ROOT = Path(__file__).parents[1]  # layouts lie in the packages whose papers they are
FONT = "fontpkg_ibm_plex_sans_arabic"
LANGUAGES = ("fr", "ar")
NO_GLYPH = "could not be displayed"


class NotPrintable(Conflict):
    """A letter of the text is not in the font: the page would show a box in its place."""


def set_pages(layout: Path, form: Mapping[str, Any]) -> bytes:
    """The pages of a layout (a .typ file of ours) filled with `form`, as a PDF.

    Refused (NotPrintable) when a text has letters that the font has not."""
    import typst  # 80 MB that only whoever prints needs

    try:
        return typst.compile(
            str(layout),
            root=str(ROOT),
            font_paths=[_fonts()],
            ignore_system_fonts=True,
            sys_inputs={"form": json.dumps(form, ensure_ascii=False)},
            format="pdf",
            pdf_standards="ua-1",
        )
    except typst.TypstError as refused:
        if NO_GLYPH not in str(refused):
            raise
        raise NotPrintable() from None


def _fonts() -> str:
    """The folder of the font, without running anything of its package."""
    found = find_spec(FONT)
    if found is None or found.origin is None:
        raise RuntimeError(f"{FONT} is not installed")
    return str(Path(found.origin).parent / "files")
