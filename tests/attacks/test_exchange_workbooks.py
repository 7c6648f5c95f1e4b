"""Hostile workbooks are refused with their reason, within seconds and within little memory.

Each is read by a process of its own that may take 400 MB of address space in all, libraries
included, and ten seconds; what is not refused in time or in memory fails.
"""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from casework.exchange import refusals
from casework.exchange.package import ROWS
from casework.exchange.refusals import FileNotUsable
from casework.exchange.spreadsheet import LONGEST, read_form

ROOT = Path(__file__).parents[2]
SPACE, SECONDS, MEGABYTES = 400 * 1024 * 1024, 10, 150
HEAD = ["type", "name", "label"]
SHEET = "xl/worksheets/sheet1.xml"
ALL_PARTS = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", SHEET, "docProps/core.xml"


def workbook(rows=(("text", "q", "Question"),), sheet="survey"):
    """A plain workbook, as a spreadsheet would save it."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate([HEAD, *rows]):
            page.write_row(number, 0, row)
    return written.getvalue()


def changed(parts=None, replace=None, content=None):
    """The workbook with parts added, or with words of a part replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or workbook())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            text = old.read(item)
            for part, before, after in replace or ():
                if item.filename == part:
                    assert before in text, (part, text[:400])
                    text = text.replace(before, after)
            new.writestr(item.filename, text)
        for name, text in (parts or {}).items():
            new.writestr(name, text)
    return made.getvalue()


def with_cell(cell):
    """A sheet with one more cell, written as XML."""
    return changed(replace=[(SHEET, b"</row></sheetData>", cell + b"</row></sheetData>")])


def prefixed(part, before):
    """A part with something before its first element."""
    return changed(replace=[(part, b"?>\n", b"?>\n" + before)])


def lying():
    """A part that says it is small, and is not."""
    content = bytearray(changed({"xl/extra.xml": b"<a>" + b" " * 4_000_000 + b"</a>"}))
    at = content.rfind(b"xl/extra.xml")
    struct.pack_into("<I", content, at - 46 + 24, 100)
    return bytes(content)


