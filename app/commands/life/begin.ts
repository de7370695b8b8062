import { Operation } from "../../../models/public/Operation.js";
import type { Action } from "../../audit/actions.js";
import { record } from "../../audit/trail.js";
import { ring } from "../../engine/worker.js";
import { problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { afterCommit } from "../../tenancy/context.js";

/** States in which an operation is still to be worked on. */
export const OPEN: string[] = ["queued", "running"];

interface Wanted {
  kind: Action;
  /** The school that it is about: one operation at a time on each. null: it is about none, or about all. */
  client: { id: string; roleName: string } | null;
  input: Record<string, unknown>;
  /** The client that it makes, whose row is reserved in this transaction. */
  makes?: string;
  id?: string;
}

/**
 * Writes that long work waits, in the platform's running scope, and rings once that is committed. The client's row is locked by
 * the caller (a verb's row is), so of two at once the second finds the first.
 * @throws 409 invalid_transition while another operation on the school is open, or another of the kind that is about none
 */
export async function begin({ kind, client, input, makes, id }: Wanted, actor: Actor): Promise<Operation> {
  const same = client ? { clientId: client.id } : { kind };
  const open = await Operation.findOne({ where: { ...same, status: OPEN } });
  if (open) throw problem("invalid_transition", `${busyWith(open)} (${open.id})`);
  const operation = await Operation.create({
    ...(id === undefined ? {} : { id }),
    kind,
    clientId: client?.id ?? null,
    clientRole: client?.roleName ?? null,
    makes: makes ?? null,
    input,
    actorId: actor.id,
    actorName: actor.name,
  });
  const about = client
    ? { entity: "Client", entityId: client.id, after: { operation: operation.id, ...input } }
    : { entity: "Operation", entityId: operation.id, after: { ...input } };
  record({ action: kind, ...about });
  afterCommit(() => ring(BELL));
  return operation;
}

const busyWith = ({ clientId, kind }: Operation) =>
  clientId === null
    ? "schools are being migrated already"
    : `another operation on this school is not done yet: ${kind}`;

export const BELL = "operations.pump";
