"""What is counted, where, what happened, and what it adds up to."""

from metrics.models.charts import ChartMark, ChartSnapshot, HandIn, PeriodSum
from metrics.models.counting import Closure, CountEvent, CountNote, Observation, Place, SamplePlan
from metrics.models.imports import ImportDraft, ImportRun
from metrics.models.metric import Metric, MetricDefinition

__all__ = [
    "ChartMark",
    "ChartSnapshot",
    "Closure",
    "CountEvent",
    "CountNote",
    "HandIn",
    "ImportDraft",
    "ImportRun",
    "Metric",
    "MetricDefinition",
    "Observation",
    "PeriodSum",
    "Place",
    "SamplePlan",
]
