from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations


def move(apps, schema_editor):
    """Each aim's words, with who wrote them and on which day, become a writing."""
    TeamAim = apps.get_model('teams', 'TeamAim')
    Writing = apps.get_model('teams', 'Writing')
    for aim in TeamAim.objects.filter(writing=None).select_related('team__collaborative'):
        home = aim.team.collaborative
        at = datetime.combine(aim.from_day, time(12), tzinfo=ZoneInfo(home.time_zone))
        aim.writing = Writing.objects.create(
            collaborative=home,
            team=aim.team,
            kind='aim',
            author_id=aim.by_id,
            text=aim.text,
            at=at,
            changed_at=at,
            shown_at=at,
        )
        aim.save(update_fields=['writing'])


def move_back(apps, schema_editor):
    TeamAim = apps.get_model('teams', 'TeamAim')
    for aim in TeamAim.objects.exclude(writing=None).select_related('writing'):
        aim.text, aim.by_id = aim.writing.text, aim.writing.author_id
        aim.save(update_fields=['text', 'by'])


class Migration(migrations.Migration):

    dependencies = [
        ('teams', '0004_aim_holds_writing'),
    ]

    operations = [
        migrations.RunPython(move, move_back),
    ]
