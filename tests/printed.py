"""What a reader finds in a printed file."""

import re
import zlib

A4 = (595, 842)


class Printed:
    """A file, its pages' texts, sizes and feet."""

    def __init__(self, file, password=None):
        import pypdfium2

        self.file = inside(file)
        document = pypdfium2.PdfDocument(file, password=password)
        read = [page.get_textpage() for page in document]
        self.texts = [text.get_text_range() for text in read]
        self.sizes = {tuple(map(round, page.get_size())) for page in document}
        self.feet = [as_seen(text, below=60) for text in read]
        self.heads = [as_seen(text, above=790) for text in read]
        self.about = document.get_metadata_dict()
        document.close()

    @property
    def text(self):
        """All pages, with plain spaces."""
        return flat(" ".join(self.texts))


def flat(text):
    """Text with plain spaces, without the marks that isolate codes."""
    return " ".join(re.sub(r"[\u2066-\u2069\u200e\u200f\ufffe]", "", text).split())


def as_seen(text, below=A4[1], above=0):
    """A band of a page as the eye reads it, from left to right, without spaces."""
    letters = []
    for at in range(text.count_chars()):
        left, bottom, _right, _top = text.get_charbox(at)
        if above < bottom < below:
            letters.append((round(bottom / 4), left, text.get_text_range(at, 1)))
    return "".join(letter for _line, _left, letter in sorted(letters) if letter.strip())


def inside(file):
    """All that stands in a file, unpacked."""
    found = [file]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return b"\n".join(found)


def shapes_of_letters(unpacked):
    """Which glyphs stand for each letter: one where letters are not joined, several where they
    are (from the tables that tell readers what text a glyph is, ISO 32000-1, 9.10.3)."""
    found = {}
    for glyph, text in re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\n", unpacked):
        letter = bytes.fromhex(text.decode()).decode("utf-16-be")
        found.setdefault(letter, set()).add(glyph)
    return found
