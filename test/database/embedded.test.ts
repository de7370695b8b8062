import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import pg from "pg";
import { isAlive, readPostmaster } from "../../app/database/embedded/postmaster.js";
import { sharedBuffers } from "../../app/database/embedded/settings.js";
import { startEmbedded, type Embedded, type EmbeddedOptions } from "../../app/database/embedded/startEmbedded.js";
import { StartError } from "../../app/home/StartError.js";
import { serveControl } from "../../app/home/controlSocket.js";
import { openHome } from "../../app/home/openHome.js";

const password = "a-password-of-the-tests";

describe("the embedded PostgreSQL", function () {
  this.timeout(60_000);
  let folder: string;
  let home: string;
  let running: Embedded[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "formroom-embedded-"));
    chmodSync(folder, 0o711); // as root the data would go to /var/lib/formroom otherwise
    home = openHome(join(folder, "home")).path;
    running = [];
  });

  afterEach(async () => {
    for (const one of running) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (more: Partial<EmbeddedOptions> = {}): Promise<Embedded> => {
    const one = await startEmbedded({ home, password, purpose: "serve", ...more });
    running.push(one);
    return one;
  };

  it("makes a UTF8 cluster whatever the locale, and keeps its rows from one start to the next", async () => {
    const first = await start();
    const encoding =
      "SELECT pg_encoding_to_char(encoding) AS encoding, datlocale FROM pg_database WHERE datname = 'postgres'";
    expect(await query(first.url, encoding)).to.deep.equal([{ encoding: "UTF8", datlocale: "C.UTF-8" }]);
    expect(await query(first.url, "SHOW fsync")).to.deep.equal([{ fsync: "on" }]);
    await query(first.url, "CREATE TABLE kept AS SELECT 'Ñandú' AS name");
    await first.stop();
    expect(readPostmaster(join(home, "postgres"))).to.equal(undefined);
    const second = await start();
    expect(await query(second.url, "SELECT name FROM kept")).to.deep.equal([{ name: "Ñandú" }]);
  });

  it("refuses a wrong password", async () => {
    const { url } = await start();
    const refused = await query(url.replace(password, "another"), "SELECT 1").catch((error: Error) => error.message);
    expect(refused).to.match(/password authentication failed/);
  });

  it("ends by itself when its parent is killed with -9, and the next start recovers", async () => {
    const { child, pid } = await startInChild(home);
    child.kill("SIGKILL");
    expect(await untilGone(home), `postgres ${pid} lives on`).to.equal(true);
    const next = await start();
    expect(await query(next.url, "SELECT count(*)::int AS rows FROM kept")).to.deep.equal([{ rows: 1 }]);
  });

  it("recovers what was committed when postgres itself was killed", async () => {
    const told: (number | null)[] = [];
    const first = await start({ onExit: (status) => told.push(status) });
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    process.kill(first.pid, "SIGKILL");
    while (told.length === 0) await sleep(20);
    const second = await start();
    expect(await query(second.url, "SELECT one FROM kept")).to.deep.equal([{ one: 1 }]);
  });

  it("stops an orphan that holds the data and starts its own", async () => {
    let orphanEnded = false;
    const orphan = await start({ onExit: () => (orphanEnded = true) });
    const next = await start();
    expect(next.pid).to.not.equal(orphan.pid);
    expect(await query(next.url, "SELECT 1 AS one")).to.deep.equal([{ one: 1 }]);
    expect(orphanEnded).to.equal(true);
  });

  it("leaves a folder alone in which another Formroom answers", async () => {
    const control = await serveControl(home, { pid: 4242, url: "http://localhost:3000" });
    expect(await refusal(start())).to.equal("Formroom already runs in this folder (pid 4242, http://localhost:3000)");
    await control.close();
  });

  it("says which PostgreSQL made the data when it is another major version", async () => {
    mkdirSync(join(home, "postgres"));
    writeFileSync(join(home, "postgres", "PG_VERSION"), "17\n");
    expect(await refusal(start())).to.match(
      /^The data in \S+ was made by PostgreSQL 17, this Formroom brings 18: docs/,
    );
  });

  it("does not make a database in a folder that holds something else", async () => {
    mkdirSync(join(home, "postgres"));
    writeFileSync(join(home, "postgres", "letter.txt"), "keep me");
    expect(await refusal(start())).to.match(/holds files and no database/);
  });

  it("makes the database anew after an initdb that was killed", async () => {
    mkdirSync(join(home, "postgres.new"));
    writeFileSync(join(home, "postgres.new", "PG_VERSION"), "18\n");
    const { url } = await start();
    expect(await query(url, "SELECT 1 AS one")).to.deep.equal([{ one: 1 }]);
  });

  it("says so when the port that it must have is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const told = await refusal(start({ port }));
    other.close();
    expect(told).to.match(/port is in use/);
  });

  it("takes a quarter of the memory for its buffers, between 128 MB and 1 GB", () => {
    const gigabyte = 2 ** 30;
    expect([0.1, 1, 2, 16].map((size) => sharedBuffers(size * gigabyte))).to.deep.equal([128, 256, 512, 1024]);
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function refusal(start: Promise<unknown>): Promise<string> {
  const error: unknown = await start.then(
    () => new Error("it started"),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(Error);
  if (!(error instanceof StartError)) throw error as Error;
  return error.message;
}

/** A Node of its own that starts the database, writes one row and waits to be killed. */
async function startInChild(home: string) {
  const program = `
    import { startEmbedded } from "./app/database/embedded/startEmbedded.js";
    import pg from "pg";
    const one = await startEmbedded({ home: ${JSON.stringify(home)}, password: "${password}", purpose: "serve" });
    const client = new pg.Client(one.url);
    await client.connect();
    await client.query("CREATE TABLE kept AS SELECT 1 AS one");
    console.log(one.pid);
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(Number(String(line))));
    child.once("exit", () => reject(new Error("the child ended")));
  });
  expect(isAlive(pid)).to.equal(true);
  return { child, pid };
}

/** By its pid file: in a container whose first process collects nobody, the dead one stays visible as a zombie. */
async function untilGone(home: string): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (readPostmaster(join(home, "postgres")) === undefined) return true;
    await sleep(20);
  }
  return false;
}
