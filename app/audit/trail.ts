import { uuidv7 } from "../ids.js";
import type { Action } from "./actions.js";
import { sequelize } from "../database/connection.js";
import { maybeWho } from "../policies/Actor.js";
import { context, current, local } from "../tenancy/context.js";

/** One change of one row, or an event worth keeping (a refused school name, a sign-in that locked an account). */
export interface Entry {
  action: Action;
  entity: string;
  entityId: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

const TRAIL = Symbol("audit");
const COLUMNS = 11;
const ROWS_A_STATEMENT = 1000;

/** Adds an entry to the running scope's trail; the trail is written with one statement just before COMMIT. */
export function record(...entries: Entry[]): void {
  const { beforeCommit, lists } = context();
  const list = local(TRAIL, () => {
    const made: Entry[] = [];
    lists.push(made);
    return made;
  });
  // A savepoint that was rolled back drops what was pushed since, the flush too: so it is pushed again when missing.
  if (!beforeCommit.includes(flush)) beforeCommit.push(flush);
  list.push(...entries);
}

async function flush(): Promise<void> {
  const list = context().locals.get(TRAIL) as Entry[];
  const actor = maybeWho();
  const table = current().kind === "platform" ? "public.audit_log" : "audit_log";
  const entries = list.splice(0);
  for (let start = 0; start < entries.length; start += ROWS_A_STATEMENT) {
    const part = entries.slice(start, start + ROWS_A_STATEMENT);
    const bind = part.flatMap((entry) => [
      uuidv7(),
      actor?.id ?? "system",
      actor?.name ?? "system",
      actor?.kind ?? "system",
      actor?.impersonatorId ?? null,
      entry.action,
      entry.entity,
      entry.entityId,
      entry.before ? JSON.stringify(entry.before) : null,
      entry.after ? JSON.stringify(entry.after) : null,
      actor?.requestId ?? null,
    ]);
    await sequelize.query(
      `INSERT INTO ${table} (id, actor_id, actor_name, actor_kind, impersonator_id, action, entity, entity_id, before, after, request_id) VALUES ${part.map(placeholders).join(", ")}`,
      { bind },
    );
  }
}

const placeholders = (_: Entry, row: number) =>
  `(${Array.from({ length: COLUMNS }, (__, column) => `$${row * COLUMNS + column + 1}`).join(", ")})`;
