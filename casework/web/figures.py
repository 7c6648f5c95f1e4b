"""What is counted while Sanad runs, for whoever watches the machine (Prometheus).

Labels are endpoints, methods, statuses and jobs: never a person, an organisation, a region or an
address. Several processes count into one folder (PROMETHEUS_MULTIPROC_DIR), else each for itself.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

_own = CollectorRegistry(auto_describe=True)

REQUESTS = Counter(
    "sanad_requests",
    "Requests answered",
    ("endpoint", "method", "status"),
    registry=_own,
)
DURATION = Histogram(
    "sanad_request_seconds", "How long an answer took", buckets=SECONDS, registry=_own
)
LIMITED = Counter("sanad_requests_limited", "Requests told to wait", ("by",), registry=_own)
JOBS = Counter("sanad_jobs", "Jobs that ended", ("job", "result"), registry=_own)


def counted() -> CollectorRegistry:
    """What all processes counted, where they count into one folder; else what this one did."""
    if not os.environ.get(SHARED):
        return _own
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
