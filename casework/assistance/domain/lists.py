"""The code lists of distributions and training."""

KINDS = ("food", "items", "cash", "mixed")
CATEGORIES = ("food", "hygiene", "bedding", "clothing", "baby", "menstrual", "other")
TARGETS = (
    "people_in_extreme_vulnerability", "migrants_in_transit", "women", "children", "families",
    "residents", "other",
)  # fmt: skip
SEXES = ("female", "male", "other")
AGES = ("0-4", "5-11", "12-17", "18-24", "25-59", "60+", "unknown")
NEEDS = (
    "trafficking", "sexual_exploitation", "violence", "pregnant", "disability", "illness",
    "alone_with_children", "unaccompanied_child",
)  # fmt: skip
OTHER_NATIONALITY = "other"
SIDE_ACTIVITIES = ("health_information", "schooling_information", "legal_information",
                   "referral_made", "agreed_to_be_contacted", "complaint_received")  # fmt: skip
MET_AFTERWARDS = "met_afterwards"
"""Counted by the act itself, not on the counting page."""
MOVES = ("received", "distributed", "lost", "damaged", "returned")
"""Received adds to the stock of an operation; everything else takes from it."""
THEMES = ("identification", "interview", "referral", "child_protection", "shelter_care",
          "data_protection", "other")  # fmt: skip
AUDIENCES = ("labour_inspectors", "police", "gendarmerie", "health", "justice", "social_workers",
             "ngo", "other")  # fmt: skip
AFTER_MONITORING = ("asked", "received_all", "useful", "safe", "asked_for_a_fee")
