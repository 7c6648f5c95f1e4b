"""What sealing refuses. Every message is a class name and codes: never content, never a key."""

from typing import ClassVar

from casework.kernel.commands import as_run_here
from casework.kernel.refusals import Refusal


class SealBroken(Refusal):
    """A sealed value does not open: altered, moved, truncated, or sealed under another key."""

    status: ClassVar[int] = 500


class SealNotReady(Refusal):
    """A value was set before its row had an id and an owner id: there is nothing to bind it to."""

    status: ClassVar[int] = 500


class NotSealable(Refusal):
    """A value does not have the shape its column declares; sealed, it could not be read again."""

    status: ClassVar[int] = 500


class DataKeyMissing(Refusal):
    """The owner has no data key: it was never made, or it was destroyed (erasure)."""

    status: ClassVar[int] = 410


class DataKeyExists(Refusal):
    """The owner already has a data key; a second one would leave the first one's records shut."""

    status: ClassVar[int] = 500


class KeyringRefused(Refusal):
    """Sanad does not start, or a keys command stops, because of its keyring."""

    status: ClassVar[int] = 503
    words: ClassVar[str] = "The keyring cannot be used."

    def __str__(self) -> str:
        codes = ", ".join(f"{name}: {value}" for name, value in self.codes.items())
        return as_run_here(f"{self.words} ({codes})" if codes else self.words)


class KeyringNotOpened(KeyringRefused):
    words = "No keyring is open here."


class KeyringMissing(KeyringRefused):
    words = "There is no keyring. Make one with: flask keys create"


class KeyringExists(KeyringRefused):
    words = "There is a keyring already; it is never overwritten."


class KeyringLocked(KeyringRefused):
    words = "The passphrase does not open the keyring, or the keyring was altered."


class KeyringUnprotected(KeyringRefused):
    words = "This keyring has no passphrase, or others can read it: refused outside demo mode."


class KeyringReadableByOthers(KeyringRefused):
    words = "The keyring file can be read by other accounts. Correct it with: chmod 600"


class KeyringDamaged(KeyringRefused):
    words = "The keyring is damaged, incomplete or mixed from two keyrings."


class KeyringOfAnotherDatabase(KeyringRefused):
    words = "This keyring does not belong to this database. Nothing was written."


class PassphraseTooShort(KeyringRefused):
    words = "The passphrase is too short."


class KeyringNotInFile(KeyringRefused):
    words = "Only a keyring file can be changed here; change the keys where they are kept."


class KeyServiceUnreachable(KeyringRefused):
    words = "The key service does not answer, or is sealed."


class KeyServiceRefuses(KeyringRefused):
    words = "The key service refuses: its token or its policy does not allow this."


class KeyUnknown(KeyringRefused):
    words = "No such key is in the keyring."


class KeyInUse(KeyringRefused):
    words = "This key is in use; rotate first."


class KeyStillNeeded(KeyringRefused):
    words = "This key is still needed. Nothing was destroyed."


class EscrowMissing(KeyringRefused):
    words = "There is no escrow yet. Make one with: flask keys escrow"


class EscrowDamaged(KeyringRefused):
    words = "The sealed copy of the escrow is damaged or was altered."


class ShareNotReadable(KeyringRefused):
    words = "A word of this share is wrong, missing or out of its place."


class SharesTooFew(KeyringRefused):
    words = "Two different shares are needed."


class SharesDoNotOpen(KeyringRefused):
    words = "These shares do not belong together, or not to this copy."


class SharesNotOnTerminal(KeyringRefused):
    words = "Shares are shown on a terminal or written into a folder, never into a log: use --to."


class ProviderUnknown(KeyringRefused):
    words = "SANAD_KEYRING_PROVIDER must be file, env or vault."
