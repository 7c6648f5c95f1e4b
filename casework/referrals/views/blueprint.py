"""The blueprint of the pages of referrals."""

from flask import Blueprint

from casework.referrals import pages
from casework.referrals.wording import give_to_templates

blueprint = Blueprint("referrals", __name__)
give_to_templates(blueprint, pages.WORDS)
