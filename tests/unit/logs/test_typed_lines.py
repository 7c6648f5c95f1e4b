"""Lines of the technical log hold what their fields allow, and nothing that somebody typed."""

import io
import json
import logging
import re
import subprocess
import sys
import warnings
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from casework.logs import allow, catalogue, foreign, install, write
from casework.logs.catalogue import Failure, JobBroke, Line, RequestAnswered, WorkListFailed
from casework.logs.writing import NAME, Rendered, checked, render

CANARY = "Fatima-Zohra فاطمة 0612345678"
HOSTILE: list[Any] = [
    CANARY,
    "fatima",
    "/enrol/6p0R76hIyL6CkjXPsuH1iFyhvrLoJvtyMIsy-rfBRH8",
    "https://sanad.example.ma/c/MA-26-7KQ4-M?token=secret",
    "SELECT * FROM person WHERE name = 'Fatima'",
    'x\n{"event": "forged"}',
    612345678,
    212612345678,
    -1,
    True,
    1.5,
    b"fatima",
    ["fatima"],
    {"name": "fatima"},
    ValueError("fatima"),
    type("Sly", (str,), {"__str__": lambda self: "fatima"})("GET"),
]
SERVER_SPEAKS = """
import json, logging, sys
from granian.log import LogLevels, configure_logging
from casework.serving import LOG_CONFIG
configure_logging(LogLevels.warning, json.loads(LOG_CONFIG.read_text()))
logging.getLogger("_granian").error("no worker for %s", sys.argv[1])
logging.getLogger("granian.access").warning("GET /c/%s", sys.argv[1])
"""
LINES = [kind for kind in vars(catalogue).values()
         if isinstance(kind, type) and issubclass(kind, Line) and kind is not Line]  # fmt: skip


@pytest.fixture
def written():
    """What the process writes, with everything installed as in production; put back afterwards."""
    root, own = logging.getLogger(), logging.getLogger(NAME)
    kept = (root.handlers[:], root.level, own.level, sys.excepthook, foreign.threading.excepthook)
    filters = warnings.filters[:]
    stream = io.StringIO()
    install(json=True, stream=stream)
    yield stream
    root.handlers[:], root.level = kept[0], kept[1]
    root.setLevel(kept[1])
    own.setLevel(kept[2])
    sys.excepthook, foreign.threading.excepthook = kept[3], kept[4]
    logging.captureWarnings(False)
    warnings.filters[:] = filters


def _words(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: kind.__name__)
def test_no_field_of_any_line_takes_what_somebody_typed(kind):
    names = [one.name for one in fields(kind)]
    for value in HOSTILE:
        made = kind(**dict.fromkeys(names, value))
        told = render(made)
        assert "atima" not in told
        assert "فاطمة" not in told
        assert "token" not in told
        assert "612345678" not in told
        assert json.loads(told)["event"] == kind.event
        allowed = isinstance(value, ValueError)
        assert names == [] or allowed or set(checked(made)["refused"]) == set(names)


def test_every_field_is_of_a_kind_that_is_checked():
    for kind in LINES:
        made = kind(**{one.name: object() for one in fields(kind)})
        assert set(checked(made).get("refused", [])) == {one.name for one in fields(kind)}


def test_a_line_is_one_json_object_with_what_is_allowed():
    allow("endpoint", ["cases.case_file"])
    told = json.loads(render(RequestAnswered("cases.case_file", "GET", 200, 12)))
    assert list(told) == ["time", "level", "event", "endpoint", "method", "status", "milliseconds"]
    assert told["time"].endswith("Z")
    assert told["level"] == "info"


def test_an_exception_is_written_as_its_class_and_places_without_its_words():
    try:
        raise SQLAlchemyError(f"INSERT INTO person VALUES ('{CANARY}')")
    except SQLAlchemyError as problem:
        told = json.loads(render(Failure("E-3F9A21", problem)))
    assert told["kind"] == "SQLAlchemyError"
    assert told["places"][0].startswith("test_typed_lines.py:")
    assert "person" not in json.dumps(told)


def test_names_that_the_program_does_not_know_are_refused():
    problem = ValueError()
    assert checked(JobBroke("job.of.fatima", problem))["refused"] == ["job"]
    assert checked(WorkListFailed("fatima", problem))["refused"] == ["key"]


def test_only_lines_of_the_catalogue_are_written():
    for other in (CANARY, {"event": CANARY}, ValueError(CANARY), None):
        with pytest.raises(TypeError):
            write(other)  # type: ignore[arg-type]


def test_what_a_library_says_is_reduced_to_who_where_and_how_grave(written):
    library = logging.getLogger("some.library")
    try:
        raise RuntimeError(CANARY)
    except RuntimeError:
        library.exception("cannot open %s for %s", "/c/MA-26-7KQ4-M?token=x", CANARY)
    library.warning(f"GET /enrol/secret {CANARY}")
    logging.getLogger(NAME).error(f"not a line of ours: {CANARY}")
    first, second, third = _words(written)
    assert (first["logger"], first["grade"], first["kind"]) == (
        "some.library", "error", "RuntimeError",
    )  # fmt: skip
    assert second["level"] == "warning"
    assert third["event"] == "library"
    assert not re.search("atima|enrol|token|MA-26|open", written.getvalue())


def test_statements_and_their_values_are_not_written_even_when_the_engine_is_loud(written):
    loud = logging.getLogger("sqlalchemy.engine")
    loud.setLevel(logging.DEBUG)
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("select :name"), {"name": CANARY})
    engine.dispose()
    loud.setLevel(logging.NOTSET)
    logging.getLogger("sqlalchemy.engine").warning("INSERT … [parameters: ('%s')]", CANARY)
    assert written.getvalue()
    assert "atima" not in written.getvalue()
    assert "select" not in written.getvalue().lower()


def test_warnings_and_what_nobody_handled_are_lines_too(written):
    logging.getLogger("py.warnings").warning(CANARY)
    sys.excepthook(ValueError, ValueError(CANARY), None)
    foreign.threading.excepthook(
        foreign.threading.ExceptHookArgs((KeyError, KeyError(CANARY), None, None))
    )
    told = _words(written)
    assert [one["event"] for one in told] == ["library", "not_handled", "not_handled"]
    assert [one.get("kind") for one in told[1:]] == ["ValueError", "KeyError"]
    assert "atima" not in written.getvalue()


def test_a_log_that_cannot_be_written_stops_nobody(written):
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "no space left")

    logging.getLogger().handlers[:] = [foreign.Handler(Full())]
    write(Failure("E-3F9A21", ValueError()))


def test_nothing_in_the_program_logs_in_another_way():
    here = Path(foreign.__file__).parents[1]
    loose = re.compile(
        r"\blog\.(debug|info|warning|error|exception)\(|app\.logger\b|^\s*print\("
        r"|logging\.(info|warning|error|exception|basicConfig|StreamHandler)\(",
        re.MULTILINE,
    )
    found = [
        str(path.relative_to(here))
        for path in here.rglob("*.py")
        if path.parent.name != "logs" and loose.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_rendered_text_alone_passes_the_handler_as_it_is():
    assert type(render(catalogue.SignInThrottled())) is Rendered


def test_what_the_server_itself_says_is_reduced_too():
    """granian as it is started: its own configuration of logs, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-c", SERVER_SPEAKS, CANARY], capture_output=True, text=True, check=True
    )
    assert told.stdout == ""
    lines = [json.loads(line) for line in told.stderr.splitlines()]
    assert [one["logger"] for one in lines] == ["_granian", "granian.access"]
    assert "atima" not in told.stderr
