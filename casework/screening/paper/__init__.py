"""A questionnaire on paper: the sheet that is printed, and the codes by which it is typed in.

The sheet is made from the instrument alone, so that the number of a question and the code of an
answer are the same on the printed form and on the page where it is transcribed, in every language.
"""
