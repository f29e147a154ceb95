from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class BscConfig(AppConfig):
    name = "bsc"


class AdminConfig(DjangoAdminConfig):
    default_site = "bsc.admin.AdminSite"
