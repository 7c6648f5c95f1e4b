"""Who sees the protected numbers: dashboards and files, the two kinds of supervisor. What is
published beside one's own organisation, and what the numbers mean, everybody who works with it."""

from tests.architecture.access import Access

SUPERVISORS = {
    "analyst": 200,
    "focal_point": 200,
    "second_focal_point": 200,
    "focal_point_elsewhere": 200,
    "national_focal_point": 200,
}
NEITHER = {"dpo": 403, "administrator": 403}
EXPORTERS = {"analyst": 200, "national_focal_point": 200}
NOTHING_PUBLISHED = dict.fromkeys(SUPERVISORS, 422)

EXPECTED = {
    "statistics.dashboard": Access("GET", "/m", SUPERVISORS),
    "statistics.how": Access("GET", "/m/how", NEITHER, others=200),
    "statistics.organisation": Access("GET", "/m/organisation", NEITHER, others=200),
    # a file names its table and its quarter; without them the question is outside the lattice
    "statistics.table_file": Access("GET", "/m/table.csv", NOTHING_PUBLISHED),
    "statistics.indicators": Access("GET", "/m/indicators", NEITHER, others=200),
    "statistics.measured_error": Access("GET", "/m/measured-error", SUPERVISORS),
    # who asked what is for whoever watches over the protection of data, not for those who ask
    "statistics.asked_questions": Access("GET", "/m/questions", {"dpo": 200}),
    # why a table is taken: the same question about a table comes first
    "statistics_exports.reason": Access("GET", "/m/table", NOTHING_PUBLISHED),
    "statistics_exports.reason POST": Access("POST", "/m/table", NOTHING_PUBLISHED),
    "statistics_exports.ask": Access("GET", "/m/export", EXPORTERS),
    "statistics_exports.ask POST": Access("POST", "/m/export", dict.fromkeys(EXPORTERS, 422)),
    # a ticket is signed, for one person and a quarter of an hour
    "statistics_exports.fetch": Access("GET", "/m/export/ticket", dict.fromkeys(EXPORTERS, 404)),
}
