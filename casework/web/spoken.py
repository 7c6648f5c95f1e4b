"""What the languages that people speak are called (ISO 639 codes, with two of our own)."""

from collections.abc import Mapping
from typing import Any

from casework.web.languages import _lp

LANGUAGES: Mapping[str, Any] = {
    "ary": _lp("language", "Darija"),
    "ar": _lp("language", "Arabic"),
    "ber": _lp("language", "Tamazight"),
    "shi": _lp("language", "Tashelhit"),
    "rif": _lp("language", "Tarifit"),
    "fr": _lp("language", "French"),
    "en": _lp("language", "English"),
    "es": _lp("language", "Spanish"),
    "pt": _lp("language", "Portuguese"),
    "bm": _lp("language", "Bambara"),
    "dyu": _lp("language", "Dioula"),
    "wo": _lp("language", "Wolof"),
    "ff": _lp("language", "Fula"),
    "mnk": _lp("language", "Mandinka"),
    "ha": _lp("language", "Hausa"),
    "yo": _lp("language", "Yoruba"),
    "ig": _lp("language", "Igbo"),
    "ln": _lp("language", "Lingala"),
    "sw": _lp("language", "Swahili"),
    "ti": _lp("language", "Tigrinya"),
    "am": _lp("language", "Amharic"),
    "bn": _lp("language", "Bengali"),
    "tl": _lp("language", "Tagalog"),
    "ur": _lp("language", "Urdu"),
    "tr": _lp("language", "Turkish"),
    "sign": _lp("language", "Sign language"),
    "other": _lp("language", "Another language"),
}
