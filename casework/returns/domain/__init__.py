"""Voluntary return: what is recorded at each step, what each gate asks. Pure."""
