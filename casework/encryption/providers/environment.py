"""The keyring in SANAD_KEYRING, base64 of its JSON document.

Weaker than the file: whoever can read the process's environment (its owner, a crash report, an
orchestrator's console) has every key, and nothing but the platform's own care protects it. Offered
for platforms that have no disk; the same checks apply.
"""

from base64 import b64decode, b64encode

from casework.encryption.providers.material import Material, from_json, to_json
from casework.encryption.refusals import KeyringDamaged, KeyringMissing


def read(text: str | None) -> Material:
    """The secrets of the variable; refused when missing or damaged."""
    if not text:
        raise KeyringMissing()
    try:
        document = b64decode(text, validate=True)
    except ValueError:
        raise KeyringDamaged() from None
    return from_json(document)


def write(material: Material) -> str:
    """The text to put into the variable, once, by hand."""
    return b64encode(to_json(material)).decode()
