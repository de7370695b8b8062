import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
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
  /** True when nothing was ever started here: there are no secrets yet. */
  readonly isNew: boolean;
}

/**
 * Opens the home folder (FORMROOM_HOME or ./var), making it and its parts with mode 0700 when they are missing.
 * @throws StartError when it cannot be made, or is not a folder that we may write.
 */
export function openHome(path: string): Home {
  const wanted = resolve(path);
  try {
    mkdirSync(dirname(wanted), { recursive: true });
    if (!existsSync(wanted)) mkdirSync(wanted, { mode: 0o700 });
    closeToOthers(wanted);
    const real = realpathSync(wanted);
    const home = { path: real, run: join(real, "run"), logs: join(real, "logs"), secrets: join(real, "secrets.json") };
    mkdirSync(home.run, { recursive: true, mode: 0o700 });
    mkdirSync(home.logs, { recursive: true, mode: 0o700 });
    return { ...home, isNew: !existsSync(home.secrets) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The home folder ${shownPath(wanted)} cannot be used: ${reason}`);
  }
}

/**
 * A folder made by hand (or a volume) is often 0755. Only an empty one of ours is closed: somebody may have named a
 * shared folder, and that one's mode is not ours to change. What we put in it is closed to others in any case.
 */
function closeToOthers(path: string): void {
  const { mode, uid } = statSync(path);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.() && readdirSync(path).length === 0) chmodSync(path, 0o700);
}
