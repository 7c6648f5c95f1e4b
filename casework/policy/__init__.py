"""Who may do what: the whole policy as data, on one page (`matrix.py`), read by `decide`.

Pure. Unknown is denied, there is no superuser, and an administrator reads no case.
"""

from casework.policy.actors import Actor, Resource, Role
from casework.policy.decide import Decision, decide, permissions_of
from casework.policy.permissions import Permission
from casework.policy.proof import FRESH, FRESH_TO_WRITE

__all__ = [
    "FRESH",
    "FRESH_TO_WRITE",
    "Actor",
    "Decision",
    "Permission",
    "Resource",
    "Role",
    "decide",
    "permissions_of",
]
