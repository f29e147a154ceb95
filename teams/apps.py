from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = _("People and teams")

    def ready(self) -> None:
        """Models are there only now, so what needs them is imported here."""
        from teams import devices, writings  # noqa: PLC0415
        from teams.models import TeamAim  # noqa: PLC0415

        writings.register(TeamAim)
        devices.watch()
