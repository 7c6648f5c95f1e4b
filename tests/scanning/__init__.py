"""Scanners of others against a Sanad that runs, signed in as each role. `make scan`."""
