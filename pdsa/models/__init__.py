"""Cycles with what people write in them, and the change package that they try."""

from pdsa.models.cycle import Cycle, CyclePerson, Stage
from pdsa.models.entry import Comment, Entry, Question
from pdsa.models.package import Driver, Framework

__all__ = ["Comment", "Cycle", "CyclePerson", "Driver", "Entry", "Framework", "Question", "Stage"]
