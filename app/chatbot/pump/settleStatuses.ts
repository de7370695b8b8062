import { Op, literal } from "sequelize";
import { InboundStatus } from "../../../models/public/InboundStatus.js";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { isUuid } from "../../ids.js";
import { ring } from "../../engine/worker.js";
import { afterCommit } from "../../tenancy/context.js";
import { withPlatform } from "../../tenancy/scope.js";
import { advance } from "../webhook/status.js";
import type { DeliveryStatus, ReportedError } from "../webhook/types.js";

const AT_ONCE = 200;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Matches statuses to the outbox rows that they mean. One that beats the HTTP reply, or comes after a lost one, finds its
 * row by our tracking; one that means nothing of ours waits a day and is then left.
 */
export async function settleStatuses(): Promise<void> {
  let last: string | null = FIRST;
  while (last !== null) {
    const after: string = last;
    last = await withPlatform(() => settleAfter(after));
  }
}

/** One page of those that wait, by id. @returns the last id, null after the last page */
async function settleAfter(id: string): Promise<string | null> {
  const statuses = await InboundStatus.findAll({
    where: {
      id: { [Op.gt]: id },
      matchedAt: null,
      createdAt: { [Op.gt]: literal("now() - interval '1 day'") },
    } as never,
    order: [["id", "ASC"]],
    limit: AT_ONCE,
    lock: true,
    skipLocked: true,
  });
  let settled = 0;
  for (const status of statuses) settled += (await settle(status)) ? 1 : 0;
  if (settled > 0) afterCommit(() => ring("outbox.pump"));
  return statuses.length < AT_ONCE ? null : (statuses.at(-1)?.id ?? null);
}

async function settle(status: InboundStatus): Promise<boolean> {
  const found = await meantBy(status);
  if (!found) return false;
  const { row, attempt } = found;
  // A failure of an earlier attempt says nothing of the one that is on its way now.
  const stale = status.status === "failed" && attempt !== null && attempt !== row.attempts;
  const state = stale ? row.state : advance(row.state as never, status.status as DeliveryStatus);
  if (state !== row.state || row.wamid === null) {
    const [error] = status.errors as ReportedError[];
    const told = state === "failed" && error ? { errorCode: error.code, error: error.details ?? error.title } : {};
    await row.update({ state, wamid: row.wamid ?? status.wamid, ...told });
  }
  await status.update({ matchedAt: new Date() });
  return true;
}

const TRACKING = /^o:([0-9a-f-]{36}):(\d+)$/;
/** What comes back with every status: outbox row and attempt, nothing personal. */
export const trackingOf = (row: OutboxMessage): string => `o:${row.id}:${row.attempts}`;

/** Only rows of the same number and client: one school's app can say nothing of another's messages. */
async function meantBy(status: InboundStatus): Promise<{ row: OutboxMessage; attempt: number | null } | null> {
  const { clientId, phoneNumberId, wamid, tracking } = status;
  const [, id, attempt] = TRACKING.exec(tracking ?? "") ?? [];
  const ours = { clientId, phoneNumberId };
  const tracked = isUuid(id) ? await OutboxMessage.findOne({ where: { ...ours, id }, lock: true }) : null;
  const row = tracked ?? (await OutboxMessage.findOne({ where: { ...ours, wamid }, lock: true }));
  return row && { row, attempt: tracked ? Number(attempt) : null };
}
