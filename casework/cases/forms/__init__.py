"""Forms of the case file: they parse what was typed into the values of the domain."""
