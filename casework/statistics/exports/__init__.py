"""Exports: the published numbers as files. Everything in them comes through the one door.

A file carries a head: what it is, of which period, under which rules, with the codes of the
releases it was made from, so that whoever finds it later knows what it can and cannot say.
"""
