import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import { GLOBALS } from "./entry.js";

/**
 * CommonJS packages that AdminJS imports as modules: under Node's rules, which esbuild follows inside a package of type
 * "module", their default would be the whole exports object, and React refuses to draw that (error 130).
 */
const COMMONJS =
  /^(react-datepicker|react-phone-input-2|react-text-mask|react-currency-input-field|jw-paginate|flat|react-select(\/.*)?|lodash\/.*|date-fns\/.*)$/;

export const commonjsDefaults: Plugin = {
  name: "commonjs-defaults",
  setup(build) {
    build.onResolve({ filter: COMMONJS }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if ((pluginData as { inner?: boolean } | undefined)?.inner) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, importer, pluginData: { inner: true } });
      return found.errors.length || kind !== "import-statement" ? found : { path: found.path, namespace: "default" };
    });
    build.onLoad({ filter: /.*/, namespace: "default" }, ({ path }) => ({
      contents: `import * as all from ${JSON.stringify(path)};
export * from ${JSON.stringify(path)};
const inner = all.default;
export default inner && inner.__esModule && inner.default !== undefined ? inner.default : inner;`,
      resolveDir: dirname(path),
      pluginData: { inner: true },
    }));
  },
};

/** A megabyte that no page of ours shows: drawings, editors of rich text, polyfills, other languages' words. */
const DRAWINGS = /\/atoms\/illustrations\/[^/]+\.js$|\/app\/utils\/rocket-svg\.js$/;
const LANGUAGES = /\/locale\/[^/]+\/translation\.json$/;
const UNUSED_PACKAGES = /^(tinymce|@tinymce\/.*|@tiptap\/.*|prosemirror-.*|core-js\/.*|regenerator-runtime\/.*)$/;

export const withoutUnused: Plugin = {
  name: "without-unused",
  setup(build) {
    build.onLoad({ filter: LANGUAGES }, ({ path }) =>
      path.includes("/en/") ? undefined : { contents: "{}", loader: "json" },
    );
    build.onLoad({ filter: DRAWINGS }, async ({ path }) => {
      if (path.endsWith("index.js")) return undefined;
      const names = [...(await readFile(path, "utf8")).matchAll(/^export const (\w+)/gm)].map((found) => found[1]);
      const all = path.endsWith("rocket-svg.js") ? ["RocketSVG"] : names;
      const lines = all.map((name) => `export const ${name} = () => null;`);
      return { contents: `${lines.join("\n")}\nexport default () => null;`, loader: "js" };
    });
    build.onResolve({ filter: UNUSED_PACKAGES }, ({ path }) => ({ path, namespace: "unused" }));
    build.onLoad({ filter: /.*/, namespace: "unused" }, () => ({
      contents:
        "module.exports = new Proxy(function () {}, { get: (_, name) => (name === '__esModule' ? true : () => null) });",
    }));
  },
};

/**
 * Every page is drawn by ours (client/), so of the parts that AdminJS would draw with, only the names are needed: the
 * design system, icons, pickers, its HTTP client. Half of the bytes of a first load stand in them.
 */
const DRAWN_BY_US = /^(@adminjs\/design-system|react-feather|@hello-pangea\/dnd|react-select(\/.*)?|axios)$/;

export const namesOnly = (frontend: string): Plugin => ({
  name: "names-only",
  setup(build) {
    const names = importedNames(frontend);
    build.onResolve({ filter: DRAWN_BY_US }, ({ path }) => ({ path, namespace: "names-only" }));
    build.onLoad({ filter: /.*/, namespace: "names-only" }, ({ path }) => {
      const some = [...(names.get(path) ?? [])].map((name) => `export const ${name} = Nothing;`);
      const nothing = "const Nothing = () => null; Nothing.create = () => ({});";
      return { contents: `${nothing} ${some.join(" ")} export default Nothing;`, loader: "js" };
    });
  },
});

/** Which names AdminJS's browser code imports from each package. */
function importedNames(folder: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".js")) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [, list = "", from = ""] of text.matchAll(/^import [^;{]*\{([^}]*)\} from '([^'.][^']*)';/gm)) {
      const known = names.get(from) ?? new Set();
      for (const one of list.split(",")) known.add(one.trim().split(/\s+as\s+/)[0] ?? "");
      known.delete("");
      known.delete("default");
      names.set(from, known);
    }
  }
  return names;
}

/** Imports of what the core has put on `window`. */
export const fromWindow: Plugin = {
  name: "from-window",
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(GLOBALS).join("|")})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: "window" }));
    build.onLoad({ filter: /.*/, namespace: "window" }, ({ path }) => ({
      contents: `module.exports = window.${GLOBALS[path] ?? ""};`,
    }));
  },
};
