/** The framework's classes that render pages, and the members of theirs that projects define. */
export interface Views {
  /** Dotted paths of the bases of all of them, and of those that render the rows of their query. */
  readonly base: RegExp;
  readonly lists: RegExp;
  /** The method that gives the context, and the attribute that names the template. */
  readonly context: string;
  readonly template: string;
  /** The method that gives the query of a list, and the attributes that do. */
  readonly query: string;
  readonly queryset: string;
  readonly model: string;
  /** Members that divide the rows of a list into pages, or answer with something else. */
  readonly pages: readonly string[];
  /** Settings divide lists into pages unless they are known not to; absent counts as false. */
  readonly isPagedBySettings?: boolean;
  /** The attribute that names the class which writes the rows out, in place of a template. */
  readonly serializer?: string;
  /** Names of the rows in the context: the attribute that gives one, and those that always hold. */
  readonly rowsName: string;
  readonly rowsNames: (model: string) => readonly string[];
  /** The template of a list that names none, by the label of its model. */
  readonly listTemplate: (label: string) => string;
}

/** Classes that write rows out: the members of theirs that say which columns. */
export interface Serializers {
  readonly base: RegExp;
  /** The argument that makes one take many rows, and the one that makes it read input instead. */
  readonly many: string;
  readonly input: string;
  readonly instance: string;
  /** The inner class, and its attributes that list columns, or all but some. */
  readonly options: string;
  readonly fields: string;
  readonly exclude: string;
  /** What stands for all columns. */
  readonly all: string;
  /** The argument of a field that says what it reads. */
  readonly source: string;
  /** Last names of fields whose value a method gives, and the prefix of its name. */
  readonly computed: readonly string[];
  readonly computedPrefix: string;
  /** Methods whose override may read anything. */
  readonly overrides: readonly string[];
}
