from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PdsaConfig(AppConfig):
    name = "pdsa"
    verbose_name = _("PDSA cycles")

    def ready(self) -> None:
        """Models are there only now, so what needs them is imported here."""
        from pdsa import joining  # noqa: PLC0415

        joining.join()
