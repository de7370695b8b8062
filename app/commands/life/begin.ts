import { Op } from "sequelize";
import { Operation } from "../../../models/public/Operation.js";
import type { Action } from "../../audit/actions.js";
import { record } from "../../audit/trail.js";
import { ring } from "../../engine/worker.js";
import { problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { afterCommit } from "../../tenancy/context.js";

interface Wanted {
  kind: Action;
  /** The school that it is about: one operation at a time on each. */
  client: { id: string; roleName: string };
  input: Record<string, unknown>;
  /** The client that it makes, whose row is reserved in this transaction. */
  makes?: string;
  id?: string;
}

/**
 * Writes that long work waits, in the platform's running scope, and rings once that is committed. The client's row is locked by
 * the caller (a verb's row is), so of two at once the second finds the first.
 * @throws 409 invalid_transition while another operation on the school is open
 */
export async function begin({ kind, client, input, makes, id }: Wanted, actor: Actor): Promise<Operation> {
  const open = await Operation.findOne({ where: { clientId: client.id, status: { [Op.in]: ["queued", "running"] } } });
  if (open)
    throw problem("invalid_transition", `another operation on this school is not done yet: ${open.kind} (${open.id})`);
  const operation = await Operation.create({
    ...(id === undefined ? {} : { id }),
    kind,
    clientId: client.id,
    clientRole: client.roleName,
    makes: makes ?? null,
    input,
    actorId: actor.id,
    actorName: actor.name,
  });
  record({ action: kind, entity: "Client", entityId: client.id, after: { operation: operation.id, ...input } });
  afterCommit(() => ring(BELL));
  return operation;
}

export const BELL = "operations.pump";
