from django.db import models


class LakeChange(models.Model):
    """That a row of a watched table was added, changed or dropped; written by the database's own triggers (capture.py).

    No order is read from `id`: a refresh takes exactly the rows it can see and forgets exactly those.
    """

    table = models.CharField("表", max_length=63)
    key = models.BigIntegerField("行", null=True)  # none: the whole table was emptied

    class Meta:
        verbose_name = "待并入变更"
        db_table = "lake_change"

    def __str__(self) -> str:
        return f"{self.table} #{self.key}"


class LakeGeneration(models.Model):
    """That this very database stood behind a base. A base whose token is not here is of another database, or of a later day than
    the backup this one was restored from, and is not believed.
    """

    token = models.CharField("标记", max_length=32, unique=True)

    class Meta:
        verbose_name = "数据湖版本"
        db_table = "lake_generation"

    def __str__(self) -> str:
        return self.token
