from django.db import migrations


def move(apps, schema_editor):
    """Each note's words, with who wrote them and when, become a writing."""
    CountNote = apps.get_model('metrics', 'CountNote')
    Writing = apps.get_model('teams', 'Writing')
    for note in CountNote.objects.filter(writing=None).select_related('place__team'):
        note.writing = Writing.objects.create(
            collaborative_id=note.place.team.collaborative_id,
            team_id=note.place.team_id,
            kind='count_note',
            author_id=note.by_id,
            text=note.text,
            at=note.at,
            changed_at=note.at,
            shown_at=note.at,
        )
        note.save(update_fields=['writing'])


def move_back(apps, schema_editor):
    CountNote = apps.get_model('metrics', 'CountNote')
    for note in CountNote.objects.exclude(writing=None).select_related('writing'):
        note.text, note.by_id = note.writing.text, note.writing.author_id
        note.save(update_fields=['text', 'by'])


class Migration(migrations.Migration):

    dependencies = [
        ('metrics', '0005_note_holds_writing'),
        ('teams', '0003_writing'),
    ]

    operations = [
        migrations.RunPython(move, move_back),
    ]
