"""What follows a screening: the watch and the second look are lists of one's own or of the region;
a correction is its author's; the annex for the prosecutor is for who answers for the region and for
who works the case."""

from tests.architecture.access import Access
from tests.architecture.access.screening import QUEUE, SCREENERS, _owner, _region

OF_THE_CASE = {"caseworker": 200, "colleague_caseworker": 404, "caseworker_elsewhere": 404}

EXPECTED = {
    "screening.own_watch": Access("GET", "/s/watch", SCREENERS),
    "screening.watch": Access("GET", "/q/watch", QUEUE),
    "screening.review": Access("GET", "/q/review", QUEUE),
    "screening.late": Access("GET", "/q/{late_draft}/late", _region(200)),
    "screening.correct": Access("GET", "/s/{screening}/correct", _owner(200)),
    "screening.correct POST": Access("POST", "/s/{screening}/correct", _owner(422)),
    "screening.correct_section": Access("GET", "/s/{screening}/correct/safety", _owner(200)),
    "screening.correct_section POST": Access("POST", "/s/{screening}/correct/safety", _owner(409)),
    "screening.note_view": Access("GET", "/s/{at_risk}/view", _owner(200)),
    "screening.note_view POST": Access("POST", "/s/{at_risk}/view", _owner(422)),
    "screening.read_correction": Access("GET", "/q/{screening}/read", _region(200)),
    "screening.read_correction POST": Access("POST", "/q/{screening}/read", _region(409)),
    "screening.threshold": Access("GET", "/q/{screening}/threshold", _region(200)),
    "screening.threshold_of_case": Access("GET", "/c/{case}/threshold", OF_THE_CASE),
}
