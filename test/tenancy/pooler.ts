import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chooseAccount, runAs } from "../../app/database/embedded/account.js";
import { freePort } from "../../app/database/embedded/freePort.js";

export interface Pooler {
  /** The application's login through the pooler. */
  url: string;
  /** What it logged. */
  output: () => string;
  stop(): Promise<void>;
}

/** Whether this machine has a PgBouncer that runs (Debian: apt install pgbouncer). */
export const poolerInstalled = (): boolean => spawnSync("pgbouncer", ["--version"]).status === 0;

/**
 * Starts a PgBouncer in transaction mode before one database, on a free port and in a folder of its own, as docs/operating.md
 * says. It has `size` connections to the server: fewer than the application has to it, so that callers do share them.
 */
export async function startPooler(
  server: URL,
  login: { user: string; password: string },
  size: number,
): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), "formroom-pooler-"));
  const account = chooseAccount(folder, folder);
  const [port, users, ini] = [await freePort(), join(folder, "users.txt"), join(folder, "pgbouncer.ini")];
  writeFileSync(users, `"${login.user}" "${login.password}"\n`, { mode: 0o600 });
  writeFileSync(ini, settings({ server, port, users, size }), { mode: 0o600 });
  if (account) for (const path of [folder, users, ini]) chownSync(path, account.uid, account.gid);
  const child = spawn("pgbouncer", [ini], { stdio: ["ignore", "pipe", "pipe"], ...runAs(account) });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + 10_000; !(await takesConnections(port)); await pause(30))
    if (Date.now() > end || child.exitCode !== null) {
      await stop();
      throw new Error(`PgBouncer did not start:\n${text}`);
    }
  const url = `postgres://${login.user}:${login.password}@127.0.0.1:${port}${server.pathname}`;
  return { url, output: () => text, stop };
}

const settings = ({ server, port, users, size }: { server: URL; port: number; users: string; size: number }) =>
  `[databases]
${server.pathname.slice(1)} = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 200
`;

const takesConnections = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
  });

/** SIGTERM ends PgBouncer at once. */
const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
