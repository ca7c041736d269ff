import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer } from "node:http";
import path from "node:path";
import type { Build } from "./builds.js";
import { entryOf } from "./builds.js";

/** A page with VS Code in it and nothing behind it, as vscode.dev is: no server, no Node, no disk. */
export interface WebPage {
  readonly base: string;
  stop(): Promise<void>;
}

/** What the page is made of. */
export interface WebPageOptions {
  /** Folders that the page may load from, by the first part of the address: extensions. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Answered at `/seed`. */
  readonly seed: Readonly<Record<string, string>>;
  /** What the workbench is told; `here` is the address of this page as a part of others. */
  configuration(here: Readonly<Record<"scheme" | "authority", string>>): object;
}

/** Serves the static half of a build. */
export async function serveWebPage(build: Build, options: WebPageOptions): Promise<WebPage> {
  const vscode = path.resolve(entryOf(build), "../../../lib/vscode");
  const workbench = path.join(vscode, "out/vs/code/browser/workbench");
  const script = path.join(workbench, "workbench.js");
  const withoutServer = patched(readFileSync(script, "utf8"));
  const page = readFileSync(path.join(workbench, "workbench.html"), "utf8");
  const mounts = { build: vscode, ...options.mounts };
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? "/", "http://page");
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (address.pathname === "/") {
      const here = { scheme: "http", authority: request.headers.host ?? "" };
      send(response, "text/html", filled(page, options.configuration(here)));
    } else if (address.pathname === "/seed") {
      send(response, "application/json", JSON.stringify(options.seed));
    } else {
      const file = fileAt(address.pathname, mounts);
      if (file === script) send(response, "text/javascript", withoutServer);
      else sendFile(response, file);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const listening = server.address();
  const port = typeof listening === "object" && listening !== null ? listening.port : 0;
  return {
    base: `http://127.0.0.1:${String(port)}/`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * This build takes every page for the window of its server, and keeps the user's data there. Each change must fit exactly
 * once, so that another build fails here and not somewhere in a blank page.
 */
function patched(script: string): string {
  return [
    { from: /remoteAuthority:location\.host/g, to: "remoteAuthority:void 0" },
    {
      from: /\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.vscodeRemote\}\)/g,
      to: '.file(this.userDataPath).with({scheme:"vscode-userdata"})',
    },
  ].reduce((text, { from, to }) => {
    const count = text.match(from)?.length ?? 0;
    if (count !== 1) throw new Error(`${String(count)} places in workbench.js are ${String(from)}`);
    return text.replace(from, to);
  }, script);
}

/** The page with the names in double braces filled in. */
function filled(page: string, configuration: object): string {
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration)
      .replaceAll("&", "&amp;")
      .replaceAll('"', "&quot;"),
    WORKBENCH_WEB_BASE_URL: "/build",
    BASE: "/build",
    VS_BASE: "/build",
    WORKBENCH_NLS_FALLBACK_URL: "/build/out/nls.messages.js",
    WORKBENCH_NLS_URL: "/build/out/nls.messages.js",
  };
  return page.replaceAll(/\{\{([A-Z_]+)\}\}/g, (_, name: string) => values[name] ?? "");
}

function fileAt(address: string, mounts: Readonly<Record<string, string>>): string | undefined {
  const [, mount = "", ...rest] = decodeURIComponent(address).split("/");
  const folder = mounts[mount];
  const file = folder === undefined ? undefined : path.join(folder, ...rest);
  return file?.startsWith(`${folder ?? ""}${path.sep}`) === true ? file : undefined;
}

function send(response: ServerResponse, type: string, content: string): void {
  response.setHeader("Content-Type", type);
  response.end(content);
}

function sendFile(response: ServerResponse, file: string | undefined): void {
  if (file === undefined || !existsSync(file) || !statSync(file).isFile()) {
    response.statusCode = 404;
    response.end();
    return;
  }
  response.setHeader("Content-Type", types[path.extname(file)] ?? "application/octet-stream");
  createReadStream(file).pipe(response);
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};
