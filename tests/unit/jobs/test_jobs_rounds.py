from datetime import timedelta

from casework.jobs.registry import Round


def test_a_round_is_due_at_once_and_then_after_its_time() -> None:
    round_ = Round("audit.seal", timedelta(seconds=10))
    assert round_.is_due(100.0)
    round_.waiting = False
    assert not round_.is_due(109.9)
    assert round_.is_due(110.0)


def test_a_round_is_not_queued_again_before_it_has_been_run() -> None:
    round_ = Round("audit.seal", timedelta(seconds=10))
    assert round_.is_due(100.0)
    assert not round_.is_due(500.0)
    round_.waiting = False
    assert round_.is_due(500.0)
