"""The fifty indicators: what each is, how it is computed, what it must not be used for.

After the priorities of the yearly reports on trafficking, the practice of IOM and UNODC, and the
metadata of SDG 16.2.2 (2023). Each is computed from published cells alone, or says why it is not.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .detection import DETECTION
from .following import FOLLOWING
from .parts import Indicator, Measure

INDICATORS: Mapping[int, Indicator] = MappingProxyType(
    {one.number: one for one in (*DETECTION, *FOLLOWING)}
)

__all__ = ["INDICATORS", "Indicator", "Measure"]
