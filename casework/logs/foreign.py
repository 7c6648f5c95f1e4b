"""Everything that Python's `logging` carries leaves by one handler, and says nothing of its own."""

import logging
import sys
import threading
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from casework.logs.catalogue import LibrarySpoke, Line, ProcessEnded
from casework.logs.writing import NAME, Rendered, as_json, render, write

_GRADES = {
    logging.DEBUG: "debug",
    logging.INFO: "info",
    logging.WARNING: "warning",
    logging.ERROR: "error",
    logging.CRITICAL: "critical",
}


class Handler(logging.Handler):
    """Writes our own lines as they were rendered, and of others who, where and how grave."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        """One line on standard error. A log that cannot be written stops nobody."""
        try:
            own = isinstance(record.msg, Rendered) and not record.args
            stream = self._stream or sys.stderr
            stream.write(f"{record.msg if own else render(_of(record))}\n")
            stream.flush()
        except Exception:  # noqa: S110 - the disk of the log is full, or its pipe closed
            pass


def _of(record: logging.LogRecord) -> Line:
    grade: Any = _GRADES.get(record.levelno, "warning")
    problem = record.exc_info[1] if record.exc_info else None
    place = f"{Path(record.pathname).name}:{record.lineno}"
    return LibrarySpoke(record.name, grade, place, problem)


def install(*, json: bool, stream: TextIO | None = None) -> None:
    """From now on everything of this process is written this way: lines of ours, of libraries,
    warnings, and what nobody handled. At a console (no JSON) only what somebody should see."""
    as_json(json)
    logging.getLogger(NAME).setLevel(logging.INFO if json else logging.WARNING)
    root = logging.getLogger()
    root.handlers[:] = [Handler(stream)]
    root.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(True)
    if not sys.warnoptions:  # their words would be left out: whoever wants them asks with -W
        warnings.simplefilter("ignore")
    sys.excepthook = _not_handled
    threading.excepthook = _in_thread


def _not_handled(
    kind: type[BaseException], problem: BaseException, trace: TracebackType | None
) -> None:
    if not isinstance(problem, KeyboardInterrupt):
        write(ProcessEnded(problem))


def _in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        write(ProcessEnded(args.exc_value))
