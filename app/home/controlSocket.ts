import { rmSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { z } from "zod";
import { StartError } from "./StartError.js";
import { assertOwnFolder, controlPath, prepareControlFolder } from "./controlPath.js";
import { shownPath } from "./shownPath.js";

const shape = z.looseObject({ pid: z.number(), url: z.string().optional(), databaseUrl: z.string().optional() });

/** What a running Formroom tells the commands beside it. `databaseUrl` holds a password: only the owner can ask. */
export type ControlInfo = z.output<typeof shape>;

export interface Control {
  /** Adds to what is told: the address once it listens, the database once it runs. */
  tell(more: Partial<ControlInfo>): void;
  close(): Promise<void>;
}

/** How long a running process may be too busy to answer (AdminJS's import alone blocks it for 1.5 s). */
const patience = 8_000;

/**
 * Answers on the home folder's control socket: whoever holds it runs the installation, so call this before starting
 * the database. A socket left by a process that was killed is taken over.
 *
 * @throws StartError "Formroom already runs in this folder (…)" when another process answers there.
 */
export async function serveControl(home: string, info: ControlInfo): Promise<Control> {
  prepareControlFolder(home);
  const path = controlPath(home);
  let told = info;
  const server = createServer((connection) => {
    connection.on("error", () => connection.destroy());
    connection.end(JSON.stringify(told));
  });
  if (!(await bind(server, path))) {
    const other = await askControl(home);
    if (other) throw alreadyRunning(other);
    rmSync(path, { force: true });
    if (!(await bind(server, path))) throw new StartError("Formroom is being started in this folder at this moment.");
  }
  server.unref();
  return {
    tell: (more) => void (told = { ...told, ...more }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * Asks the process that runs in this home folder what it is; undefined when none does.
 * @throws StartError when one is there and does not answer: it lives, so nobody else may touch its data.
 */
export function askControl(home: string): Promise<ControlInfo | undefined> {
  return new Promise((resolve, reject) => {
    let text = "";
    const connection = createConnection(controlPath(home));
    const silent = () =>
      new StartError(`Formroom runs in ${shownPath(home)} and does not answer; try again in a moment.`);
    connection.setEncoding("utf8");
    connection.setTimeout(patience, () => connection.destroy(silent()));
    connection.on("connect", () => {
      try {
        assertOwnFolder(home);
      } catch (error) {
        connection.destroy(error as Error);
      }
    });
    connection.on("data", (part: string) => (text += part));
    connection.on("error", (error) => (error instanceof StartError ? reject(error) : resolve(undefined)));
    connection.on("end", () => {
      try {
        resolve(shape.parse(JSON.parse(text)));
      } catch {
        reject(silent());
      }
    });
  });
}

/** The sentence of a second start. */
export function alreadyRunning(other: ControlInfo): StartError {
  const where = other.url === undefined ? "" : `, ${other.url}`;
  return new StartError(`Formroom already runs in this folder (pid ${other.pid}${where})`);
}

/** False when the path is taken. The socket file's folder is 0700, so nobody else reaches it, whatever its own mode. */
function bind(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    server.once("error", failed);
    server.listen(path, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}
