// Versions and databases, read from manifests and settings without running anything.
import { describe, expect, test } from "vitest";
import type { Settings } from "../../rules/src/settings.js";
import { openLibrary } from "./library.js";

const versionOf = (texts: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): string =>
  openLibrary(texts, settings).project.environment.versions["django"] ?? "unknown";

describe("the lowest version that is allowed", () => {
  test.each([
    ["Django==5.1.3", "5.1.3"],
    ["django>=4.2,<5", "4.2"],
    ["django<5, >=4.2", "4.2"],
    ["django ~= 4.2.1", "4.2.1"],
    ["django == 4.2.*", "4.2"],
    ["django[bcrypt,argon2]>=5.0  # why", "5.0"],
    ['django>=3.2,!=4.0.1; python_version >= "3.8"', "3.2"],
    ["Django<5", "unknown"],
    ["django", "unknown"],
    ["django-filter==24.1\ndjango_rest==1.0", "unknown"],
    ["# django==1.0\ndjango==5.2 \\\n    --hash=sha256:00", "5.2"],
    ["-r base.txt\ndjango>4.1", "4.1"],
  ])("%j", (text, expected) => {
    expect(versionOf({ "requirements.txt": text })).toBe(expected);
  });

  test.each([
    ["pyproject.toml", '[project]\nname = "x"\ndependencies = ["requests", "django>=4.2,<6"]\n'],
    ["pyproject.toml", '[project.optional-dependencies]\nweb = ["Django >= 4.2"]\n'],
    ["pyproject.toml", '[dependency-groups]\ndev = ["django>=4.2", {include-group = "x"}]\n'],
    ["pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.10"\ndjango = "^4.2"\n'],
    ["pyproject.toml", '[tool.poetry.dependencies]\nDjango = { version = "~4.2", extras = ["argon2"] }\n'],
    [
      "pyproject.toml",
      '[tool.poetry.group.web.dependencies]\ndjango = [{version = ">=4.2,<5", python = "<3.10"}, {version = ">=5.0"}]\n',
    ],
    ["Pipfile", '[packages]\ndjango = "~=4.2"\n'],
    ["Pipfile.lock", '{"default": {"django": {"hashes": ["sha256:1"], "version": "==4.2"}}}'],
    ["poetry.lock", '[[package]]\nname = "django"\nversion = "4.2"\n'],
    [
      "uv.lock",
      '[[package]]\nname = "asgiref"\nversion = "3.8.1"\n\n[[package]]\nname = "django"\nversion = "4.2"\n',
    ],
    ["setup.cfg", "[options]\ninstall_requires =\n    requests\n    Django>=4.2\n"],
    ["setup.py", 'from setuptools import setup\nneeds = ["Django>=4.2,<5"]\nsetup(install_requires=needs)\n'],
    ["requirements/base.in", "django>=4.2\n"],
    ["dependencies/pip/base.txt", "django==4.2\n"],
    ["backend/requirements.txt", "django==4.2\n"],
  ])("%s %j", (file, text) => {
    expect(versionOf({ [file]: text })).toBe("4.2");
  });

  test("locks win over pins, pins over ranges, the lowest wins among equals, and settings over all", () => {
    const range = { "pyproject.toml": '[project]\ndependencies = ["django>=4.2"]\n' };
    const pins = {
      ...range,
      "requirements/a.txt": "django==5.1.2\n",
      "requirements/b.txt": "django==5.0.9\n",
    };
    const lock = { ...pins, "uv.lock": '[[package]]\nname = "django"\nversion = "5.2.1"\n' };
    expect(versionOf(range)).toBe("4.2");
    expect(versionOf(pins)).toBe("5.0.9");
    expect(versionOf(lock)).toBe("5.2.1");
    expect(versionOf(lock, { versions: { django: "6.0" } })).toBe("6.0");
  });

  test("what documentation and tests need says nothing, and a broken manifest neither", () => {
    expect(
      versionOf({ "docs/requirements.txt": "django==1.0", "tests/requirements.txt": "django==2.0" }),
    ).toBe("unknown");
    expect(versionOf({ "pyproject.toml": '[project\ndependencies = ["django==5.0"]' })).toBe("unknown");
  });

  test.each([
    ["pyproject.toml", '[project]\nrequires-python = ">=3.10"\n'],
    ["pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.10"\n'],
    ["Pipfile", '[requires]\npython_version = "3.10"\n'],
    ["setup.py", 'setup(python_requires=">=3.10")\n'],
  ])("Python of %s %j", (file, text) => {
    expect(openLibrary({ [file]: text }).project.environment.python).toBe("3.10");
  });
});

const databaseOf = (texts: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): string => {
  const { engines, serverSideCursors, hasTransactionPooler } = openLibrary(texts, settings).project
    .environment;
  return [
    engines.join("+") || "unknown",
    `cursors ${serverSideCursors}`,
    ...(hasTransactionPooler ? ["pooler"] : []),
  ].join(", ");
};

describe("the default database", () => {
  const postgresql = '"ENGINE": "django.db.backends.postgresql"';
  test.each([
    [`DATABASES = {"default": {${postgresql}}}`, "postgresql, cursors on"],
    [
      'DATABASES = {"default": {"ENGINE": "django.contrib.gis.db.backends.postgis"}}',
      "postgresql, cursors on",
    ],
    ['DATABASES = {"default": dict(ENGINE="django.db.backends.mysql")}', "mysql, cursors on"],
    [
      `DATABASES = {"other": {"ENGINE": "django.db.backends.mysql"}, "default": {${postgresql}}}`,
      "postgresql, cursors on",
    ],
    ['DATABASES = {}\nDATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3"}', "sqlite, cursors on"],
    [
      'ENGINE = "django.db.backends.oracle"\nDATABASES = {"default": {"ENGINE": ENGINE}}',
      "oracle, cursors on",
    ],
    [`MAIN = {${postgresql}}\nDATABASES = {"default": MAIN}`, "postgresql, cursors on"],
    [`NAME = "default"\nDATABASES = {NAME: {${postgresql}}}`, "postgresql, cursors on"],
    [
      'DATABASES = {"default": {"ENGINE": os.environ.get("POSTGRES_ENGINE", "django.db.backends.sqlite3")}}',
      "sqlite, cursors on",
    ],
    ['DATABASES = {"default": {"ENGINE": os.environ["POSTGRES_ENGINE"]}}', "unknown, cursors on"],
    [
      `if local:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nelse:\n    DATABASES = {"default": {${postgresql}}}`,
      "postgresql+sqlite, cursors on",
    ],
    ['DATABASES = {"default": dj_database_url.config(default="postgres://a@b/c")}', "postgresql, cursors on"],
    ['DATABASES = {"default": env.db("DATABASE_URL", default="mysql://a@b/c")}', "mysql, cursors on"],
    ['URL = "sqlite:///x"\nDATABASES = {"default": dj_database_url.parse(URL)}', "sqlite, cursors on"],
    ['DATABASES = {"default": env.db("DATABASE_URL")}', "unknown, cursors on"],
    [
      `class Base:\n    @property\n    def DATABASES(self):\n        return {"default": {${postgresql}}}`,
      "postgresql, cursors on",
    ],
    [
      `DATABASES = {"default": {${postgresql}, "DISABLE_SERVER_SIDE_CURSORS": True}}`,
      "postgresql, cursors off",
    ],
    [
      `DATABASES = {"default": {${postgresql}, "DISABLE_SERVER_SIDE_CURSORS": False}}`,
      "postgresql, cursors on",
    ],
    [
      `DATABASES = {"default": {${postgresql}, "DISABLE_SERVER_SIDE_CURSORS": env.bool("X")}}`,
      "postgresql, cursors unknown",
    ],
    [
      `DATABASES = {"default": {${postgresql}}}\nDATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True`,
      "postgresql, cursors off",
    ],
    [`DATABASES = {"default": {${postgresql}, "PORT": 6432}}`, "postgresql, cursors on, pooler"],
    [
      `DATABASES = {"default": {${postgresql}, "HOST": env("HOST", "pgbouncer")}}`,
      "postgresql, cursors on, pooler",
    ],
    [
      'DATABASES = {"default": dj_database_url.parse("postgres://x@aws-0.pooler.supabase.com:6543/y")}',
      "postgresql, cursors on, pooler",
    ],
    ['CACHES = {"default": {"ENGINE": "mysql"}}', "unknown, cursors unknown"],
    ["", "unknown, cursors unknown"],
  ])("%j", (text, expected) => {
    expect(databaseOf({ "config/settings.py": text })).toBe(expected);
  });

  test("several settings give several engines; those for tests count only alone", () => {
    const sqlite = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}';
    const base = { "config/settings/base.py": `DATABASES = {"default": {${postgresql}}}` };
    expect(databaseOf({ ...base, "config/settings/local.py": sqlite })).toBe("postgresql+sqlite, cursors on");
    expect(databaseOf({ ...base, "config/settings/test.py": sqlite })).toBe("postgresql, cursors on");
    expect(databaseOf({ "config/settings/test.py": sqlite })).toBe("sqlite, cursors on");
    expect(databaseOf({ ...base, "config/settings/live.py": 'DATABASES = getattr(base, "DATABASES")' })).toBe(
      "postgresql, cursors on",
    );
  });

  test("an engine that only the surroundings tell makes the others uncertain, unless helpers name it", () => {
    const live = { "config/settings/live.py": "from .helpers import make\nDATABASES = make()\n" };
    const local = {
      "config/settings/local.py": 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}',
    };
    expect(databaseOf({ ...live, "config/settings/helpers.py": "def make(): ..." })).toBe(
      "unknown, cursors on",
    );
    const helpers = {
      "config/settings/helpers.py": `def make():\n    return {"default": {${postgresql}}}\n`,
    };
    expect(databaseOf({ ...live, ...local, ...helpers })).toBe("postgresql+sqlite, cursors on");
  });

  test("settings of the analysis win", () => {
    const files = { "settings.py": `DATABASES = {"default": {${postgresql}}}` };
    expect(databaseOf(files, { database: "mysql", serverSideCursors: false })).toBe("mysql, cursors off");
  });
});
