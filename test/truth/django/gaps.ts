/** Entries of the table that no program runs, each with its reason. */
export const notRun: Readonly<Record<string, string>> = {
  fetch_mode: "newer than the versions that Debian has",
  as_manager: "declares a manager, and no query comes of it",
  "tqdm.tqdm": "another package's; so are the next four",
  "tqdm.auto.tqdm": "see tqdm.tqdm",
  "tqdm.notebook.tqdm": "see tqdm.tqdm",
  "rich.progress.track": "see tqdm.tqdm",
  "click.progressbar": "see tqdm.tqdm",
  "builtins.issubclass": "takes classes, not querysets",
  "builtins.getattr": "about a row, not a queryset; so are the next five",
  "builtins.vars": "see builtins.getattr",
  "builtins.setattr": "see builtins.getattr",
  "django.forms.models.model_to_dict": "see builtins.getattr",
  "django.forms.model_to_dict": "see builtins.getattr",
};

/** Where the analysis and Django are known to disagree; one that closes makes a test fail. */
export const knownGaps: readonly string[] = [
  // Bounded by the keys that are given, so it is not followed at all.
  "steps.py in_bulk_of_keys: 2 rows come and the analysis sees no query that brings them",
];

/** The same for models: label and what differs. */
export const modelGaps: Readonly<Record<string, string>> = {
  // On an instance the links to all children of a parent can be read; lookups know only the model's own.
  "library.Book relations": "film is a child of the same parent",
  "library.Film relations": "book and film are children of the same parent",
  "library.Classic relations": "book and film are children of the same parent",
  "library.Assignment columns": "order_with_respect_to adds a column _order",
};
