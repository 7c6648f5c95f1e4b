"""What can be wrong with the log, each named, with the place of the first broken link."""

from dataclasses import dataclass, field
from enum import StrEnum

from casework.audit.chain import Stream


class Kind(StrEnum):
    """The ways in which somebody may have touched the log."""

    EDITED = "edited"
    REORDERED = "reordered"
    MIDDLE_MISSING = "deleted from the middle"
    END_MISSING = "deleted from the end"
    STREAM_MISSING = "whole stream deleted"
    SEAL_CLAIMED = "said to be sealed where no checkpoint is"
    HEAD_CHANGED = "stream head changed"
    CHECKPOINT_CHANGED = "checkpoint changed"
    CHECKPOINT_MISSING = "checkpoint deleted"
    CHECKPOINT_REPLACED = "checkpoint replaced"
    EVENTS_MISCOUNTED = "events fewer or more than the checkpoint counted"
    OLDER_DATABASE = "an older database was put back"
    COPIES_CUT = "copies end before this checkpoint"
    COPY_CHANGED = "copy of a checkpoint changed or missing"


@dataclass(frozen=True)
class Fault:
    """One broken place: in a stream at a number, or at the number of a checkpoint."""

    kind: Kind
    seq: int
    stream: Stream | None = None

    @property
    def place(self) -> Stream | int:
        """The stream it is in, or the number of its checkpoint."""
        return self.stream or self.seq

    def __str__(self) -> str:
        where = f"{self.stream.kind} {self.stream.id}" if self.stream else "checkpoint"
        return f"{self.kind}: {where} #{self.seq}"


MOST_NAMED = 1000


@dataclass
class Report:
    """What a verification counted and found; at most one fault a stream and one a checkpoint. The
    first thousand of streams are named and the rest counted, so that a log of millions of streams
    that was rewritten throughout is verified in the memory that a whole one takes."""

    events: int = 0
    streams: int = 0
    checkpoints: int = 0
    copies: int = 0
    outside: int = 0
    faults: list[Fault] = field(default_factory=list)
    unnamed: int = 0
    _broken: set[Stream | int] = field(default_factory=set)

    @property
    def whole(self) -> bool:
        """Nothing was touched."""
        return not self.faults

    def add(self, fault: Fault | None) -> None:
        """Keep a fault, unless its place is broken already."""
        if not fault or self.broken(fault.place):
            return
        if fault.stream and len(self.faults) >= MOST_NAMED:
            self.unnamed += 1
        else:
            self.faults.append(fault)
            self._broken.add(fault.place)

    def broken(self, place: Stream | int) -> bool:
        """Whether a fault was found in this stream or checkpoint."""
        return place in self._broken
