"""How good the events are: gold sets in six formats, and the measures of each.

``read_gold`` reads a file, the set's ``articles`` are what to read events off, and its
``figures`` say what the findings are worth. The findings may be another extractor's.
"""

from explorer.evaluation.calibration import Band, calibrate
from explorer.evaluation.findings import Figures, Finding, Party, findings_of
from explorer.evaluation.gold import FORMATS, Format, GoldSet, read_gold

__all__ = [
    "FORMATS",
    "Band",
    "Figures",
    "Finding",
    "Format",
    "GoldSet",
    "Party",
    "calibrate",
    "findings_of",
    "read_gold",
]
