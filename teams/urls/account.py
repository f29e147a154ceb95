"""The account, and the ways to it."""

from django.urls import URLPattern, path

from teams.views import account, invitations

urlpatterns: list[URLPattern] = [
    path("account/", account.account, name="account"),
    path("account/devices/", account.devices, name="account_devices"),
    path("account/data/", account.data, name="account_data"),
    path("language/", account.language, name="language"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("invitations/<str:token>/account/", invitations.new_account, name="invitation_account"),
]
