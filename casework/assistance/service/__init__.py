"""What people do with distributions and training, one function per intention."""

from casework.assistance.service.counting import (
    count,
    count_many,
    keep,
    met,
    monitor,
    take_sheet,
)
from casework.assistance.service.kits import (
    change,
    compose,
    move_kits,
    refuse_second_charge,
    sign_kits,
)
from casework.assistance.service.meeting import MEET_TASK, ask_to_meet
from casework.assistance.service.operations import TRACK, Plan, plan, step, write_spot
from casework.assistance.service.stock import move, sign
from casework.assistance.service.tokens import destroy, destroy_ended, look, pepper_project
from casework.assistance.service.training import Session, check_held, hold_session, plan_session

__all__ = [
    "MEET_TASK",
    "TRACK",
    "Plan",
    "Session",
    "ask_to_meet",
    "change",
    "check_held",
    "compose",
    "count",
    "count_many",
    "destroy",
    "destroy_ended",
    "hold_session",
    "keep",
    "look",
    "met",
    "monitor",
    "move",
    "move_kits",
    "pepper_project",
    "plan",
    "plan_session",
    "refuse_second_charge",
    "sign",
    "sign_kits",
    "step",
    "take_sheet",
    "write_spot",
]
