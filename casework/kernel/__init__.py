"""The bare bones every part stands on: the clock, identifiers, refusals, the workflow engine.

Pure: standard library only, nothing here knows the web, the database or a feature.
"""
