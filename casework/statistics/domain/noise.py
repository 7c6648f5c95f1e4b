"""Discrete Gaussian noise, sampled exactly and from a cryptographic source.

The sampler is that of Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential
Privacy" (2020), algorithms 1 to 3: a discrete Laplace proposal accepted with an exact Bernoulli.
It works on integers alone. An inverse cumulative table would be shorter, but its tail has to be
cut and its weights rounded, and then the proven privacy is only nearly true; floating-point
Gaussians leak the true value through their last bits. Cost: some 50 microseconds a draw.
"""

import secrets
from collections.abc import Callable
from fractions import Fraction
from math import isqrt

Below = Callable[[int], int]
"""A source of uniform integers: `below(n)` is in 0 … n - 1."""


def discrete_gaussian(variance: Fraction, below: Below = secrets.randbelow) -> int:
    """One integer x drawn with probability proportional to exp(-x² / (2 · variance)).

    `variance` (sigma squared) is exact and positive; zero or less is refused.
    """
    if variance <= 0:
        raise ValueError("noise needs a positive variance")
    scale = isqrt(variance.numerator // variance.denominator) + 1
    while True:
        proposal = _discrete_laplace(scale, below)
        distance = abs(proposal) - variance / scale
        if _happens_exp_minus(distance * distance / (2 * variance), below):
            return proposal


def _discrete_laplace(scale: int, below: Below) -> int:
    """One integer with probability proportional to exp(-|x| / scale)."""
    while True:
        remainder = below(scale)
        if not _happens_exp_minus(Fraction(remainder, scale), below):
            continue
        quotient = 0
        while _happens_exp_minus(Fraction(1), below):
            quotient += 1
        magnitude, negative = remainder + scale * quotient, below(2) == 1
        if negative and magnitude == 0:
            continue  # zero must not be counted from both sides
        return -magnitude if negative else magnitude


def _happens_exp_minus(gamma: Fraction, below: Below) -> bool:
    """True with probability exp(-gamma), for any gamma of 0 or more."""
    while gamma > 1:
        if not _happens_exp_minus_unit(Fraction(1), below):
            return False
        gamma -= 1
    return _happens_exp_minus_unit(gamma, below)


def _happens_exp_minus_unit(gamma: Fraction, below: Below) -> bool:
    """True with probability exp(-gamma), for gamma of 0 to 1: von Neumann's alternating game."""
    top, bottom, turn = gamma.numerator, gamma.denominator, 1
    while below(bottom * turn) < top:
        turn += 1
    return turn % 2 == 1
