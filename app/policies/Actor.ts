import { context, local } from "../tenancy/context.js";
import type { Permission, Reach } from "./permissions.js";

interface ActorFields {
  kind: "user" | "platform" | "key" | "system";
  id: string;
  name: string;
  permissions: readonly string[];
  role?: string;
  impersonatorId?: string;
  requestId?: string;
}

/** Who acts in the running scope. Permissions were read in the scope's first query, so they are the present ones. */
export class Actor {
  readonly kind: ActorFields["kind"];
  readonly id: string;
  readonly name: string;
  readonly role?: string;
  readonly impersonatorId?: string;
  readonly requestId?: string;
  readonly codes: ReadonlySet<string>;

  constructor(fields: ActorFields) {
    this.kind = fields.kind;
    this.id = fields.id;
    this.name = fields.name;
    this.role = fields.role;
    this.impersonatorId = fields.impersonatorId;
    this.requestId = fields.requestId;
    this.codes = new Set(fields.permissions);
  }

  /** How far a school's permission reaches, or undefined when it is not held at all. */
  reach(code: Permission): Reach | undefined {
    if (this.codes.has(code)) return "school";
    if (this.codes.has(`${code}:form`)) return "form";
    return this.codes.has(`${code}:own`) ? "own" : undefined;
  }

  /** Held with any reach: the row decides the rest. */
  may(code: Permission): boolean {
    return this.reach(code) !== undefined;
  }

  /** A permission of the platform's roles. */
  mayOnPlatform(code: string): boolean {
    return (this.kind === "platform" || this.kind === "system") && this.codes.has(code);
  }
}

const ACTOR = Symbol("actor");

/** The system itself: jobs, seeders, the command line. It may do everything in the scope it opened. */
export function systemActor(name: string, permissions: readonly string[]): Actor {
  return new Actor({ kind: "system", id: "system", name, permissions });
}

/** Says who acts in the running scope; called once, by the edge that opened it. */
export function actAs(actor: Actor): void {
  context().locals.set(ACTOR, actor);
}

/** Who acts in the running scope. */
export function who(): Actor {
  return local(ACTOR, (): Actor => {
    throw new Error("nobody was named to act in this scope: call actAs first");
  });
}

/** Who acts, or undefined where nobody was named (a sign-in, a job's first step). */
export function maybeWho(): Actor | undefined {
  return context().locals.get(ACTOR) as Actor | undefined;
}
