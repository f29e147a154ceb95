from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings and rooms")

    def ready(self) -> None:
        """Models are there only now, so what needs them is imported here."""
        from meetings import joining  # noqa: PLC0415

        joining.join()
