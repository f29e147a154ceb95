"""The Celery application and the whole schedule: every recurring job stands in this one list."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsc.settings")

app = Celery("bsc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# With a broker, beat sends these; without one, `manage.py run_due` or the schedule thread runs them.
SCHEDULE = {
    "rebuild charts that are still marked": {
        "task": "metrics.tasks.sweep_marks",
        "schedule": crontab(),
        "options": {"expires": 50},  # after an hour without a worker one sweep is enough
    },
    "mark charts when a month closes or opens to other teams": {
        "task": "metrics.tasks.turn_period",
        "schedule": crontab(minute="7"),
    },
    "send invitations that are still waiting": {
        "task": "teams.tasks.sweep_invitations",
        "schedule": crontab(minute="*/5"),
    },
    "forget uploaded files that nobody imported": {
        "task": "metrics.tasks.forget_lapsed_imports",
        "schedule": crontab(minute="20"),
    },
    "clear lapsed sessions": {
        "task": "teams.tasks.clear_lapsed_sessions",
        "schedule": crontab(hour="3", minute="30"),
    },
    "announce and keep retention dates": {
        "task": "bsc.tasks.keep_retention",
        "schedule": crontab(minute="40"),  # by each collaborative's day; refused mails are tried again
    },
}
app.conf.beat_schedule = SCHEDULE
