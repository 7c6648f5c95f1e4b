"""Work that nobody waits for: a queue with a worker, jobs that come round, and the outbox.

Features register what comes round with `register_periodic` and tell people with `outbox.post`.
"""

from datetime import timedelta

from flask import Flask

from casework.jobs.queue import enqueue, queue_length
from casework.jobs.registry import register_job, register_periodic

__all__ = ["enqueue", "init_app", "queue_length", "register_job", "register_periodic"]


def init_app(app: Flask) -> None:
    """Add `flask worker` and the jobs of the lower packages."""
    from casework.audit.copies import copies_folder
    from casework.audit.sealing import seal_checkpoint
    from casework.jobs import outbox
    from casework.jobs.cli import worker
    from casework.jobs.second_place import keep_copies
    from casework.web import idempotency

    def seal() -> None:
        """Sign what was written since the last checkpoint, and copy it to the second place."""
        while seal_checkpoint():
            pass
        keep_copies(copies_folder())

    register_periodic("audit.seal", timedelta(seconds=10), seal, in_unit=False)
    register_periodic("outbox.dispatch", timedelta(seconds=15), outbox.dispatch, in_unit=False)
    register_periodic("forms.forget", timedelta(hours=6), idempotency.forget_old)
    app.cli.add_command(worker)
