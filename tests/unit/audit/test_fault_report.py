"""What a verification keeps of what it finds."""

from uuid import uuid4

from casework.audit.chain import Stream
from casework.audit.faults import MOST_NAMED, Fault, Kind, Report


def test_a_stream_is_named_once_a_thousand_streams_at_most_and_every_checkpoint():
    report = Report()
    for _each in range(MOST_NAMED + 5):
        edited = Fault(Kind.EDITED, 1, Stream("case", uuid4()))
        report.add(edited)
        report.add(edited)
    report.add(Fault(Kind.OLDER_DATABASE, 7))
    assert len(report.faults) == MOST_NAMED + 1
    assert report.faults[-1].kind is Kind.OLDER_DATABASE
    assert report.unnamed >= 5
    assert not report.whole
