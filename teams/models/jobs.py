"""When each job of the schedule last ran, for installations without Celery beat."""

from django.db import models


class ScheduleRun(models.Model):
    name = models.CharField(max_length=120, unique=True)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
