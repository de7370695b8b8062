import { OpenWork } from "../../models/public/OpenWork.js";
import { ring } from "../engine/worker.js";
import { log } from "../log.js";
import { actAs, systemActor } from "../policies/Actor.js";
import { PERMISSIONS } from "../policies/permissions.js";
import { afterCommit, current } from "../tenancy/context.js";
import { findClient, type KnownClient } from "../tenancy/resolve.js";
import { withPlatform, withTenant } from "../tenancy/scope.js";

/** What waits for a pump: `reports` are batches of papers. A kind's job is called `<kind>.pump`. */
export type WorkKind = "reports" | "messages";

/** The job that works on a kind. */
export const bellOf = (kind: WorkKind | string): string => `${kind}.pump`;

/** Writes that a batch of the running scope's school waits, and rings once that is committed. Again for one that waits: as new. */
export async function announce(kind: WorkKind, id: string): Promise<void> {
  await OpenWork.destroy({ where: { kind, id } });
  await OpenWork.create({ kind, id, clientId: current().clientId, running: 0, queuedAt: new Date() });
  afterCommit(() => ring(bellOf(kind)));
}

/** Writes how many of a batch's pieces run now: counted by the caller under the batch's lock, never added up. */
export async function moved(kind: WorkKind, id: string, running: number): Promise<void> {
  await OpenWork.update({ running }, { where: { kind, id } });
}

/** Nothing is left to do for a batch. */
export async function settle(kind: WorkKind, id: string): Promise<void> {
  await OpenWork.destroy({ where: { kind, id } });
}

/**
 * Claims one piece of work, of any school: the batch with the fewest running pieces is asked first, so that a school's
 * thousand cards do not hold up another's forty. `claim` runs in the school's scope and answers undefined when that batch
 * has nothing to take now. A school that is locked or broken is passed over.
 */
export async function claimFairly<T extends object>(
  kind: WorkKind,
  claim: (id: string) => Promise<T | undefined>,
): Promise<{ client: KnownClient; claimed: T } | undefined> {
  const open = await withPlatform(
    () =>
      OpenWork.findAll({
        where: { kind },
        order: [
          ["running", "ASC"],
          ["queuedAt", "ASC"],
        ],
      }),
    { readOnly: true },
  );
  for (const { id, clientId } of open) {
    const client = await findClient({ id: clientId });
    if (client?.status !== "active") continue;
    try {
      const claimed = await asSystem(client, kind, () => claim(id));
      if (claimed) return { client, claimed };
    } catch (err) {
      log.warn({ err: err as Error, client: client.schemaName, kind, id }, "a claim failed");
    }
  }
  return undefined;
}

/** A school's scope in which a job acts. */
export function asSystem<T>(client: KnownClient, job: string, work: () => Promise<T>): Promise<T> {
  return withTenant(client, () => {
    actAs(systemActor(job, PERMISSIONS));
    return work();
  });
}
