"""The app of ../../../morango/schema.json as Django models, after Morango's own test app."""
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from morango.models.core import SyncableModel
from morango.models.fields.uuids import UUIDField
from morango.models.manager import SyncableModelManager


class Base(SyncableModel):
    morango_profile = "facilitydata"

    class Meta:
        abstract = True


class Facility(Base):
    morango_model_name = "facility"
    name = models.CharField(max_length=100)
    now_date = models.DateTimeField(default=timezone.now)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        db_table = "facility"

    def clean_fields(self, *args, **kwargs):
        # A missing parent is ObjectDoesNotExist, not a ValidationError: it
        # may have been deleted, and then this one follows.
        _ = self.parent
        super().clean_fields(*args, **kwargs)

    def calculate_source_id(self):
        return self.name

    def calculate_partition(self):
        return ""


class UserManager(SyncableModelManager, BaseUserManager):
    pass


class MyUser(AbstractBaseUser, Base):
    morango_model_name = "user"
    USERNAME_FIELD = "username"
    is_staff = models.BooleanField(default=False)
    is_superuser = models.BooleanField(default=False)
    username = models.CharField(max_length=20)
    objects = UserManager()

    class Meta:
        db_table = "user"

    def calculate_source_id(self):
        return self.id

    def calculate_partition(self):
        return "${id}:user"

    @staticmethod
    def compute_namespaced_id(partition_value, source_id_value, model_name):
        return source_id_value


class SummaryLog(Base):
    morango_model_name = "contentsummarylog"
    user = models.ForeignKey(MyUser, on_delete=models.CASCADE)
    content_id = UUIDField()

    class Meta:
        db_table = "contentsummarylog"

    def calculate_source_id(self):
        return "{}:{}".format(self.user_id, self.content_id)

    def calculate_partition(self):
        return "{}:user:summary".format(self.user_id)


class InteractionLog(Base):
    morango_model_name = "contentinteractionlog"
    user = models.ForeignKey(MyUser, blank=True, null=True, on_delete=models.CASCADE)
    content_id = UUIDField()

    class Meta:
        db_table = "contentinteractionlog"

    def calculate_source_id(self):
        return None

    def calculate_partition(self):
        return "{}:user:interaction".format(self.user_id)


class Sample(Base):
    morango_model_name = "sample"
    user = models.ForeignKey(MyUser, blank=True, null=True, on_delete=models.CASCADE)
    text = models.TextField(blank=True)
    num = models.FloatField(null=True, blank=True)
    integer = models.IntegerField(null=True, blank=True)
    flag = models.BooleanField(default=False)
    nflag = models.BooleanField(null=True, blank=True)
    strict = models.BooleanField(null=True)
    moment = models.DateTimeField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    clock = models.TimeField(null=True, blank=True)
    span = models.DurationField(null=True, blank=True)
    dec = models.DecimalField(null=True, blank=True, max_digits=12, decimal_places=4)
    ref = UUIDField(null=True, blank=True)
    data = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "sample"

    def calculate_source_id(self):
        return None

    def calculate_partition(self):
        return "p1:sample"
