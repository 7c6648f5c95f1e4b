"""Where the pages of questionnaires are hung up."""

from flask import Blueprint

blueprint = Blueprint("instruments", __name__, url_prefix="/a/instruments")
