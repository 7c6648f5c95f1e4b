"""Who sees the protected numbers: the two kinds of supervisor, nobody who works with persons."""

from tests.architecture.access import Access

SUPERVISORS = {
    "analyst": 200,
    "focal_point": 200,
    "second_focal_point": 200,
    "focal_point_elsewhere": 200,
    "national_focal_point": 200,
}
NOTHING_PUBLISHED = dict.fromkeys(SUPERVISORS, 422)

EXPECTED = {
    "statistics.dashboard": Access("GET", "/m", SUPERVISORS),
    "statistics.how": Access("GET", "/m/how", SUPERVISORS),
    # a file names its table and its quarter; without them the question is outside the lattice
    "statistics.table_file": Access("GET", "/m/table.csv", NOTHING_PUBLISHED),
}
