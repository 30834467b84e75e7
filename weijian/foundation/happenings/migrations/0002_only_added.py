from django.db import migrations

from weijian.foundation.happenings import triggers


class Migration(migrations.Migration):
    """Happenings and seals are only ever added: the database itself refuses the rest."""

    dependencies = [("happenings", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: triggers.install(editor), lambda apps, editor: triggers.remove(editor))]
