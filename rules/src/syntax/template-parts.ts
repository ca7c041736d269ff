/** Names under which a template's own means are called: no variable of a template is called so. */
export const own = { include: "%include", block: "%block", above: "%super" } as const;
