"""What stands of a request in the lists of its recipient is a sight of it, and the sender reads who
had it and when, as of every other."""

from casework.referrals import queries
from casework.referrals.receipts import receipts_of

IN_A_LIST = "dans la liste des demandes"


def sights(office, code, ref):
    """Who saw what of a request, and how often."""
    found = office.see(code, lambda case: receipts_of(queries.referral_of_case(case.id, ref)))
    return [(one.stage, one.times) for one in found]


def test_each_reader_of_a_list_is_written_down_once(quick_office, client_as):
    code, ref = quick_office.sent()
    assert sights(quick_office, code, ref) == []
    shelter = client_as("shelter")
    assert ref in shelter.get("/").text  # the home lists it too
    shelter.get("/r")
    shelter.get("/")
    assert sights(quick_office, code, ref) == [("listed", 1)]
    shelter.get(f"/r/{ref}")
    shelter.get("/r")
    assert sights(quick_office, code, ref) == [("listed", 1), ("A", 1)]
    worker = client_as("caseworker")
    assert IN_A_LIST in worker.get(f"/c/{code}/referrals/{ref}").text
    assert (
        "a vu quelques mots d’une orientation dans une liste"
        in worker.get(f"/c/{code}/access").text
    )


def test_only_rows_that_are_shown_are_seen(quick_office, client_as):
    sent = [quick_office.sent() for _one in range(6)]
    home = client_as("shelter").get("/").text
    for code, ref in sent:
        assert (sights(quick_office, code, ref) != []) == (ref in home)
    assert sum(ref in home for _code, ref in sent) == 5


def test_whoever_opened_it_before_is_not_written_down_again(quick_office, client_as):
    code, ref = quick_office.sent()
    shelter = client_as("shelter")
    shelter.get(f"/r/{ref}")
    shelter.get("/r")
    assert sights(quick_office, code, ref) == [("A", 1)]


def test_no_number_of_later_looks_hides_an_earlier_one(quick_office, client_as, monkeypatch):
    monkeypatch.setattr("casework.audit.queries.AT_ONCE", 2)
    code, ref = quick_office.sent()
    shelter = client_as("shelter")
    shelter.get("/r")
    for _time in range(5):
        shelter.get(f"/r/{ref}")
    assert sights(quick_office, code, ref) == [("listed", 1), ("A", 5)]
