"""Between Sanad and the tools of others: questionnaires as XLSForm and XForm, and back; what was
filled in with them elsewhere, as screenings.

What comes in is read with suspicion: bounded before it is opened, refused with a reason.
"""
