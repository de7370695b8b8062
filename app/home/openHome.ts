import { chmodSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { StartError } from "./StartError.js";
import { shownPath } from "./shownPath.js";

/** The folder that holds everything of one installation. All paths are absolute. */
export interface Home {
  readonly path: string;
  /** Sockets and other things that live only as long as the process. */
  readonly run: string;
  readonly logs: string;
  /** secrets.json, see `openSecrets`. */
  readonly secrets: string;
  /** True when this call made the folder: a new installation. */
  readonly isNew: boolean;
}

/**
 * Opens the home folder (FORMROOM_HOME or ./var), making it and its parts with mode 0700 when they are missing.
 * @throws StartError when it cannot be made, or is not a folder that we may write.
 */
export function openHome(path: string): Home {
  const wanted = resolve(path);
  try {
    const isNew = mkdirSync(wanted, { recursive: true, mode: 0o700 }) !== undefined;
    closeToOthers(wanted);
    const real = realpathSync(wanted);
    const home = { path: real, run: join(real, "run"), logs: join(real, "logs"), secrets: join(real, "secrets.json") };
    mkdirSync(home.run, { recursive: true, mode: 0o700 });
    mkdirSync(home.logs, { recursive: true, mode: 0o700 });
    return { ...home, isNew };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The home folder ${shownPath(wanted)} cannot be used: ${reason}`);
  }
}

/**
 * A folder made by hand is often 0755. The group's x (0710) stays: embedded/account.ts gives it to the account that
 * runs PostgreSQL when we are root, so that it can reach its data through here without reading anything else.
 */
function closeToOthers(path: string): void {
  const { mode, uid } = statSync(path);
  const isOurs = process.getuid === undefined || uid === process.getuid() || process.getuid() === 0;
  if ((mode & 0o067) !== 0 && isOurs) chmodSync(path, 0o700);
}
