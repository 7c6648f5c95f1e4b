"""Whether a note of a screening seems to say who somebody is: the rule of every note."""

from casework.kernel.notes import LIMIT, seems_to_name

__all__ = ["LIMIT", "seems_to_name"]
