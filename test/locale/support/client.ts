import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");

/** All sources of a folder as one text a file. */
export function sourcesOf(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(join(root, folder, name), "utf8"));
}

/** Keys that the pages ask for by name: t("save"), t(done ? "undo" : "save"). */
export function literalKeys(source: string): string[] {
  const calls = [...source.matchAll(/\bt\(\s*([^()`]*?)(?:[,)]|\s\{)/g)].map(([, argument = ""]) => argument);
  return calls.flatMap((argument) => [...argument.matchAll(/(?:^|[?:])\s*"([^"]+)"/g)].map(([, key = ""]) => key));
}

/** How keys begin that the pages put together: t(`page.${name}`) → "page.". */
export const keyBeginnings = (source: string): string[] =>
  [...source.matchAll(/`([a-z][\w-]*[.:-](?:[\w.-]*)?)\$\{/g)].map(([, start = ""]) => start);
