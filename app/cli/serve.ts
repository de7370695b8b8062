import type { Server } from "node:http";
import { sequelize } from "../database/connection.js";
import { forgetMigrator } from "../database/migrator.js";
import { env } from "../env.js";
import { serveControl, type Control } from "../home/controlSocket.js";
import { openHome } from "../home/openHome.js";
import { onStop, type Stopping } from "../home/signals.js";
import { drain } from "../http/health.js";
import { log } from "../log.js";
import { findInstallation, type Installation } from "./installation.js";
import { listenEarly } from "./listenEarly.js";
import { openDatabase } from "./openDatabase.js";
import { printWelcome, progress } from "./welcome.js";
import { seedOnFirstRun } from "./firstRun.js";

export interface ServeOptions {
  web: boolean;
  worker: boolean;
  only?: string[];
}

/** Serves until a signal comes: database, migrations, first-run seed, web, worker, in this order; stops in the reverse one. */
export async function serve({ web, worker, only }: ServeOptions): Promise<void> {
  const home = openHome(env.FORMROOM_HOME);
  const embedded = env.DATABASE_URL === undefined && env.DATABASE_ADMIN_URL === undefined;
  const control = embedded ? await serveControl(home.path, { pid: process.pid }) : undefined;
  // The port is bound before anything long begins: a taken one is told in the first second.
  const early = web ? await listenEarly(env.PORT, env.HOST) : undefined;
  const closers: (() => Promise<unknown>)[] = [];
  const held: { stopping?: Stopping } = {};
  const installation = await findInstallation((status) => {
    log.fatal({ status }, "PostgreSQL has ended");
    held.stopping?.stop("database", 1);
  });
  held.stopping = onStop(() => stop(early?.server, closers, installation, control), {
    lifecycleEvent: env.npm_lifecycle_event,
  });
  try {
    await start({ installation, control, early, closers, web, worker, only });
  } catch (error) {
    await stop(early?.server, closers, installation, control);
    throw error;
  }
}

interface Parts {
  installation: Installation;
  control: Control | undefined;
  early: Awaited<ReturnType<typeof listenEarly>> | undefined;
  closers: (() => Promise<unknown>)[];
}

async function start({
  installation,
  control,
  early,
  closers,
  web,
  worker,
  only,
}: Parts & ServeOptions): Promise<void> {
  progress("Preparing the database …");
  await import("../../models/index.js");
  await import("../../resources/index.js");
  const opened = await openDatabase(installation.addresses);
  const url = early?.url;
  control?.tell({ url, databaseUrl: installation.addresses.admin });
  const demo = await seedOnFirstRun(installation);
  const { startJobs } = await import("../../jobs/index.js");
  const { stopWorker } = await import("../engine/worker.js");
  await startJobs({ only, ringOnly: !worker });
  closers.push(() => stopWorker(5_000));
  if (web && early) {
    const { openWeb } = await import("./web.js");
    const { app, close } = await openWeb(early.url);
    closers.push(close);
    early.serve(app);
    printWelcome({ url: early.url, installation, demo, refused: opened.refused });
  }
}

/** Each step has its own limit; PostgreSQL goes last. */
async function stop(
  server: Server | undefined,
  closers: (() => Promise<unknown>)[],
  installation: Installation,
  control: Control | undefined,
): Promise<void> {
  drain();
  await Promise.all([closeServer(server), ...closers.map((close) => within(5_500, close()))]);
  await within(1_000, Promise.all([sequelize.close(), forgetMigrator()]));
  await installation.embedded?.stop();
  await control?.close();
}

function closeServer(server: Server | undefined): Promise<void> {
  if (!server?.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const cut = setTimeout(() => server.closeAllConnections(), 5_000);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}

function within(ms: number, work: Promise<unknown>): Promise<unknown> {
  const limit = new Promise((resolve) => setTimeout(resolve, ms).unref());
  return Promise.race([
    work.catch((err: unknown) => log.warn({ err: err as Error }, "a part did not stop in order")),
    limit,
  ]);
}
