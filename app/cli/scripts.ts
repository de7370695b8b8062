import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { superadminInSchool } from "../auth/loadActor.js";
import { problem } from "../errors.js";
import { actAs } from "../policies/Actor.js";
import type { KnownClient } from "../tenancy/resolve.js";
import { withTenant } from "../tenancy/scope.js";
import { operator } from "./operator.js";

/** What a file given to `tenants run` or `tenants each` exports by default: its queries are the school's. */
export type Script = (input: { client: KnownClient; args: string[] }) => Promise<unknown>;

/** @throws not_found for no such file, or one without a function as its default export */
export async function readScript(file: string): Promise<Script> {
  const found = (await import(pathToFileURL(resolve(file)).href).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_MODULE_NOT_FOUND") throw problem("not_found", `${file} cannot be read: ${error.message}`);
    throw error;
  })) as { default?: unknown };
  if (typeof found.default !== "function") throw problem("not_found", `${file} exports no function by default`);
  return found.default as Script;
}

/** Runs a script in one transaction of a school, as whoever types; the trail names him. */
export function runIn(client: KnownClient, script: Script, args: string[]): Promise<unknown> {
  if (client.status === "behind") throw problem("client_unavailable", `${client.schemaName} is to be migrated first`);
  return withTenant(client, () => {
    actAs(superadminInSchool(operator()));
    return script({ client, args });
  });
}

interface Run {
  args: string[];
  parallel: number;
  keepGoing: boolean;
  tell: (line: { schema: string; ok: boolean; result?: unknown; error?: string }) => void;
}

/** Runs a script in each school, a transaction each; tells one line a school. @returns how many failed */
export async function inEach(clients: KnownClient[], script: Script, { args, parallel, keepGoing, tell }: Run) {
  const waiting = [...clients];
  let failed = 0;
  const worker = async () => {
    while (waiting.length && (keepGoing || !failed)) {
      const client = waiting.shift();
      if (!client) return;
      const schema = client.schemaName;
      try {
        const result = await runIn(client, script, args);
        tell({ schema, ok: true, ...(result === undefined ? {} : { result }) });
      } catch (error) {
        failed++;
        tell({ schema, ok: false, error: (error as Error).message });
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return failed;
}
