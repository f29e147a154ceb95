"""What is counted, where, what happened, and what it adds up to."""

from metrics.models.acts import ChartAct
from metrics.models.charts import ChartMark, ChartSnapshot, HandIn, PeriodSum
from metrics.models.counting import Closure, CountEvent, CountNote, Observation, Place, SamplePlan
from metrics.models.imports import ImportDraft, ImportRun
from metrics.models.metric import Metric, MetricDefinition
from metrics.models.rules import ChartRules

__all__ = [
    "ChartAct",
    "ChartMark",
    "ChartRules",
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
