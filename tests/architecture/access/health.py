"""How the installation stands, for administrators; two addresses for machines that watch it."""

from tests.architecture.access import Access

EXPECTED = {
    "health.health": Access("GET", "/a/health", {"administrator": 200}),
    "health.healthz": Access("GET", "/healthz", others=200, signed_out=200),
    "health.readyz": Access("GET", "/readyz", others=200, signed_out=200),
    # opened by the operator alone: see tests/integration/health/test_metrics.py
    "health.metrics": Access("GET", "/metrics", others=404, signed_out=404),
}
