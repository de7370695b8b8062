import type { Sequelize } from "sequelize";
import { id, text } from "../database/connection.js";
import type { Question, Scope, Told } from "./frame.js";
import { open } from "./opening.js";

const ALLOWED = /^\s*(select|insert|update|delete|with|commit|rollback)\b/i;

/** BEGIN and every setting of the scope in one round trip, all LOCAL (tenancy.md 1). */
export function beginText(scope: Scope): string {
  return [
    `BEGIN${scope.readOnly ? " READ ONLY" : ""}`,
    `SET LOCAL search_path = ${id(scope.schema)}, ext, pg_temp`,
    "SET LOCAL statement_timeout = 10000",
    "SET LOCAL lock_timeout = 3000",
    "SET LOCAL idle_in_transaction_session_timeout = 15000",
    `SET LOCAL app.client_id = ${text(scope.clientId)}`,
    `SET LOCAL app.actor = ${text(scope.actorId)}`,
    `SET LOCAL ROLE ${id(scope.role)}`,
  ].join(";");
}

declare module "sequelize" {
  interface TransactionOptions {
    scope?: Scope;
    /** Asked in BEGIN's round trip. */
    ask?: readonly Question[];
  }
}

let installed = false;

/** Hooks the wall into Sequelize: extended protocol only, first-word list, no query outside a scope. */
export function installHooks(sequelize: Sequelize): void {
  if (installed) return;
  installed = true;

  sequelize.addHook("afterConnect", (connection: any) => {
    const raw = connection.query.bind(connection);
    connection.simple = raw;

    connection.query = (sql: any, values?: any, callback?: any) => {
      if (typeof sql?.submit === "function") return raw(sql, values, callback); // COPY streams, cursors
      if (typeof sql !== "string" || !ALLOWED.test(sql)) throw new Error("statement not allowed here");
      if (typeof values === "function") return raw({ text: sql, queryMode: "extended" }, noting(connection, values));
      if (callback) return raw({ text: sql, values, queryMode: "extended" }, noting(connection, callback));
      return noted(connection, raw({ text: sql, values, queryMode: "extended" }));
    };
  });

  (sequelize.getQueryInterface() as any).startTransaction = async (transaction: any) => {
    if (transaction.parent || !transaction.options.scope) throw new Error("use withTenant, withPlatform or savepoint");
    const { connection, options } = transaction;
    connection.failed = false;
    transaction.told = (await open(connection, beginText(options.scope), options.ask ?? [])) satisfies Told[];
  };
  // As Sequelize does it, but as one plain message: COMMIT has nothing to parse, bind and describe.
  (sequelize.getQueryInterface() as any).commitTransaction = async (transaction: any) => {
    const done = transaction.connection.simple("COMMIT");
    transaction.finished = "commit";
    await done;
  };

  sequelize.addHook("beforeQuery", (options: any) => {
    if (!options.transaction) throw new Error("a query outside a scope: use withTenant or withPlatform");
  });
}

/**
 * Marks the connection at the very moment at which an SQL error is told: pg's own transaction status follows a tick
 * later (ReadyForQuery), and a handler that swallows the error could reach COMMIT before it. BEGIN and ROLLBACK TO clear it.
 */
const noting = (connection: any, callback: any) => (error: any, result: any) => {
  if (error) connection.failed = true;
  callback(error, result);
};

async function noted(connection: any, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    connection.failed = true;
    throw error;
  }
}
