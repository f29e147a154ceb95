"""Jobs of this app: each fetches and calls."""

from celery import shared_task
from django.core.management import call_command

from teams.jobs import enqueue
from teams.models import Invitation


@shared_task
def clear_lapsed_sessions() -> None:
    call_command("clearsessions")


@shared_task
def send_invitation(pk: int) -> None:
    """One mail; where it has left already, nothing."""
    row = Invitation.objects.select_related("participant__collaborative", "by").filter(pk=pk).first()
    if row is not None:
        row.send()


@shared_task
def sweep_invitations() -> None:
    """What a broker lost, or a mail server refused for now."""
    for pk in Invitation.objects.waiting().values_list("pk", flat=True):
        enqueue(send_invitation, pk)
