"""Whoever screens imports filled forms as screenings of their own; forms of questionnaires are for
those who may read questionnaires, and become drafts in the hands of administrators."""

from tests.architecture.access import Access
from tests.architecture.access.screening import SCREENERS

READERS = {"administrator": 200, "national_focal_point": 200}
STRANGERS = {**dict.fromkeys(SCREENERS, 404), "owner_inspector": 200}

EXPECTED = {
    "exchange.as_workbook": Access("GET", "/a/instruments/labour_short/1/form.xlsx", READERS),
    "exchange.as_xml": Access("GET", "/a/instruments/labour_short/1/form.xml", READERS),
    "exchange.bring_form": Access("GET", "/a/instruments/import", {"administrator": 200}),
    "exchange.bring_form POST": Access("POST", "/a/instruments/import", {"administrator": 422}),
    "exchange.form_report": Access("GET", "/a/instruments/{imported_form}/import", READERS),
    "exchange.bring_submissions": Access("GET", "/s/import", SCREENERS),
    "exchange.bring_submissions POST": Access("POST", "/s/import", dict.fromkeys(SCREENERS, 422)),
    "exchange.submissions_done": Access("GET", "/s/import/{submission_import}", STRANGERS),
}
