import type { KeysetLines, KeysetParts, Rewrites } from "../rewrites.js";
import { proven } from "./proof.js";

/** How queries are rewritten in Django. */
export const rewrites: Rewrites = {
  package: "django",
  label: "Django",
  engines: {
    // cursor_tuple_fraction: https://www.postgresql.org/docs/current/runtime-config-query.html
    postgresql: {
      label: "PostgreSQL",
      plainCursor: "buffers",
      streams: "with-cursors",
      afterTransaction: "breaks",
      plansForFirstRows: true,
      hasSnapshot: true,
    },
    // The driver fetches the whole result when the statement runs, whatever is asked of it afterwards.
    mysql: {
      label: "MySQL",
      plainCursor: "buffers",
      streams: "never",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: true,
    },
    // An open read cursor sees what the same connection writes: https://www.sqlite.org/isolation.html
    sqlite: {
      label: "SQLite",
      plainCursor: "streams",
      streams: "always",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: false,
    },
    oracle: {
      label: "Oracle",
      plainCursor: "streams",
      streams: "always",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: true,
    },
  },
  // https://docs.djangoproject.com/en/stable/ref/models/querysets/#iterator
  stream: {
    method: "iterator",
    asyncMethod: "aiterator",
    asyncSince: "4.1",
    prefetchNeedsSizeSince: "5.0",
    prefetchSince: "4.1",
    asyncPrefetchSince: "5.0",
    sizes: { small: 2000, large: 100, binary: 50 },
    write: (method, size) => `.${method}(${size === undefined ? "" : `chunk_size=${size}`})`,
    writeSize: (size) => `chunk_size=${size}`,
    through: [
      "for",
      "comprehension",
      "enumerate",
      "zip",
      "map",
      "filter",
      "chain",
      "iter",
      "sum",
      "any",
      "all",
      "min",
      "max",
    ],
    drains: [
      "list",
      "tuple",
      "set",
      "frozenset",
      "dict",
      "sorted",
      "sum",
      "any",
      "all",
      "min",
      "max",
      "Counter",
      "deque",
      "join",
      "extend",
      "writerows",
      "writelines",
      "bulk_create",
      "bulk_update",
    ],
  },
  omit: {
    write: (columns) => `.defer(${columns.join(", ")})`,
    prefetch: {
      import: { module: "django.db.models", name: "Prefetch" },
      write: (path, model, columns) =>
        `Prefetch(${path}, queryset=${model}.objects.defer(${columns.join(", ")}))`,
    },
  },
  project: {
    flat: (column) => `.values_list(${column}, flat=True)`,
    named: (columns) => `.values_list(${columns.join(", ")}, named=True)`,
    only: (columns) => `.only(${columns.join(", ")})`,
  },
  // https://docs.djangoproject.com/en/stable/topics/pagination/
  paginate: {
    import: { module: "django.core.paginator", name: "Paginator" },
    request: "request",
    write: (query, quote) => `Paginator(${query}, 50).get_page(request.GET.get(${quote("page")}))`,
  },
  addColumns: { loads: ["only"], leaves: ["defer"], linkIsKnownSince: "6.1" },
  keyset: { key: "pk", compositeSince: "5.2", write: keyset },
  batch: {
    import: { module: "itertools", name: "batched" },
    languageSince: "3.12",
    size: 500,
    write: (stream, size) => `batched(${stream}, ${size})`,
  },
  limit: {
    first: "[0]",
    firstOrNothing: ".first()",
    upTo: (count) => `[:${count}]`,
    order: (column) => `.order_by(${column})`,
    list: (expression) => `list(${expression})`,
    backwards: ".reverse()",
  },
  count: { call: ".count()" },
  exists: { call: ".exists()" },
  contains: {
    since: "4.0",
    write: (element) => `.contains(${element})`,
    writeBefore: (element) => `.filter(pk=${element}.pk).exists()`,
  },
  aggregate: {
    functions: {
      sum: {
        import: { module: "django.db.models", name: "Sum" },
        write: (column, quote) => `.aggregate(total=Sum(${column}))[${quote("total")}]`,
        ifEmpty: "0",
      },
      max: {
        import: { module: "django.db.models", name: "Max" },
        write: (column, quote) => `.aggregate(maximum=Max(${column}))[${quote("maximum")}]`,
      },
      min: {
        import: { module: "django.db.models", name: "Min" },
        write: (column, quote) => `.aggregate(minimum=Min(${column}))[${quote("minimum")}]`,
      },
    },
    flagTypes: ["BooleanField"],
    someFlag: (column) => `.filter(${column}=True).exists()`,
  },
  reverse: { callee: "reversed", call: ".reverse()" },
  // https://docs.djangoproject.com/en/stable/ref/models/querysets/#delete: rows are loaded unless nothing refers to them
  remove: {
    collectsWith: ["delete-receiver", "incoming-relations"],
    write: (quote) => `.only(${quote("pk")})`,
  },
  proven,
};

/** The key is read before the body runs: deleting a row clears the key on its instance. */
function keyset({ expression, rows, chunk, last, size, key, quote }: KeysetParts): KeysetLines {
  return {
    before: [
      `${rows} = ${expression}.order_by(${quote(key)})`,
      `${chunk} = list(${rows}[:${size}])`,
      `while ${chunk}:`,
    ],
    inside: [`${last} = ${chunk}[-1].${key}`],
    after: [`${chunk} = list(${rows}.filter(${key}__gt=${last})[:${size}])`],
  };
}
