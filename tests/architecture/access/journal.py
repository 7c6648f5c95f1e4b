"""The trace is read by those who watch over the service and see no case."""

from tests.architecture.access import Access

EXPECTED = {
    "journal.journal": Access("GET", "/a/audit", {"administrator": 200, "dpo": 200}),
    "journal.journal POST": Access("POST", "/a/audit", {"administrator": 303, "dpo": 303}),
    "journal.unusual": Access("GET", "/a/audit/unusual", {"administrator": 200, "dpo": 200}),
    "chain.verify": Access("POST", "/a/audit/verify", {"administrator": 303, "dpo": 303}),
    "chain.export": Access("GET", "/a/audit/export", {"administrator": 200, "dpo": 200}),
    "chain.export POST": Access("POST", "/a/audit/export", {"administrator": 422, "dpo": 422}),
    # nothing was sealed yet
    "journal.checkpoint": Access("GET", "/a/audit/checkpoint", {"administrator": 404, "dpo": 404}),
    # alarms are told to those who supervise; which files are watched is set by the officer alone
    "alarms.alarms": Access(
        "GET",
        "/m/alarms",
        {
            "dpo": 200,
            "focal_point": 200,
            "second_focal_point": 200,
            "focal_point_elsewhere": 200,
            "national_focal_point": 200,
        },
    ),
    "alarms.watched": Access("GET", "/a/audit/watched", {"dpo": 200}),
    "alarms.watched POST": Access("POST", "/a/audit/watched", {"dpo": 422}),
    "journal.affected": Access("GET", "/a/audit/affected", {"administrator": 200, "dpo": 200}),
    "journal.affected POST": Access(
        "POST", "/a/audit/affected", {"administrator": 303, "dpo": 303}
    ),
}
