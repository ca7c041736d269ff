/** `sequelize.define("User", {…})` gives the model that it defines. */
export interface Definitions {
  readonly method: string;
  /** Name under which the file knows the model that is defined under a text. */
  readonly nameOf: (text: string) => string;
}

/** `prisma.user`: an object with a member for each model. */
export interface Clients {
  /** Dotted paths of classes and types whose instances are clients, subclasses included. */
  readonly types: RegExp;
  /** Dotted paths of functions that call their argument with a client, and the path of that client's class. */
  readonly givers?: { readonly functions: RegExp; readonly give: string };
  /** What stands in front of a member's name in the label of its model. */
  readonly label: string;
  /** Whether a member leads to a model of this name. */
  readonly leadsTo: (member: string, model: string) => boolean;
  /** Dotted path of the object that programs fill with all models, one by one, where they do. */
  readonly filled?: string;
  /** Names that a client has by custom where nothing in sight tells what it is. */
  readonly names: RegExp;
}
