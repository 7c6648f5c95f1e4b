"""Speed, as ratios in one run: to the same thing unsealed, and to what others would have chosen.

`make bench`, or `python -m benchmarks`. docs/benchmarks.md has the protocol and the figures.
"""
