"""Where the pages are hung up: visits at /v, labour records at /l."""

from flask import Blueprint

visit_pages = Blueprint("visits", __name__)
labour_pages = Blueprint("labour", __name__)
