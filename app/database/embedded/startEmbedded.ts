import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../../home/StartError.js";
import { alreadyRunning, askControl } from "../../home/controlSocket.js";
import { freeBytes } from "../../home/freeBytes.js";
import { shownPath } from "../../home/shownPath.js";
import { findBinaries, linkLibraries } from "./binaries.js";
import { ensureCluster, superuser } from "./createCluster.js";
import { freePort } from "./freePort.js";
import { findPlace, foldersOf } from "./place.js";
import { stopOrphan } from "./postmaster.js";
import { PortTaken, runPostgres } from "./runPostgres.js";
import type { Purpose } from "./settings.js";

export interface EmbeddedOptions {
  /** The home folder; data is in `postgres` below it. */
  readonly home: string;
  /** The superuser's. */
  readonly password: string;
  /** `test`: nothing is durable, and the whole home folder is removed by `stop`, or when this process is killed. */
  readonly purpose: Purpose;
  /** A free one by default. */
  readonly port?: number;
  /** Called when postgres ends without `stop` (disk full): the caller logs it and ends with status 1. */
  readonly onExit?: (status: number | null) => void;
}

export interface Embedded {
  /** As superuser, database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** A line for whoever starts it as root. */
  readonly notice?: string;
  /** SIGINT, after 2 s SIGQUIT; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Below this even recovery fails; PostgreSQL would say it in worse words. */
const leastRoom = 32 * 2 ** 20;

/**
 * Starts this home folder's PostgreSQL, making its cluster the first time, and returns when it takes connections.
 * It listens on 127.0.0.1 only. When this process ends, however it ends, a watcher stops it.
 *
 * @throws StartError one sentence: another Formroom here, another major version, no room, no way to run it
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = realpathSync(options.home);
  const other = await askControl(home);
  if (other && other.pid !== process.pid) throw alreadyRunning(other);

  const binaries = findBinaries();
  linkLibraries(binaries.native);
  const place = findPlace(home, options.password, binaries);
  const free = freeBytes(home);
  if (free < leastRoom) {
    throw new StartError(`No room left on the disk that holds ${shownPath(home)} (${Math.floor(free / 2 ** 20)} MB)`);
  }
  await stopOrphan(place.data);
  await ensureCluster(place, options.password, binaries.major, options.purpose);
  mkdirSync(join(home, "logs"), { recursive: true, mode: 0o700 });

  const start = (port: number) => runPostgres({ ...options, home, place, port });
  const running = await start(options.port ?? (await freePort())).catch(async (error: unknown) => {
    if (error instanceof PortTaken && options.port === undefined) return start(await freePort());
    throw error;
  });
  const url = `postgres://${superuser}:${encodeURIComponent(options.password)}@127.0.0.1:${running.port}/postgres`;
  const remove = () => {
    for (const folder of foldersOf(place, home)) rmSync(folder, { recursive: true, force: true });
  };
  const stop = options.purpose === "test" ? () => running.stop().then(remove) : running.stop;
  return { ...running, stop, url, ...(place.notice === undefined ? {} : { notice: place.notice }) };
}
