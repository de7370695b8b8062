import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { env } from "../env.js";
import { StartError } from "../home/StartError.js";
import { fileStorage } from "./fileStorage.js";
import type { Storage } from "./Storage.js";

let opened: { address: string; storage: Storage } | undefined;

/**
 * Where this installation keeps files: FILES_URL, or `files` in the home folder.
 * @throws StartError for a place that this version cannot use; `serve` and `work` ask once at start.
 */
export function storage(): Storage {
  const address = env.FILES_URL ?? resolve(env.FORMROOM_HOME);
  if (opened?.address !== address) opened = { address, storage: open() };
  return opened.storage;
}

function open(): Storage {
  const { FILES_URL } = env;
  if (FILES_URL === undefined) return fileStorage(join(resolve(env.FORMROOM_HOME), "files"));
  if (FILES_URL.startsWith("s3://"))
    throw new StartError("FILES_URL: s3:// is not there yet; use file:///path/of/a/folder, or leave it out.");
  const path = URL.canParse(FILES_URL) ? pathOf(FILES_URL) : undefined;
  if (path === undefined) throw new StartError("FILES_URL must look like file:///path/of/a/folder.");
  return fileStorage(path);
}

function pathOf(url: string): string | undefined {
  try {
    const path = fileURLToPath(url);
    return isAbsolute(path) ? path : undefined;
  } catch {
    return undefined; // a host in it, or an encoded slash
  }
}
