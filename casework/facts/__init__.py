"""De-identified facts: what features hand over, and only the statistics ever read.

A fact holds coarse classes and the month of registration, nothing else. It lies sealed, so that
even a stolen database shows no sex, age or nationality; `service.count` alone opens facts, and it
returns counts.
"""
