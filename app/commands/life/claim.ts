import { literal, Op, type WhereOptions } from "sequelize";
import { Operation } from "../../../models/public/Operation.js";
import { uuidv7 } from "../../ids.js";
import { withPlatform } from "../../tenancy/scope.js";

/** Somebody else has the operation now: what we still do is thrown away. */
export class Lost extends Error {}

/**
 * Claims an operation that nobody works on: a waiting one, or one whose worker has not been heard of for its lease. Counted as
 * an attempt here, so that one that kills its worker is counted, too. With `id` that one, else the oldest.
 */
export function claim(leaseSeconds: number, id?: string): Promise<Operation | null> {
  return withPlatform(async () => {
    const free = { status: "running", leaseUntil: { [Op.or]: [null, { [Op.lt]: literal("now()") }] } };
    const where = { [Op.or]: [{ status: "queued" }, free], ...(id === undefined ? {} : { id }) } as WhereOptions;
    const found = await Operation.findOne({ where, order: [["createdAt", "ASC"]], lock: true, skipLocked: true });
    return (
      found?.update({
        status: "running",
        attempts: found.attempts + 1,
        leaseToken: uuidv7(),
        leaseUntil: after(leaseSeconds),
      }) ?? null
    );
  });
}

const after = (seconds: number) => new Date(Date.now() + seconds * 1000);

/** Writes to an operation that we hold. @throws Lost */
export async function note(operation: Operation, values: Partial<Operation>): Promise<void> {
  const [changed] = await withPlatform(() =>
    Operation.update(values as never, { where: { id: operation.id, leaseToken: operation.leaseToken } }),
  );
  if (!changed) throw new Lost(`operation ${operation.id} is somebody else's now`);
  operation.set(values as never, { raw: true });
}

/** Says that we are alive. */
export const renew = (operation: Operation, leaseSeconds: number): Promise<void> =>
  note(operation, { leaseUntil: after(leaseSeconds) });

/** Gives it back, to be taken again in some seconds. */
export const release = (operation: Operation, inSeconds: number): Promise<void> =>
  note(operation, { leaseUntil: after(inSeconds) });
