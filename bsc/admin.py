"""The admin holds installation data only: accounts and collaboratives. It shows no content."""

from collections.abc import Iterable
from typing import Any

from allauth.account.views import logout as sign_out
from django.contrib.admin import AdminSite as DjangoAdminSite
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class AdminSite(DjangoAdminSite):
    site_header = _("bsc: accounts and collaboratives")
    site_title = _("bsc")
    index_title = _("Installation")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what `teams/admin.py` offers: packages bring forms for others' e-mails, keys and sessions."""
        models: Iterable[type[Model]] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        )
        ours = [model for model in models if model.__module__.startswith("teams.")]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Hidden from whoever is signed in and no administrator."""
        if request.user.is_authenticated and not super().has_permission(request):
            raise Http404
        return super().has_permission(request)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one sign-in, with its limits and its second step."""
        if self.has_permission(request):
            return redirect("admin:index")
        wanted = request.GET.get("next") or resolve_url("admin:index")  # the sign-in follows local ones alone
        return redirect(f"{resolve_url('account_login')}?{urlencode({'next': wanted})}")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")
