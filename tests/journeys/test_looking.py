"""The looks themselves: a bad page is found to be bad in each way they look for."""

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
    page = chromium.new_page(viewport={"width": 1280, "height": 844})
    right = '<!doctype html><html lang="en" dir="ltr"><head><title>Rows</title></head><body><main>'
    right += "<h1>Rows</h1>" + "<p><button>One</button></p>" * 3 + "</main></body></html>"
    found = []
    for content in (right, right.replace("One", "Two"), right.replace("One", "", 1)):
        page.set_content(content)
        found.append([one for one in faults_of(page, "en", 1280) if one.startswith("axe")])
    page.close()
    assert found[:2] == [[], []]
    assert "button-name" in found[2][0]
