import type { Model } from "sequelize";
import type { AnyResource } from "../door/define.js";
import { local } from "../tenancy/context.js";

const ROWS = Symbol("rows behind records");
const rows = () => local(ROWS, () => new Map<string, Model>());

/** The same declaration, but the scope remembers the row behind each answer: buttons ask the policy about the row. */
export function remembering(resource: AnyResource): AnyResource {
  return {
    ...resource,
    present: (row: Model) => {
      rows().set(`${resource.name}/${String(row.get("id"))}`, row);
      return resource.present(row);
    },
  };
}

/** The row behind a record of this scope, if it was presented here. */
export function rowBehind(resource: AnyResource, id: unknown): Model | undefined {
  return rows().get(`${resource.name}/${String(id)}`);
}

const TURN = Symbol("one query after another");

/** Runs works of one scope one after another: AdminJS fetches all references at once, but a scope has one connection. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = local(TURN, () => ({ last: Promise.resolve() as Promise<unknown> }));
  const next = turn.last.then(work, work);
  turn.last = next.catch(() => undefined);
  return next;
}
