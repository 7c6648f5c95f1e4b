"""Small files, small functions: what is read at once can be understood at once."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
HARD_FILE, HARD_FUNCTION, HARD_VIEW = 400, 45, 30


def _sources():
    return [*sorted((ROOT / "casework").rglob("*.py")), ROOT / "config.py", ROOT / "wsgi.py"]


def _functions(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_four_hundred_lines():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in [*_sources(), *sorted((ROOT / "tests").rglob("*.py"))]
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > HARD_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_forty_five_lines():
    long = {
        f"{file.relative_to(ROOT)}:{name}": lines
        for file in _sources()
        for name, lines in _functions(file)
        if lines > HARD_FUNCTION
    }
    assert long == {}


def test_application_is_wired_in_less_than_eighty_lines():
    assert len((ROOT / "casework" / "__init__.py").read_text("utf-8").splitlines()) < 80


def test_shared_fixtures_stay_under_two_hundred_lines():
    assert len((ROOT / "tests" / "conftest.py").read_text("utf-8").splitlines()) <= 200


def test_repository_names_no_place_of_a_machine():
    forbidden = (
        "/" + "work/",
        "/" + "tmp/plan",
        "/" + "root/",
        "sha" + "red/DESIGN",
        "pypi" + ".org",
    )
    found = []
    for folder in ("casework", "docs", "templates", "tests", "benchmarks", "migrations"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in (".py", ".md", ".html", ".yaml", ".po", ".css", ".js"):
                text = file.read_text(encoding="utf-8")
                found += [f"{file.relative_to(ROOT)}: {word}" for word in forbidden if word in text]
    assert found == []
