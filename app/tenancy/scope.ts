import { database } from "../database/connection.js";
import { problem } from "../errors.js";
import { log } from "../log.js";
import { context, enter, outsideScope, maybeContext, type Context, type Scope } from "./context.js";
import type { Question, ScopedConnection, Told } from "./frame.js";
import { serverOf, type Placed } from "./servers.js";

/** A client as the scope needs it: row of `clients` or a copy of these fields. */
export interface TenantClient extends Placed {
  id: string;
  schemaName: string;
  roleName: string;
}

export interface ScopeOptions {
  readOnly?: boolean;
  actorId?: string;
  /** Asked in the same round trip as BEGIN; `answerTo` gives the rows. */
  ask?: readonly Question[];
}

/** SQLSTATEs that mean "try again": statement, lock and idle time-outs (tenancy.md 1), no connection free, the server went away. */
const BUSY = new Set([
  "57014",
  "55P03",
  "25P03",
  "25P04",
  "40P01",
  "53300",
  "57P01",
  "57P02",
  "57P03",
  "08001",
  "08006",
]);

/** Opens ONE transaction in a school's schema and role, runs `work`, commits, then runs the after-commit list. */
export function withTenant<T>(client: TenantClient, work: () => Promise<T>, options: ScopeOptions = {}): Promise<T> {
  const scope: Scope = {
    kind: "school",
    schema: client.schemaName,
    role: client.roleName,
    readOnly: options.readOnly ?? false,
    clientId: client.id,
    actorId: options.actorId ?? "system",
  };
  return run(client, work, scope, options.ask);
}

/** The same for the public schema, as the platform's role. */
export function withPlatform<T>(work: () => Promise<T>, options: ScopeOptions = {}): Promise<T> {
  const scope: Scope = {
    kind: "platform",
    schema: "public",
    role: database().names.platform,
    readOnly: options.readOnly ?? false,
    clientId: "",
    actorId: options.actorId ?? "system",
  };
  return run({ placement: null }, work, scope, options.ask);
}

async function run<T>(where: Placed, work: () => Promise<T>, scope: Scope, ask: readonly Question[] = []): Promise<T> {
  // A scope inside a scope would hold two connections: with a full pool that is a dead-lock (tenancy.md 1).
  if (maybeContext()) throw new Error("a scope is open already: end it before opening another");
  const opened: { context?: Context } = {};
  try {
    const options = { scope: Object.freeze(scope), ask };
    const result = await serverOf(where).sequelize.transaction(options, async (transaction) => {
      const { connection, told } = transaction as unknown as { connection: ScopedConnection; told: Told[] };
      opened.context = newContext(scope, connection, told);
      enter(opened.context);
      const value = await work();
      assertSound(connection);
      for (let next = opened.context.beforeCommit.shift(); next; next = opened.context.beforeCommit.shift())
        await next();
      assertSound(connection);
      return value;
    });
    if (opened.context) opened.context.ended = true;
    await effects(opened.context?.afterCommit ?? []);
    return result;
  } catch (error) {
    throw busy(error) ? problem("busy", { headers: { "Retry-After": "2" } }) : error;
  } finally {
    if (opened.context) opened.context.ended = true;
  }
}

/** After a swallowed SQL error COMMIT would resolve although PostgreSQL rolls back. pg knows the state without a trip. */
function assertSound(connection: ScopedConnection): void {
  if (connection.failed || connection.getTransactionStatus() !== "T")
    throw new Error("aborted: an SQL error was swallowed");
}

function newContext(scope: Scope, connection: ScopedConnection, told: readonly Told[]): Context {
  const afterCommit: (() => unknown)[] = [];
  const beforeCommit: (() => Promise<void>)[] = [];
  return {
    scope,
    connection,
    told,
    afterCommit,
    beforeCommit,
    lists: [afterCommit, beforeCommit],
    locals: new Map(),
    savepoints: 0,
    ended: false,
  };
}

async function effects(list: (() => unknown)[]): Promise<void> {
  for (const effect of list) {
    try {
      await outsideScope(() => effect());
    } catch (err) {
      log.error({ err }, "an effect after the commit failed; the work itself is saved");
    }
  }
}

function busy(error: unknown): boolean {
  const { code, original, name } = error as { code?: string; original?: { code?: string }; name?: string };
  return BUSY.has(original?.code ?? code ?? "") || (name?.startsWith("SequelizeConnection") ?? false);
}

/** A savepoint of our own: named apart, released, and everything pushed since is dropped with it. */
export async function savepoint<T>(work: () => Promise<T>): Promise<T> {
  const found = context();
  const name = `sp_${++found.savepoints}`;
  const kept = found.lists.map((list) => list.length);
  await found.connection.simple(`SAVEPOINT ${name}`);
  try {
    const value = await work();
    await found.connection.simple(`RELEASE SAVEPOINT ${name}`);
    return value;
  } catch (error) {
    found.lists.forEach((list, index) => (list.length = kept[index] ?? 0));
    await found.connection.simple(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`);
    found.connection.failed = false;
    throw error;
  }
}
