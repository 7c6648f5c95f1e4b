"""Projects and rates: those who run programmes, in their own organisation."""

from tests.architecture.access import Access

OFFICERS = {"distribution_officer": 200, "second_officer": 200}
INCOMPLETE = dict.fromkeys(OFFICERS, 422)
RATES = {**OFFICERS, "administrator": 200}
PROJECT = "/k/{project}"

EXPECTED = {
    "funding.projects": Access("GET", "/k", OFFICERS),
    "funding.new_project": Access("GET", "/k/new", OFFICERS),
    "funding.new_project POST": Access("POST", "/k/new", INCOMPLETE),
    "funding.project": Access("GET", PROJECT, OFFICERS),
    "funding.new_line": Access("GET", PROJECT + "/line", OFFICERS),
    "funding.new_line POST": Access("POST", PROJECT + "/line", INCOMPLETE),
    "funding.new_partner": Access("GET", PROJECT + "/partner", OFFICERS),
    "funding.new_partner POST": Access("POST", PROJECT + "/partner", INCOMPLETE),
    "funding.charges": Access("GET", PROJECT + "/charges", OFFICERS),
    # whoever asks first takes it back; the second hears that it was taken back
    "funding.reverse_charge POST": Access(
        "POST",
        PROJECT + "/charges/{charge}/reverse",
        {"distribution_officer": 303, "second_officer": 409},
    ),
    "funding.rates": Access("GET", "/k/rates", RATES),
    "funding.rates POST": Access("POST", "/k/rates", dict.fromkeys(RATES, 422)),
}
