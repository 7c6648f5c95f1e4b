"""Questionnaires as the running installation changes them: drafts, four eyes, published versions.

What two people have published here stands beside the versions that came with the software, for
ever: answers keep the hash of the version they were given to.
"""
