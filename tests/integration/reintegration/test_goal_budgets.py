"""What the goals of a plan cost, line by line."""


def test_a_goal_has_the_lines_of_its_budget_in_kind_unless_said_otherwise(ground, client_as):
    reference, line = ground.begun(), str(ground.line())
    worker, there = client_as("caseworker"), f"/g/{reference}"
    goal = {"dimension": "economic", "words": "أريد ورشة", "activity": "Formation",
            "status": "planned"}  # fmt: skip
    begun = {"what_1": "Machine"}
    for typed in (begun, {"amount_1": "12"}, *({**begun, "amount_1": one} for one in
                  ("-3", "0", "1,234", "1e3", "douze", "99999999999999"))):  # fmt: skip
        page = worker.submit(f"{there}/goal/0", {**goal, **typed}, status=422, containing="words")
        assert "أريد ورشة" in page.text
    lines = {"what_1": "Machine à coudre", "amount_1": "4 000", "line_1": line,
             "what_2": "Transport", "amount_2": "150,50", "kind_2": "cash",
             "what_3": "Stage", "amount_3": "20", "currency_3": "EUR"}  # fmt: skip
    worker.submit(f"{there}/goal/0", {**goal, **lines}, containing="words")
    kept = ground.contents(reference).goals[1].lines
    assert [(one.minor, one.currency, one.in_kind, one.line) for one in kept] == [
        (4_000_00, "MAD", True, line), (150_50, "MAD", False, ""), (20_00, "EUR", True, ""),
    ]  # fmt: skip
    page = worker.get(there)
    assert "Machine à coudre" in page.text
    assert page.text.count("4\u202f150,50 MAD") == 1 and page.text.count("20,00 EUR") == 2
    worker.submit(f"{there}/goal/1", {"status": "set_aside"}, containing="words")
    assert ground.contents(reference).goals[1].lines == kept
    assert "4\u202f150,50 MAD" not in worker.get(there).text, "what is set aside costs nothing"
