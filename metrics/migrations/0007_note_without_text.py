from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('metrics', '0006_note_words_into_writing'),
        ('teams', '0003_writing'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='countnote',
            name='by',
        ),
        migrations.RemoveField(
            model_name='countnote',
            name='text',
        ),
        migrations.AlterField(
            model_name='countnote',
            name='writing',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.writing'),
        ),
    ]
