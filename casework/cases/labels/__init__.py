"""The words for the codes of a case file, in the reader's language."""

from casework.cases.labels.closing import *  # noqa: F403
from casework.cases.labels.file import *  # noqa: F403
from casework.cases.labels.pathway import *  # noqa: F403
from casework.cases.labels.person import *  # noqa: F403
from casework.cases.labels.protection import *  # noqa: F403
from casework.cases.labels.words import *  # noqa: F403
