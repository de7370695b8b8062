import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { env } from "../env.js";
import { catalogueOf, LANGUAGES, type Language } from "../locale/catalogue.js";
import { withinBudget } from "./budget.js";
import { components } from "./componentList.js";
import { coreEntry } from "./core/entry.js";
import { commonjsDefaults, fromWindow, namesOnly, withoutUnused } from "./core/plugins.js";
import { outputFolder, rootFolder, type Manifest } from "./outputs.js";
import { scriptJson } from "./words.js";

/** The sources, also when this runs in dist/: tests and a start then agree on what is built. */
const inClone = join(rootFolder, "app", "panel", "client");
const sourceFolder = existsSync(inClone) ? inClone : join(import.meta.dirname, "client");
const wordsFolder = join(import.meta.dirname, "..", "locale", "catalogue");
const manifestFile = join(outputFolder, "manifest.json");

/**
 * Makes what the panel sends to a browser, when its sources have changed: one core, one file of our pages, one of styles,
 * one of words a language; names carry a hash, Brotli and gzip stand beside each. Runs from app/ and from dist/app/ alike.
 * @throws when a first load would be larger than the budget (budget.ts)
 */
export async function buildPanel(): Promise<void> {
  const sources = sourcesHash();
  if (isCurrent(sources)) return;
  mkdirSync(outputFolder, { recursive: true });
  const [core, pages, styles] = await Promise.all([bundleCore(), bundlePages(), bundleStyles()]);
  const files: Manifest["files"] = {};
  const made: [string, Buffer][] = [
    ["core.js", core],
    ["pages.js", pages],
    ["panel.css", styles],
    ...LANGUAGES.map((language): [string, Buffer] => [`words-${language}.js`, wordsScript(language)]),
  ];
  await Promise.all(
    made.map(async ([name, contents]) => {
      files[name] = { file: await keep(name, contents) };
    }),
  );
  if (env.PANEL_CORE !== "stock") withinBudget(files);
  put(manifestFile, Buffer.from(JSON.stringify({ sources, files } satisfies Manifest)));
  sweep(files);
}

function isCurrent(sources: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Manifest;
    return (
      manifest.sources === sources &&
      Object.values(manifest.files).every(({ file }) => statSync(join(outputFolder, `${file}.br`)).isFile())
    );
  } catch {
    return false;
  }
}

/** Our own files, the words, and the versions of what they stand on. */
function sourcesHash(): string {
  const hash = createHash("sha256").update(env.PANEL_CORE);
  for (const folder of [sourceFolder, wordsFolder]) {
    const names = readdirSync(folder, { recursive: true }).map(String).sort();
    for (const name of names.filter((one) => /\.(tsx?|css|json)$/.test(one)))
      hash.update(name).update(readFileSync(join(folder, name)));
  }
  for (const name of ["adminjs", "@adminjs/design-system"]) hash.update(packageOf(name).version);
  return hash
    .update(JSON.stringify([components, coreEntry]))
    .digest("hex")
    .slice(0, 20);
}

/** The frame's words of a language as a script: fetched once, kept for ever. */
function wordsScript(language: Language): Buffer {
  const words = { ...catalogueOf("en").frame, ...catalogueOf(language).frame, language };
  return Buffer.from(`window.FORMROOM_WORDS=${scriptJson(JSON.stringify(words))};`);
}

function packageOf(name: string): { folder: string; version: string } {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      const { version } = JSON.parse(readFileSync(join(path, name, "package.json"), "utf8")) as { version: string };
      return { folder: join(path, name), version };
    } catch {
      continue;
    }
  }
  throw new Error(`${name} is not installed`);
}

const common = {
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: "es2020",
  logLevel: "error",
} as const;

/** Ours of AdminJS's parts; with PANEL_CORE=stock the three scripts that AdminJS ships, when an upgrade breaks ours. */
export async function bundleCore(which = env.PANEL_CORE): Promise<Buffer> {
  const frontend = join(packageOf("adminjs").folder, "lib", "frontend");
  if (which === "stock") return stockCore(frontend);
  const result = await build({
    ...common,
    stdin: { contents: coreEntry, resolveDir: frontend, sourcefile: "core.js" },
    banner: {
      js: "window.global=window;var regeneratorRuntime={};var process={env:{NODE_ENV:'production'},browser:true};",
    },
    define: { "process.env.NODE_ENV": '"production"', "process.env.IS_BROWSER": "true" },
    plugins: [namesOnly(frontend), withoutUnused, commonjsDefaults],
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

function stockCore(frontend: string): Buffer {
  const scripts = join(frontend, "assets", "scripts");
  const files = [
    join(scripts, "global-bundle.production.js"),
    join(packageOf("@adminjs/design-system").folder, "bundle.production.js"),
    join(scripts, "app-bundle.production.js"),
  ];
  const createRoot = "window.createRoot ??= (at) => ReactDOM.createRoot(at);";
  return Buffer.from([...files.map((file) => readFileSync(file, "utf8")), createRoot].join("\n;\n"));
}

/** The shape that AdminJS's own bundler writes: every component under its name in AdminJS.UserComponents. */
async function bundlePages(): Promise<Buffer> {
  const lines = components.map(
    (name) => `import { ${name} } from ${JSON.stringify(`./${name}.tsx`)};\nAdminJS.UserComponents.${name} = ${name};`,
  );
  const result = await build({
    ...common,
    stdin: {
      contents: `AdminJS.UserComponents = {};\n${lines.join("\n")}\n`,
      resolveDir: sourceFolder,
      sourcefile: "pages.ts",
      loader: "ts",
    },
    jsx: "transform",
    plugins: [fromWindow],
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

async function bundleStyles(): Promise<Buffer> {
  const result = await build({ ...common, entryPoints: [join(sourceFolder, "styles", "panel.css")] });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

async function keep(name: string, contents: Buffer): Promise<string> {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  const file = name.replace(/\.(\w+)$/, `.${hash}.$1`);
  put(join(outputFolder, file), contents);
  put(join(outputFolder, `${file}.gz`), await zip(contents, { level: 7 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
  put(join(outputFolder, `${file}.br`), await brotli(contents, { params }));
  return file;
}

/** By rename: a running Formroom may be reading it. */
function put(path: string, contents: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}

/** A Formroom that started before may still be sending its own files: what is a day old goes. */
function sweep(files: Manifest["files"]): void {
  const kept = Object.values(files).flatMap(({ file }) => [file, `${file}.br`, `${file}.gz`]);
  for (const name of readdirSync(outputFolder)) {
    const ours = /^(core|components|pages|panel|words-\w+)\.[0-9a-f]{12}\./.test(name);
    if (!ours || kept.includes(name)) continue;
    const age = Date.now() - (statSync(join(outputFolder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > 86_400_000) rmSync(join(outputFolder, name), { force: true });
  }
}
