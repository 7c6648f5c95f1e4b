"""A place for the night, in Arabic, on two phones: looked for, held, given, and known to nobody."""

from tests.journeys.walk import PHONE

UNIT = {"name": "دار النجمة", "meeting_point": "أمام محطة القطار", "phone": "05 22 00 00 00",
        "hours": "في أي ساعة", "regime": "protected", "languages": ["ary", "fr"],
        "care": ["psychological"]}  # fmt: skip
STREET = "زنقة التجربة رقم 12"
CASE = {
    "region": "MA-06", "priority": "P1", "sex": "female", "age_band": "25-34", "age_doubt": "no",
    "languages": ["ary"], "interpreter": "not_needed", "nationality_group": "moroccan",
    "exploitation": "domestic_work", "asylum": "no", "search": "no_name",
}  # fmt: skip


def open_house(shelter):
    shelter.come_in("shelter")
    shelter.visit("/b")
    shelter.look("board-empty")
    shelter.press("main a[href='/b/unit/new']")
    shelter.look("house-new")
    shelter.send(UNIT)
    house = shelter.path
    shelter.visit(f"{house}/address/write")
    shelter.send({"lines": STREET})
    shelter.visit(f"{house}/rules")
    shelter.look("house-rules-new")
    shelter.send({"ar": "نتحدث باحترام.", "fr": "On se parle avec respect."})
    shelter.visit(f"{house}/room")
    shelter.look("house-room-new")
    shelter.send({"name": "الغرفة 1", "profile": "women", "places": "1", "accessible": "yes"})
    shelter.look("house")
    shelter.visit("/b")
    shelter.press("form[action='/b/confirm'] button")
    shelter.look("board-confirmed")


def search_and_hold(worker):
    worker.come_in("caseworker")
    worker.visit("/c/new")
    worker.send(CASE)
    code = worker.path.split("/")[2]
    worker.visit(f"/c/{code}/stay")
    worker.look("case-not-sheltered")
    worker.press(f"main a[href='/c/{code}/place']")
    worker.look("place-search")
    worker.send({"night": "tonight", "alias": "وردة"})
    worker.look("place-offers")
    assert UNIT["meeting_point"] in worker.text and UNIT["hours"] in worker.text
    assert UNIT["name"] not in worker.page.content()
    worker.fill({"urgent_reason": "الشخص في الشارع هذه الليلة."})
    worker.press(f"button[formaction='/c/{code}/place/hold']")
    worker.look("place-held")
    assert UNIT["phone"] in worker.text
    return code


def admit(shelter):
    shelter.visit("/")
    shelter.look("my-work-arrivals")
    shelter.visit("/b")
    shelter.look("board-held")
    shelter.press("main a.bed.held")
    shelter.look("place-of-house")
    shelter.press("main a[href$='/admit']")
    shelter.look("stay-admit")
    shelter.send({}, "main form[method=post] button")
    stay = shelter.path
    shelter.look("stay-admitted")
    shelter.visit(f"{stay}/intake")
    shelter.look("stay-intake")
    shelter.send({"safety": "safe", "health": "fine", "papers": "with_person", "consent": "yes",
                  "language": "ary", "heard": "read_aloud", "agreed": "yes"})  # fmt: skip
    shelter.look("stay-after-intake")
    for path, name in (
        (f"{stay}/exit", "stay-exit"), (f"{stay}/extend", "stay-extend"),
        (f"{stay}/care", "stay-care"), ("/b/night", "night-list"), ("/b/stays", "stays"),
        ("/b/waiting", "waiting"), ("/b/incident/new", "incident-new"),
    ):  # fmt: skip
        shelter.visit(path)
        shelter.look(name)


def test_a_night_placement_from_the_search_to_the_bed_in_arabic(open_window):
    shelter, worker = open_window("ar", PHONE), open_window("ar", PHONE)
    open_house(shelter)
    code = search_and_hold(worker)
    admit(shelter)
    shelter.visit("/b/night")
    assert code in shelter.text, "who sleeps here tonight stands on the night list, by code"
    assert UNIT["name"] in shelter.text and STREET not in shelter.page.content()
    worker.visit(f"/c/{code}/stay")
    worker.look("case-sheltered")
    for secret in (STREET, UNIT["name"], UNIT["phone"], "الغرفة 1"):
        assert secret not in worker.page.content()
    faults = shelter.faults + worker.faults
    assert not faults, "\n".join(faults)
