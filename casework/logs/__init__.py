"""What goes to the technical log: lines whose fields cannot hold a person.

`write(Failure(mark=…, problem=…))`. A line is a class of the catalogue, its fields are words of a
closed list, bounded counts, the class of an exception and places in the code; anything else is left
out before it is written, and the line says so. What libraries say through Python's `logging` is
reduced to who said it, how grave it is, where in the code and of which class the exception was:
never their words, which may quote a row. One JSON object a line in production (structlog).
"""

from casework.logs.fields import allow
from casework.logs.foreign import install
from casework.logs.writing import write

__all__ = ["allow", "install", "write"]
