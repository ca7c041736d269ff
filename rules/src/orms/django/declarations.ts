import type { ColumnType, ClassDeclarations, RelationType } from "../declarations.js";
import { packageStubs } from "./package-stubs.js";
import { stubs } from "./stubs.js";

const small: ColumnType = { weight: "small", isPlain: true, isInteger: false };
const integer: ColumnType = { weight: "small", isPlain: true, isInteger: true };
const large: ColumnType = { weight: "large", isPlain: true, isInteger: false };
const binary: ColumnType = { weight: "binary", isPlain: true, isInteger: false };
const converted: ColumnType = { weight: "small", isPlain: false, isInteger: false };
const convertedLarge: ColumnType = { weight: "large", isPlain: false, isInteger: false };

const manyToMany: RelationType = {
  arity: "many",
  reverse: "many",
  hasColumn: false,
  isUnique: false,
  symmetry: "symmetrical",
};

/** Model fields: https://docs.djangoproject.com/en/stable/ref/models/fields/ */
export const declarations: ClassDeclarations = {
  kind: "classes",
  modelBases: ["django.db.models.Model", "django.db.models.base.Model", "django.contrib.gis.db.models.Model"],
  managerBases: [
    "django.db.models.Manager",
    "django.db.models.QuerySet",
    "django.db.models.query.QuerySet",
    "django.db.models.manager.Manager",
    "django.db.models.manager.BaseManager",
    "django.contrib.gis.db.models.Manager",
  ],
  managerName: /(?:Manager|QuerySet|Queryset)$/,
  baseName:
    /(?:Model|Manager|QuerySet|Queryset|Field|AppConfig)$|^(?:Abstract(?:Base)?User|PermissionsMixin|ForeignKey|OneToOneField|MP_Node|NS_Node|AL_Node)$/,
  harmlessBases: /^(?:builtins|typing|typing_extensions|abc|enum|collections|functools|dataclasses)\./,
  hint: /\bmodels\b|Model\b|Manager\b|QuerySet\b|Field\b|\b(?:post_init|pre_init|pre_save|post_save|pre_delete|post_delete)\b/,
  columns: {
    AutoField: integer,
    BigAutoField: integer,
    SmallAutoField: integer,
    BigIntegerField: integer,
    IntegerField: integer,
    PositiveBigIntegerField: integer,
    PositiveIntegerField: integer,
    PositiveSmallIntegerField: integer,
    SmallIntegerField: integer,
    BooleanField: small,
    NullBooleanField: small,
    CharField: small,
    CommaSeparatedIntegerField: small,
    CITextField: large,
    DateField: small,
    DateTimeField: small,
    DecimalField: small,
    DurationField: small,
    EmailField: small,
    FloatField: small,
    GenericIPAddressField: small,
    IPAddressField: small,
    SlugField: small,
    TimeField: small,
    URLField: small,
    UUIDField: small,
    FilePathField: small,
    FileField: converted,
    ImageField: converted,
    BinaryField: binary,
    RasterField: binary,
    TextField: large,
    JSONField: large,
    HStoreField: large,
    ArrayField: large,
    SearchVectorField: large,
    IntegerRangeField: small,
    DateRangeField: small,
    DateTimeRangeField: small,
    PointField: converted,
    PolygonField: convertedLarge,
    MultiPolygonField: convertedLarge,
    LineStringField: convertedLarge,
    MultiLineStringField: convertedLarge,
    GeometryField: convertedLarge,
    GeometryCollectionField: convertedLarge,
    GeneratedField: small,
  },
  columnPath:
    /^django\.(?:db\.models|contrib\.(?:gis\.db\.models|postgres\.(?:fields|search|citext)|contenttypes\.fields))\.(?:\w+\.)*(?:\w+Field|ForeignKey|GenericRelation)$/,
  columnName: /Field$/,
  customColumns: [
    { name: /Pickle|Compressed|Binary|Blob/, type: { ...binary, isPlain: false } },
    {
      name: /^Encrypted(?:Text|JSON)|RichText|Markdown|Markup|Stream(?:Field)|HTML|JSON|XML|YAML|Vector|TextField$/,
      type: convertedLarge,
    },
    { name: /Integer|AutoField/, type: { ...integer, isPlain: false } },
  ],
  fileColumns: /(?:File|Image)Field$/,
  setOnSave:
    /^(?:AutoLastModifiedField|ModificationDateTimeField|AutoSlugField|MonitorField|UpdatedAtField)$/,
  nullableColumns: ["NullBooleanField"],
  indexedColumns: ["SlugField"],
  compositeKey: "CompositePrimaryKey",
  relations: {
    ForeignKey: { arity: "one", reverse: "many", hasColumn: true, isUnique: false },
    ParentalKey: { arity: "one", reverse: "many", hasColumn: true, isUnique: false },
    TreeForeignKey: { arity: "one", reverse: "many", hasColumn: true, isUnique: false },
    OneToOneField: { arity: "one", reverse: "one", hasColumn: true, isUnique: true },
    ManyToManyField: manyToMany,
    ParentalManyToManyField: manyToMany,
    SortedManyToManyField: manyToMany,
    GenericRelation: { arity: "many", reverse: "none", hasColumn: false, isUnique: false },
    TaggableManager: { arity: "many", reverse: "none", hasColumn: false, isUnique: false },
  },
  keyAttribute: (relation) => `${relation}_id`,
  reverseName: (model) => ({ accessor: `${model.toLowerCase()}_set`, query: model.toLowerCase() }),
  parentLink: { nameOf: (parent) => `${parent.toLowerCase()}_ptr`, option: "parent_link" },
  passiveDelete: ["DO_NOTHING", "DB_CASCADE", "DB_SET_NULL", "DB_SET_DEFAULT"],
  implicitKey: "id",
  implicitManager: "objects",
  typeNames: ["get_internal_type", "db_type", "_internal_type", "internal_type"],
  smallBinaryClasses:
    /(?:^|[a-z])IP(?![a-z])|Inet|(?:^|[a-z])MAC(?![a-z])|UUID|Hash|Digest|Checksum|Salt|Nonce|Token/,
  smallBinaries:
    /^(?:.*_)?(?:hash|digest|checksum|sha\d*|md5|salt|nonce|iv|signature|fingerprint|token|secret|ip|mac|uuid)$/,
  binaryTypes: /^(?:BinaryField|bytea|(?:tiny|medium|long)?blob|varbinary\(max\))$/i,
  rowHooks: ["__init__", "from_db"],
  trackers:
    /DirtyFields|FieldTracker|ChangesMixin|LifecycleModel|Dirtyable|TrackedModel|SaveHandlerMixin|ModelDiffMixin/,
  signals: {
    "django.db.models.signals.post_init": "custom-init",
    "django.db.models.signals.pre_init": "custom-init",
    "django.db.models.signals.pre_save": "save-receiver",
    "django.db.models.signals.post_save": "save-receiver",
    "django.db.models.signals.pre_delete": "delete-receiver",
    "django.db.models.signals.post_delete": "delete-receiver",
  },
  userModel: {
    setting: "AUTH_USER_MODEL",
    label: "auth.User",
    functions: ["django.contrib.auth.get_user_model"],
  },
  stubs: { ...stubs, ...packageStubs },
};
