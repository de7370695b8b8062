import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a running Formroom is made of; dist/ repeats this tree, so that relative paths between them hold. */
export const sourceFolders = ["app", "resources", "models", "jobs", "seeders", "templates", "migrations"];

/**
 * All files of the source folders with what tells a changed one from an unchanged one.
 *
 * @param {string} root folder of the clone
 * @returns {Map<string, string>} path below root → "mtime size"
 */
export function listSources(root) {
  const found = new Map();
  for (const folder of sourceFolders) walk(root, folder, found);
  return found;
}

function walk(root, folder, found) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return; // a folder of the house that has nothing in it yet
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(root, path, found);
    else {
      const { mtimeMs, size } = statSync(join(root, path));
      found.set(path, `${mtimeMs} ${size}`);
    }
  }
}
