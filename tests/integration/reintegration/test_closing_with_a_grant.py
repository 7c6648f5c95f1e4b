"""A case does not close over a grant that was promised and is neither paid nor ended."""

from tests.integration.reintegration.conftest import DEAR

CLOSE = {"reason": "goals_met", "words": "Fini.", "informed": "yes", "feedback": "given"}
UNPAID = "Un appui n’est pas versé"


def test_a_promised_grant_stands_against_closing_until_it_is_ended(quick_ground, client_as) -> None:
    code = quick_ground.planned()
    reference = quick_ground.begun(code=code)
    grant = quick_ground.grant(reference, DEAR)
    quick_ground.made_safe(code)
    worker = client_as("caseworker")
    there = f"/c/{code}/close"
    assert UNPAID in worker.get(there).text
    worker.submit(there, CLOSE, 422, "reason")
    cancelled = {"words": "Elle a trouvé un emploi."}
    worker.submit(f"/g/{reference}/grant/{grant}/cancel", cancelled, containing="words")
    assert UNPAID not in worker.get(there).text
    worker.submit(there, CLOSE, containing="reason")
