"""The looks themselves: a bad page is found to be bad in each way they look for."""

import pytest

from tests.journeys.looking import faults_of

BAD = """<!doctype html><html lang="fr" dir="ltr"><head><title>Save the page</title></head><body>
<main><h1>%(name)s</h1><p style="text-align:left; color:#ccc">نص بالعربية</p>
<p>Choose your answer</p><button style="width:9px;height:9px;padding:0"></button>
<div style="width:2000px">.</div></main></body></html>"""
EXPECTED = (
    "the direction is not rtl",
    "the language is not ar",
    "aligned left",
    "foreign words: Choose your answer",
    "foreign words: Save the page",
    "a target of 9 by 9",
    "raw words: %(name)",
    "px too wide at 1280",
    "axe button-name",
)


def test_a_bad_page_is_found_bad_in_every_way(chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 844})
    page.set_content(BAD)
    found = "\n".join(faults_of(page, "ar", 1280))
    page.close()
    assert [fault for fault in EXPECTED if fault not in found] == []


def test_a_page_made_like_one_found_right_is_still_found_bad_when_one_element_differs(chromium):
    right = '<!doctype html><html lang="en" dir="ltr"><head><title>Rows</title></head><body><main>'
    right += "<h1>Rows</h1>" + "<p><button>One</button></p>" * 3 + "</main></body></html>"
    found = judged(chromium, right, right.replace("One", "Two"), right.replace("One", "", 1))
    assert found[:2] == [[], []]
    assert "button-name" in found[2][0]


DIM = """<!doctype html><html lang="en" dir="ltr"><head><title>Rows</title><style>
p { color: #333 } .pale { color: #999 } .dark { background: #555 } .faint { opacity: .4 }
.over { position: absolute; inset-block-start: 4rem }
</style></head><body><main><h1>Rows</h1><p>One</p>%s</main></body></html>"""


@pytest.mark.parametrize(
    "unlike",
    [
        '<p class="pale">Two</p>',
        '<div class="dark"><p>Two</p></div>',
        '<div class="faint"><p>Two</p></div>',
        '<div class="dark"><p>Two</p></div><p class="over">Three</p>',
    ],
)
def test_a_text_is_judged_when_it_looks_otherwise_than_those_that_passed(chromium, unlike):
    first, second = judged(chromium, DIM % "<p>Two</p>", DIM % unlike)
    assert first == []
    assert "color-contrast" in second[0]


def judged(chromium, *pages):
    """What axe finds on each of these pages, one after the other."""
    page = chromium.new_page(viewport={"width": 1280, "height": 844})
    found = []
    for content in pages:
        page.set_content(content)
        found.append([one for one in faults_of(page, "en", 1280) if one.startswith("axe")])
    page.close()
    return found
