"""What one sitting hands to the next: references and codes, as people would note them."""

from dataclasses import dataclass


@dataclass
class Thread:
    """The screening, the case and the referral of one walk, and what the referral showed."""

    screening: str = ""
    code: str = ""
    referral: str = ""
    before: str = ""
    after: str = ""
