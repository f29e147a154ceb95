"""The admin holds installation data only: accounts and collaboratives. It shows no content."""

from django.contrib.admin import AdminSite as DjangoAdminSite
from django.utils.translation import gettext_lazy as _


class AdminSite(DjangoAdminSite):
    site_header = _("bsc: accounts and collaboratives")
    site_title = _("bsc")
    index_title = _("Installation")
