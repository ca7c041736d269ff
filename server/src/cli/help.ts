/** The text of `leanrows help [command]`. */
export function help(topic: string): string {
  return topics[topic] ?? general;
}

const general = `Finds places where a program loads a whole table, or megabytes of binary columns, into memory.

Usage: leanrows <command>

Commands:
  check [paths…]   report what is found below the paths (default: the working directory)
  fix [paths…]     apply the fixes that are safe
  server           language server for editors (--stdio)
  help <command>   options of a command

  --version        version of leanrows
  --help           this text

Exit codes:
  0  no findings (findings of severity info do not count)
  1  findings of severity warning or error
  2  wrong usage, broken configuration, or a file named on the command line cannot be read
`;

const settings = `  --config FILE       read this configuration instead of the project's own
  --preset NAME       recommended (default) or strict
  --rule NAME=LEVEL   set a rule to off, info, warning or error (default: warning); may be repeated
  --minimum LEVEL     report from this many rows on: all, narrowed or parent
  --tests             check test code, fixtures and examples too
  -q, --quiet         findings only: no progress, no summary`;

const topics: Readonly<Record<string, string>> = {
  check: `Usage: leanrows check [paths…] [options]

Paths narrow what is reported; models are still read from the whole project.

Options:
  --format NAME       text (default) or json
  --explain           say which conditions fixes need and which one withheld a fix
  --max-warnings N    let up to N warnings pass (default: 0)
  --threads N         share the work among at most N threads (default: 1, and no more than there are processors)
  --no-cache          do not use or keep the results of an earlier check of the same files
${settings}

Exit codes:
  0  no findings (findings of severity info do not count)
  1  findings of severity warning or error
  2  wrong usage, broken configuration, a file named on the command line cannot be read,
     or none of the files could be checked. Other unreadable files are listed and do not fail the run.
`,
  fix: `Usage: leanrows fix [paths…] [options]

Applies every fix that is safe until none is left. Everything else in the files stays byte for byte.

Options:
  --form FORM --at FILE:LINE[:COLUMN]
                      apply this one form of fix at this place, even if it is only a suggestion
  --dry-run           show what would change as a diff and write nothing
${settings}

Exit codes:
  0  nothing is left to report
  1  findings remain (with --dry-run: something would change)
  2  wrong usage, broken configuration, no such fix at that place, or a file cannot be read or written
`,
  server: `Usage: leanrows server --stdio

A language server (LSP 3.17) for Python and TypeScript files. Editors start it.
`,
};