def overlapping():
    """Two hundred entries that are one and the same packed megabyte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("a.xml", os.urandom(200_000).hex())
        first = book.infolist()[0]
        for number in range(150):
            twin = zipfile.ZipInfo(f"a{number}.xml")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, field, getattr(first, field))
            book.filelist.append(twin)
            book.NameToInfo[twin.filename] = twin
        book._didModify = True
    return made.getvalue()


def macro_type():
    before, after = b"sheet.main+xml", b"sheet.macroEnabled.main+xml"
    return changed(replace=[("[Content_Types].xml", before, after)])


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'


def sheet_of(data):
    """A sheet whose rows are these bytes."""
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    whole = f'<?xml version="1.0"?><worksheet xmlns="{names}">'.encode() + data + b"</worksheet>"
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item.filename, whole if item.filename == SHEET else old.read(item))
    return made.getvalue()


def styles():
    """Millions of formats, of which every library keeps an object each."""
    many = b"<cellStyleXfs>" + b"<xf/>" * 300_000 + b"</cellStyleXfs><cellXfs"
    return changed(replace=[("xl/styles.xml", b"<cellXfs", many)])


def more(name, text="<a/>", times=1):
    """The workbook with another part; `times` with a number each."""
    return lambda: changed({name % n if times > 1 else name: text for n in range(times)})


def blown(spaces):
    """A part of nothing but spaces, packed to almost nothing."""
    return more("xl/extra.xml", b"<a>" + b" " * spaces + b"</a>")


def cell(text):
    """The sheet with one more cell."""
    return lambda: with_cell(text)


def rows(text):
    """A sheet of these rows."""
    return lambda: sheet_of(b"<sheetData>" + text + b"</sheetData>")


HOSTILE = {
    "an empty file": (lambda: b"", "NotAWorkbook"),
    "a text": (lambda: b"type,name,label\ntext,q,Q\n", "NotAWorkbook"),
    "an old workbook, or an encrypted one": (
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096), "NotAWorkbook",
    ),
    "a zip file of something else": (lambda: _zip({"word/document.xml": "<a/>"}), "NotAWorkbook"),
    "half a workbook": (lambda: workbook()[:3000], "NotAWorkbook"),
    "a workbook with a damaged part": (lambda: _damaged(workbook()), "NotAWorkbook"),
    "more than is sent": (lambda: workbook() + bytes(3_000_000), "FileTooLarge"),
    "a bomb": (blown(60_000_000), "UnpacksTooLarge"),
    "a tightly packed part": (blown(7_000_000), "UnpacksTooLarge"),
    "a bomb in the rows": (rows(b" " * 30_000_000), "UnpacksTooLarge"),
    "a bomb that lies about its size": (lying, "NotAWorkbook"),
    "a thousand parts": (more("xl/x%d.xml", times=1000), "UnpacksTooLarge"),
    "parts that lie over each other": (overlapping, "UnpacksTooLarge"),
    "millions of formats": (styles, "UnpacksTooLarge"),
    "millions of rows": (rows(b"<row/>" * 900_000), "UnpacksTooLarge"),
    "elements in elements": (rows(b"<row>" * 200_000), "UnpacksTooLarge"),
    "macros": (more("xl/vbaProject.bin", b"\xcc\x61"), "HoldsMacros"),
    "a workbook of the kind with macros": (macro_type, "HoldsMacros"),
    "an embedded object": (more("xl/embeddings/oleObject1.bin", b"MZ"), "HoldsMacros"),
    "a control": (more("xl/activeX/activeX1.xml"), "HoldsMacros"),
    "a link to another file": (more("xl/externalLinks/externalLink1.xml"), "HoldsLinks"),
    "a database": (more("xl/connections.xml"), "HoldsLinks"),
    "a way out of the folder": (more("../../evil.xml"), "NotAWorkbook"),
    "a formula": (cell(b'<c r="D2"><f>HYPERLINK("http://x")</f><v>1</v></c>'), "HoldsFormula"),
    "a shared formula": (cell(b'<c r="D2"><f t="shared" si="0"/></c>'), "HoldsFormula"),
    "a fault in a cell": (cell(b'<c r="D2" t="e"><v>#REF!</v></c>'), "HoldsError"),
    "a cell of nowhere": (cell(b'<c r="../1"><v>1</v></c>'), "SheetTooLarge"),
    "a column far away": (cell(b'<c r="XFD2"><v>1</v></c>'), "SheetTooLarge"),
    "a row far away": (rows(b'<row r="1048576"><c r="A1"/></row>'), "SheetTooLarge"),
    "more rows than any form": (
        lambda: workbook([("text", f"q{n}", "Q") for n in range(ROWS + 1)]), "SheetTooLarge",
    ),
    "a cell without end": (lambda: workbook([("text", "q", "x" * (LONGEST + 1))]), "CellTooLong"),
    "a text that is none": (cell(b'<c r="D2" t="s"><v>99999999</v></c>'), "NotAWorkbook"),
    "a number that is none": (cell(b'<c r="D2"><v>many</v></c>'), "NotAWorkbook"),
    "no survey": (lambda: workbook(sheet="sheet1"), "NotAForm"),
    "a survey without rows": (rows(b""), "NotAForm"),
    **{
        f"entities in {part}": (lambda part=part: prefixed(part, ENTITIES), "HoldsEntities")
        for part in ALL_PARTS
    },
    "an entity from outside": (lambda: prefixed(SHEET, OUTSIDE), "HoldsEntities"),
    "entities in another alphabet": (lambda: _in_utf16(SHEET), "HoldsEntities"),
}  # fmt: skip


def _zip(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return made.getvalue()


def _damaged(content):
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    return content[:at] + bytes(40) + content[at + 40 :]


def _in_utf16(part):
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    text = parts[part].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts[part] = text.replace("?>\n", "?>\n" + ENTITIES.decode()).encode("utf-16")
    return _zip(parts)


READER = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, ({space}, {space}))
from casework.exchange.refusals import FileNotUsable
from casework.exchange.spreadsheet import read_form
for line in sys.stdin:
    started = time.process_time()
    try:
        read_form(open(line.strip(), "rb").read())
        found = "read"
    except FileNotUsable as refused:
        found = type(refused).__name__
    except BaseException as other:
        found = "broke: " + type(other).__name__
    spent = time.process_time() - started
    status = open("/proc/self/status").read()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    print(json.dumps([found, spent, peak]), flush=True)
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """What one bounded process said of every workbook: what, after how long, at what memory."""
    folder = tmp_path_factory.mktemp("workbooks")
    names = {}
    for number, (what, (make, _reason)) in enumerate(HOSTILE.items()):
        file = folder / f"{number}.xlsx"
        file.write_bytes(make())
        names[what] = str(file)
    done = subprocess.run(
        [sys.executable, "-c", READER.format(space=SPACE)],
        input="\n".join(names.values()), capture_output=True, text=True, timeout=120, cwd=ROOT,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert len(lines) == len(names), f"the process ended early: {done.stderr[-600:]}"
    return dict(zip(names, map(json.loads, lines), strict=True))


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_is_refused_with_its_reason(verdicts, what):
    found, seconds, _peak = verdicts[what]
    assert found == HOSTILE[what][1]
    assert seconds < SECONDS


def test_all_of_them_together_took_little_memory(verdicts):
    *_others, (_found, _seconds, peak) = verdicts.values()
    assert peak < MEGABYTES, "with Python and the libraries"


def test_a_plain_workbook_is_read():
    rows = read_form(workbook()).of("survey")
    assert [dict(row.cells) for row in rows] == [{"type": "text", "name": "q", "label": "Question"}]


def test_text_that_looks_like_a_formula_is_text():
    (row,) = read_form(workbook([("text", "q", "=1+1")])).of("survey")
    assert row.get("label") == "=1+1"


def test_a_refusal_names_the_cell_and_nothing_of_it():
    with pytest.raises(refusals.HoldsFormula) as refused:
        read_form(with_cell(b'<c r="D2"><f>SECRET()</f></c>'))
    assert refused.value.codes == {"sheet": "sheet1.xml", "cell": "D2"}
    assert isinstance(refused.value, FileNotUsable)


def test_a_form_at_the_limits_is_read_in_time_and_in_little_memory(tmp_path):
    every = [(f"text {n}", f"q{n}", f"Question {n}" * 9) for n in range(ROWS - 1)]
    file = tmp_path / "large.xlsx"
    file.write_bytes(workbook(every))
    done = subprocess.run(
        [sys.executable, "-c", READER.format(space=SPACE)],
        input=str(file), capture_output=True, text=True, timeout=60, cwd=ROOT,
    )  # fmt: skip
    found, seconds, peak = json.loads(done.stdout)
    assert (found, seconds < SECONDS, peak < MEGABYTES) == ("read", True, True), (seconds, peak)
