"""How long files are kept and who erases them: the data protection officer and the focal points
of the region, by code. An administrator, a caseworker and everybody else: never."""

from tests.architecture.access import Access

LISTS = {
    "dpo": 200,
    "focal_point": 200,
    "second_focal_point": 200,
    "national_focal_point": 200,
    "focal_point_elsewhere": 200,
}
OF_THE_REGION = {**LISTS, "focal_point_elsewhere": 404}


def those(status: int) -> dict[str, int]:
    """This status for those of the region, 404 for a focal point of another one."""
    return {**dict.fromkeys(OF_THE_REGION, status), "focal_point_elsewhere": 404}


EXPECTED = {
    "retention.overview": Access("GET", "/keeping", LISTS),
    "retention.record": Access("GET", "/keeping/{case}", OF_THE_REGION),
    # the case is worked with: nothing of it can be erased
    "retention.begin": Access("POST", "/keeping/{case}/begin", those(409)),
    "retention.ask": Access("POST", "/keeping/{case}/ask", those(409)),
    "retention.keep": Access("GET", "/keeping/{case}/keep", OF_THE_REGION),
    "retention.keep POST": Access("POST", "/keeping/{case}/keep", those(422)),
    "retention.confirm": Access("GET", "/keeping/{case}/confirm", OF_THE_REGION),
    "retention.confirm POST": Access("POST", "/keeping/{case}/confirm", those(422)),
    "retention.hold": Access("GET", "/keeping/{case}/hold", OF_THE_REGION),
    "retention.hold POST": Access("POST", "/keeping/{case}/hold", those(422)),
    "retention.lift": Access("POST", "/keeping/{case}/lift", those(409)),
    "retention.certificate_of": Access("GET", "/keeping/certificates/{erasure}.pdf", OF_THE_REGION),
}
