"""What a case is and how it moves. Pure: no database, no web.

Three axes stay apart: where the case stands on the pathway (`pathway`), what the competent body
says of the person (`status`), and what the person agrees to (`consent`).
"""
