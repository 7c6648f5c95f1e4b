"""What the two servers run: Sanad as it is, or the same on the null cipher.

The list of cases shows 25 rows; both servers show 50 of them, which is what is measured.
"""

import os
from functools import partial

from flask import Response

from benchmarks.browser import MARK
from benchmarks.null_cipher import NullKeyring
from benchmarks.workplace import CASES
from casework import create_app
from casework.cases.queries import cases_page
from casework.cases.views import lists
from casework.encryption import open_keyring, provide_keyring
from casework.starting import ready_to_serve
from config import Settings

app = create_app(Settings.from_env())
if os.environ["BENCHMARK_CIPHER"] == "null":
    provide_keyring(app, lambda: NullKeyring(open_keyring(app.extensions["settings"])))
ready_to_serve(app)
lists.cases_page = partial(cases_page, size=CASES)  # type: ignore[attr-defined]


@app.after_request
def sign(answer: Response) -> Response:
    """Say which process answered."""
    answer.headers[MARK] = os.environ["BENCHMARK_MARK"]
    return answer
