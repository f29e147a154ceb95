"""What an administrator does: open and close accounts, start collaboratives. Nothing of what people wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from teams.models import Collaborative, Person
from teams.models.starting import start_collaborative


class PersonAddForm(forms.ModelForm[Person]):
    """An account with an address. Its owner signs in with a code sent there, and chooses a password."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    class Meta:
        model = Person
        fields = ("email", "language")

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].strip().lower()
        if Person.objects.filter(email__iexact=address).exists():
            raise ValidationError(_("There is an account with this address already."))
        return address

    def save(self, commit: bool = True) -> Person:
        """Saved at once: an account and its proven address belong together."""
        return Person.objects.create_user(self.cleaned_data["email"], language=self.cleaned_data["language"])

    def save_m2m(self) -> None:
        """There is none."""


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    list_display = ("email", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    ordering = ("email", "pk")
    actions = None

    def get_form(
        self, request: HttpRequest, obj: Person | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, **kwargs) if obj else PersonAddForm

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        if obj is None:
            return ("email", "language")
        return ("email", "language", "is_staff", "date_joined", "is_active")

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """The account is its person's alone: an administrator closes and opens it, and nothing else."""
        if obj is None:
            return ()
        own = ("is_active",) if obj.pk == request.user.pk else ()  # nobody locks themselves out
        return ("email", "language", "is_staff", "date_joined", *own)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        if not change:
            return  # PersonAddForm has saved it
        if obj.is_active:
            Person.objects.filter(pk=obj.pk).update(is_active=True)
        else:
            obj.deactivate()


class StartForm(forms.ModelForm[Collaborative]):
    """Name, dates and the first coordinator, who is invited and sets up the rest."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, initial=["en"]
    )
    coordinator_name = forms.CharField(label=_("Coordinator's name"), max_length=120)
    coordinator_email = forms.EmailField(
        label=_("Coordinator's e-mail address"), help_text=_("An invitation goes there.")
    )
    by: Person | None = None

    class Meta:
        model = Collaborative
        fields = ("name", "slug", "time_zone", "languages", "starts", "ends")
        help_texts = {
            "slug": _("Stands in every address, and never changes."),
            "time_zone": _("For example America/New_York."),
        }

    def clean_coordinator_email(self) -> str:
        address: str = self.cleaned_data["coordinator_email"].strip().lower()
        if self.by is not None and self.by.owns_address(address):
            raise ValidationError(_("This is your own address, and nobody gives themselves a role."))
        return address

    def save(self, commit: bool = True) -> Collaborative:
        return start_collaborative(**self.cleaned_data, by=self.by)

    def save_m2m(self) -> None:
        """There is none."""


@admin.register(Collaborative)
class CollaborativeAdmin(admin.ModelAdmin[Collaborative]):
    """Started here; everything else about it is its coordinator's."""

    list_display = ("name", "slug", "starts", "ends")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "time_zone", "languages", "starts", "ends")
    actions = None

    def get_fields(self, request: HttpRequest, obj: Collaborative | None = None) -> Any:
        extra = () if obj else ("coordinator_name", "coordinator_email")
        return (*self.fields, *extra) if self.fields else extra

    def get_form(
        self, request: HttpRequest, obj: Collaborative | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        return type("StartFormOfPerson", (StartForm,), {"by": request.user})

    def get_prepopulated_fields(self, request: HttpRequest, obj: Collaborative | None = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def has_change_permission(self, request: HttpRequest, obj: Collaborative | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Collaborative | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """StartForm has saved it."""
        messages.info(request, _("The coordinator is invited by e-mail."))
