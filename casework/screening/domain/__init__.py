"""What a screening means: pure rules, no database, no clock, no files.

The order of reading: `answers` (what was said and how it is known), `indicators` (the lists),
`assessment` (what is assessed), `decision` (the rule), `finding` (what comes out);
`instrument` (the questions), `conditions` (when a question is asked) and `interview`
(from responses to an assessment); `outcomes` (what to say and to do).
"""
