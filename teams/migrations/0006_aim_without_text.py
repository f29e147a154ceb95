import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('teams', '0005_aim_words_into_writing'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='teamaim',
            name='by',
        ),
        migrations.RemoveField(
            model_name='teamaim',
            name='text',
        ),
        migrations.AlterField(
            model_name='teamaim',
            name='writing',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.writing'),
        ),
    ]
