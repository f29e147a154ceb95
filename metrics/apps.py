from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetricsConfig(AppConfig):
    name = "metrics"
    verbose_name = _("Metrics")

    def ready(self) -> None:
        """Models are there only now, so what needs them is imported here."""
        from metrics import listeners  # noqa: PLC0415
        from metrics.models import ChartAct, CountNote, mine  # noqa: PLC0415
        from teams import writings  # noqa: PLC0415
        from teams.mine import register  # noqa: PLC0415

        listeners.join()
        writings.register(CountNote, ChartAct)
        for name in ("counts", "notes", "closures", "hand_ins", "chart_acts"):
            register(name, getattr(mine, name))
