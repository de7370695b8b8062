import { Operation } from "../../../models/public/Operation.js";
import type { Action } from "../../audit/actions.js";
import { record } from "../../audit/trail.js";
import { log } from "../../log.js";
import { Actor, actAs } from "../../policies/Actor.js";
import { PLATFORM_PERMISSIONS } from "../../policies/permissions.js";
import { assertNoScope } from "../../tenancy/context.js";
import { withPlatform } from "../../tenancy/scope.js";
import { claim, Lost, note, release, renew } from "./claim.js";
import type { Kind, Step, Work } from "./kind.js";
import { kinds } from "./kinds.js";

export interface PumpOptions {
  /** Aborted when the process wants to stop: nothing more is claimed, the operation in hand is given back after its step. */
  signal?: AbortSignal;
  leaseSeconds?: number;
  /** For tests alone: called before each step, after its work, and once that is noted; while it is taken back, too. */
  between?(moment: string): Promise<void> | void;
}

/** Whoever is not heard of for a minute has died. */
const LEASE_SECONDS = 60;
/** A busy database is waited for; what fails for another reason fails again. */
const ATTEMPTS = 5;

/** Works on whatever waits until nothing does. Several may run at once, here and elsewhere. */
export async function pumpOperations(options: PumpOptions = {}): Promise<void> {
  assertNoScope("the pump of operations");
  while (!options.signal?.aborted) {
    const found = await claim(options.leaseSeconds ?? LEASE_SECONDS);
    if (!found) return;
    await workOn(found, options);
  }
}

/** Works on one, now and here: for the command line, which needs no worker. Answers the row as it then stands. */
export async function runOperation(id: string, options: PumpOptions = {}): Promise<Operation> {
  const found = await claim(options.leaseSeconds ?? LEASE_SECONDS, id);
  if (found) await workOn(found, options);
  return withPlatform(() => Operation.findByPk(id, { rejectOnEmpty: true }), { readOnly: true });
}

async function workOn(operation: Operation, options: PumpOptions): Promise<void> {
  const { leaseSeconds = LEASE_SECONDS } = options;
  const beat = setInterval(
    () => {
      renew(operation, leaseSeconds).catch((err: unknown) => {
        if (err instanceof Lost) clearInterval(beat);
        else log.warn({ err: err as Error, operation: operation.id }, "a lease was not renewed");
      });
    },
    (leaseSeconds * 1000) / 3,
  );
  try {
    await carryOn(operation, options);
  } catch (err) {
    if (err instanceof Lost) return;
    log.error({ err: err as Error, operation: operation.id }, "an operation was left where it stands");
    await release(operation, 30).catch(() => undefined);
  } finally {
    clearInterval(beat);
  }
}

async function carryOn(operation: Operation, options: PumpOptions): Promise<void> {
  const kind = kinds.get(operation.kind);
  if (!kind) throw new Error(`no such kind of operation: ${operation.kind}`);
  const { work, flush } = workOf(operation);
  try {
    if (operation.error === null) {
      for (const step of kind.steps.filter(({ name }) => !operation.steps.includes(name))) {
        if (operation.attempts > ATTEMPTS)
          throw new Error("it was begun too often: whoever worked on it died each time");
        if (options.signal?.aborted) return await release(operation, 0);
        if (!kind.forward && (await cancelled(operation))) return await takeBack(kind, work, "cancelled", options);
        await options.between?.(`before ${step.name}`);
        await step.run(work);
        await options.between?.(`after ${step.name}`);
        await note(operation, { steps: [...operation.steps, step.name], ...flush() });
        await options.between?.(`noted ${step.name}`);
      }
      return await end(operation, work.actor, "done");
    }
  } catch (err) {
    const error = err as Error & { code?: string };
    if (error instanceof Lost) throw error;
    log.error({ err: error, operation: operation.id, kind: kind.name }, "an operation failed");
    if (error.code === "busy" && operation.attempts < ATTEMPTS) return release(operation, 2);
    await note(operation, { error: error.message.slice(0, 1000) || "failed" });
  }
  await takeBack(kind, work, "failed", options);
}

/** Undoes what was done and what was begun, from the last to the first. */
async function takeBack(kind: Kind, work: Work, status: "failed" | "cancelled", options: PumpOptions): Promise<void> {
  const { operation, actor } = work;
  if (status === "cancelled") await note(operation, { error: "cancelled" });
  const begun = kind.steps.slice(0, operation.steps.length + 1);
  if (!kind.forward) for (const step of begun.reverse()) await undone(step, work, options);
  await end(operation, actor, operation.error === "cancelled" ? "cancelled" : status);
}

async function undone(step: Step, work: Work, options: PumpOptions): Promise<void> {
  await options.between?.(`undo ${step.name}`);
  await step.undo?.(work);
}

async function end(operation: Operation, actor: Actor, status: "done" | "failed" | "cancelled"): Promise<void> {
  const { id, clientId, makes, total } = operation;
  const progress = status === "done" ? { done: Math.max(total, operation.done), total } : {};
  await note(operation, { status, leaseUntil: null, leaseToken: operation.leaseToken, ...progress });
  await withPlatform(async () => {
    actAs(actor);
    const school = makes ?? clientId;
    const about = school === null ? { entity: "Operation", entityId: id } : { entity: "Client", entityId: school };
    record({ action: operation.kind as Action, ...about, after: { status, error: operation.error } });
  });
}

async function cancelled({ id }: Operation): Promise<boolean> {
  const row = await withPlatform(() => Operation.findByPk(id, { attributes: ["id", "cancelAt"] }), { readOnly: true });
  return row?.cancelAt != null;
}

/** Progress is written at most twice a second, results with the step. */
function workOf(operation: Operation): { work: Work; flush(): Partial<Operation> } {
  const actor = new Actor({
    kind: "platform",
    id: operation.actorId,
    name: operation.actorName,
    permissions: PLATFORM_PERMISSIONS.superadmin,
  });
  let told: Partial<Operation> = {};
  let last = 0;
  const moved = (done: number, total: number) => {
    told = { ...told, done, total };
    if (Date.now() - last < 500) return;
    last = Date.now();
    note(operation, { done, total }).catch(() => undefined);
  };
  const result = (value: Record<string, unknown>) => void (told = { ...told, result: value });
  const flush = () => {
    const values = told;
    told = {};
    return values;
  };
  return { work: { operation, actor, moved, result }, flush };
}
