"""What breaks, on purpose: `make faults` (or `python -m tests.faults F1 F11`).

Each fault is done to a Sanad of its own, in a folder of its own, on this machine only. It prints
its figures beside its bound; the run ends with a table and fails when a bound does. A fault that
this machine cannot be given (no compiler, no Redis, no right to mount) is named as not done.
"""
