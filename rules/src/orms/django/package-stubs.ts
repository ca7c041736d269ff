/**
 * Models of packages that many projects use and none declares, as a project would declare them. Only what was there in
 * every version of the last years is listed, and methods are left out: what is missing is unknown, which withholds fixes.
 * Relations add nothing to the other side, because that they exist does not say that a project has them.
 */
export const packageStubs: Readonly<Record<string, string>> = {
  // https://www.django-rest-framework.org/api-guide/authentication/#tokenauthentication
  "rest_framework.authtoken.models": `
from django.conf import settings
from django.db import models
class Token(models.Model):
    key = models.CharField(max_length=40, primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
`,
  // https://django-taggit.readthedocs.io/
  "taggit.models": `
from django.contrib.contenttypes.models import ContentType
from django.db import models
class TagBase(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    class Meta:
        abstract = True
class Tag(TagBase):
    pass
class ItemBase(models.Model):
    class Meta:
        abstract = True
class TaggedItemBase(ItemBase):
    tag = models.ForeignKey(Tag, models.DO_NOTHING, related_name="%(app_label)s_%(class)s_items")
    class Meta:
        abstract = True
class CommonGenericTaggedItemBase(ItemBase):
    content_type = models.ForeignKey(ContentType, models.DO_NOTHING, related_name="+")
    class Meta:
        abstract = True
class GenericTaggedItemBase(CommonGenericTaggedItemBase):
    object_id = models.IntegerField()
    class Meta:
        abstract = True
class GenericUUIDTaggedItemBase(CommonGenericTaggedItemBase):
    object_id = models.UUIDField()
    class Meta:
        abstract = True
class TaggedItem(GenericTaggedItemBase, TaggedItemBase):
    class Meta:
        unique_together = [["content_type", "object_id", "tag"]]
`,
  // https://django-celery-beat.readthedocs.io/
  "django_celery_beat.models": `
from django.db import models
class SolarSchedule(models.Model):
    event = models.CharField(max_length=24)
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
class IntervalSchedule(models.Model):
    every = models.IntegerField()
    period = models.CharField(max_length=24)
class ClockedSchedule(models.Model):
    clocked_time = models.DateTimeField()
class CrontabSchedule(models.Model):
    minute = models.CharField(max_length=240)
    hour = models.CharField(max_length=96)
    day_of_month = models.CharField(max_length=124)
    month_of_year = models.CharField(max_length=64)
    day_of_week = models.CharField(max_length=64)
class PeriodicTask(models.Model):
    name = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=200)
    interval = models.ForeignKey(IntervalSchedule, models.DO_NOTHING, null=True, related_name="+")
    crontab = models.ForeignKey(CrontabSchedule, models.DO_NOTHING, null=True, related_name="+")
    solar = models.ForeignKey(SolarSchedule, models.DO_NOTHING, null=True, related_name="+")
    clocked = models.ForeignKey(ClockedSchedule, models.DO_NOTHING, null=True, related_name="+")
    args = models.TextField()
    kwargs = models.TextField()
    queue = models.CharField(max_length=200, null=True)
    exchange = models.CharField(max_length=200, null=True)
    routing_key = models.CharField(max_length=200, null=True)
    priority = models.PositiveIntegerField(null=True)
    expires = models.DateTimeField(null=True)
    one_off = models.BooleanField()
    start_time = models.DateTimeField(null=True)
    enabled = models.BooleanField()
    last_run_at = models.DateTimeField(null=True)
    total_run_count = models.PositiveIntegerField()
    date_changed = models.DateTimeField(auto_now=True)
    description = models.TextField()
`,
  // https://django-celery-results.readthedocs.io/
  "django_celery_results.models": `
from django.db import models
class TaskResult(models.Model):
    task_id = models.CharField(max_length=255, unique=True)
    task_name = models.CharField(max_length=255, null=True)
    task_args = models.TextField(null=True)
    task_kwargs = models.TextField(null=True)
    status = models.CharField(max_length=50)
    worker = models.CharField(max_length=100, null=True)
    content_type = models.CharField(max_length=128)
    content_encoding = models.CharField(max_length=64)
    result = models.TextField(null=True)
    date_created = models.DateTimeField(auto_now_add=True)
    date_done = models.DateTimeField(auto_now=True)
    traceback = models.TextField(null=True)
    meta = models.TextField(null=True)
    class Meta:
        ordering = ["-date_done"]
`,
  // https://django-guardian.readthedocs.io/
  "guardian.models": `
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
class BaseObjectPermission(models.Model):
    permission = models.ForeignKey(Permission, models.DO_NOTHING, related_name="+")
    class Meta:
        abstract = True
class UserObjectPermissionBase(BaseObjectPermission):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+")
    class Meta:
        abstract = True
class GroupObjectPermissionBase(BaseObjectPermission):
    group = models.ForeignKey(Group, models.DO_NOTHING, related_name="+")
    class Meta:
        abstract = True
class UserObjectPermission(UserObjectPermissionBase):
    content_type = models.ForeignKey(ContentType, models.DO_NOTHING, related_name="+")
    object_pk = models.CharField(max_length=255)
    class Meta:
        unique_together = [["user", "permission", "object_pk"]]
class GroupObjectPermission(GroupObjectPermissionBase):
    content_type = models.ForeignKey(ContentType, models.DO_NOTHING, related_name="+")
    object_pk = models.CharField(max_length=255)
    class Meta:
        unique_together = [["group", "permission", "object_pk"]]
`,
  // https://docs.allauth.org/
  "allauth.account.models": `
from django.conf import settings
from django.db import models
class EmailAddress(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+")
    email = models.EmailField(max_length=254)
    verified = models.BooleanField()
    primary = models.BooleanField()
    class Meta:
        unique_together = [["user", "email"]]
class EmailConfirmation(models.Model):
    email_address = models.ForeignKey(EmailAddress, models.DO_NOTHING, related_name="+")
    created = models.DateTimeField()
    sent = models.DateTimeField(null=True)
    key = models.CharField(max_length=64, unique=True)
`,
  "allauth.socialaccount.models": `
from django.conf import settings
from django.db import models
class SocialApp(models.Model):
    provider = models.CharField(max_length=30)
    name = models.CharField(max_length=40)
    client_id = models.CharField(max_length=191)
    secret = models.CharField(max_length=191)
    key = models.CharField(max_length=191)
class SocialAccount(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="socialaccount_set")
    provider = models.CharField(max_length=200)
    uid = models.CharField(max_length=191)
    last_login = models.DateTimeField(auto_now=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    extra_data = models.JSONField()
    class Meta:
        unique_together = [["provider", "uid"]]
class SocialToken(models.Model):
    app = models.ForeignKey(SocialApp, models.DO_NOTHING, null=True, related_name="+")
    account = models.ForeignKey(SocialAccount, models.DO_NOTHING, related_name="+")
    token = models.TextField()
    token_secret = models.TextField()
    expires_at = models.DateTimeField(null=True)
`,
  // https://django-reversion.readthedocs.io/
  "reversion.models": `
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
class Revision(models.Model):
    date_created = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+")
    comment = models.TextField()
    class Meta:
        ordering = ["-pk"]
class Version(models.Model):
    revision = models.ForeignKey(Revision, models.DO_NOTHING)
    object_id = models.CharField(max_length=191)
    content_type = models.ForeignKey(ContentType, models.DO_NOTHING, related_name="+")
    db = models.CharField(max_length=191)
    format = models.CharField(max_length=255)
    serialized_data = models.TextField()
    object_repr = models.TextField()
    class Meta:
        ordering = ["-pk"]
        unique_together = [["db", "content_type", "object_id", "revision"]]
`,
  // https://django-oauth-toolkit.readthedocs.io/
  "oauth2_provider.models": `
from django.conf import settings
from django.db import models
class AbstractApplication(models.Model):
    client_id = models.CharField(max_length=100, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+")
    redirect_uris = models.TextField()
    client_type = models.CharField(max_length=32)
    authorization_grant_type = models.CharField(max_length=32)
    client_secret = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    skip_authorization = models.BooleanField()
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
    class Meta:
        abstract = True
class Application(AbstractApplication):
    pass
class Grant(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+")
    code = models.CharField(max_length=255, unique=True)
    application = models.ForeignKey(Application, models.DO_NOTHING, related_name="+")
    expires = models.DateTimeField()
    redirect_uri = models.TextField()
    scope = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
class AccessToken(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+")
    token = models.TextField()
    application = models.ForeignKey(Application, models.DO_NOTHING, null=True, related_name="+")
    expires = models.DateTimeField()
    scope = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
class RefreshToken(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+")
    token = models.CharField(max_length=255)
    application = models.ForeignKey(Application, models.DO_NOTHING, related_name="+")
    access_token = models.OneToOneField(AccessToken, models.DO_NOTHING, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
    revoked = models.DateTimeField(null=True)
`,
  // https://django-q2.readthedocs.io/
  "django_q.models": `
from django.db import models
from picklefield import PickledObjectField
class Task(models.Model):
    id = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=100)
    func = models.CharField(max_length=256)
    hook = models.CharField(max_length=256, null=True)
    args = PickledObjectField(null=True)
    kwargs = PickledObjectField(null=True)
    result = PickledObjectField(null=True)
    group = models.CharField(max_length=100, null=True)
    started = models.DateTimeField()
    stopped = models.DateTimeField()
    success = models.BooleanField()
    attempt_count = models.IntegerField()
    class Meta:
        ordering = ["-stopped"]
class Success(Task):
    class Meta:
        proxy = True
        ordering = ["-stopped"]
class Failure(Task):
    class Meta:
        proxy = True
        ordering = ["-stopped"]
class Schedule(models.Model):
    name = models.CharField(max_length=100, null=True)
    func = models.CharField(max_length=256)
    hook = models.CharField(max_length=256, null=True)
    args = models.TextField(null=True)
    kwargs = models.TextField(null=True)
    schedule_type = models.CharField(max_length=2)
    minutes = models.PositiveSmallIntegerField(null=True)
    repeats = models.IntegerField()
    next_run = models.DateTimeField(null=True)
    cron = models.CharField(max_length=100, null=True)
    task = models.CharField(max_length=100, null=True)
    cluster = models.CharField(max_length=100, null=True)
    class Meta:
        ordering = ["next_run"]
class OrmQ(models.Model):
    key = models.CharField(max_length=100)
    payload = models.TextField()
    lock = models.DateTimeField(null=True)
`,
};
