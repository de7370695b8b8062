import { AsyncLocalStorage } from "node:async_hooks";
import { Sequelize } from "sequelize";
import type { Scope, ScopedConnection, Told } from "./frame.js";

/** What travels with the transaction: lists that a rolled-back savepoint must cut back are kept in `lists`. */
export interface Context {
  scope: Scope;
  connection: ScopedConnection;
  /** What was asked in BEGIN's round trip. */
  told: readonly Told[];
  afterCommit: (() => unknown)[];
  beforeCommit: (() => Promise<void>)[];
  lists: unknown[][];
  locals: Map<symbol, unknown>;
  savepoints: number;
  /** The transaction is over and its connection may serve another school: whoever was left running must not use it. */
  ended: boolean;
}

const als = new AsyncLocalStorage<Map<string, unknown>>();
const TENANT = "formroom.tenant";

// Sequelize finds its transaction through CLS; AsyncLocalStorage with eight lines is enough (panel.md 2.3).
Sequelize.useCLS({
  get: (key: string) => als.getStore()?.get(key),
  set: (key: string, value: unknown) => void als.getStore()?.set(key, value),
  bind: (fn: unknown) => fn,
  run: (fn: (store: unknown) => unknown) => {
    const store = new Map(als.getStore());
    return als.run(store, () => fn(store));
  },
} as object);

/** The context of the running scope, or undefined outside of any. */
export function maybeContext(): Context | undefined {
  const found = als.getStore()?.get(TENANT) as Context | undefined;
  return found?.ended ? undefined : found;
}

/** The context of the running scope; throws outside of one, and in a promise that was left running after its end. */
export function context(): Context {
  const found = maybeContext();
  if (!found) throw new Error("No scope is open: use withTenant or withPlatform");
  return found;
}

/** The running scope (frozen): school or platform, client, schema, actor. */
export function current(): Readonly<Scope> {
  return context().scope;
}

/** Marks the store of the transaction that Sequelize has just opened. */
export function enter(found: Context): void {
  const store = als.getStore();
  if (!store) throw new Error("Sequelize opened a transaction without CLS");
  store.set(TENANT, found);
}

/** Runs work outside of any scope, whatever it is called from: for effects after a commit and for jobs. */
export function outsideScope<T>(work: () => T): T {
  return als.run(new Map(), work);
}

/** Slow things (HTTP, Chromium, SMTP, workbooks) call this first: a connection must not be held while they run. */
export function assertNoScope(what = "slow work"): void {
  if (maybeContext()) throw new Error(`${what} inside a scope would hold a database connection`);
}

/** Runs after COMMIT, never before, never on rollback. It must log its own failure: the work is saved by then. */
export function afterCommit(effect: () => unknown): void {
  context().afterCommit.push(effect);
}

/** A value of the running scope, made at first use (`make`); audit, actor and the like keep theirs here. */
export function local<T>(key: symbol, make: () => T): T {
  const { locals } = context();
  if (!locals.has(key)) locals.set(key, make());
  return locals.get(key) as T;
}

export type { Question, Scope } from "./frame.js";
