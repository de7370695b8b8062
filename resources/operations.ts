import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { operationPolicy } from "../app/policies/platform.js";
import { operationLink } from "../app/files/operationLink.js";
import { who } from "../app/policies/Actor.js";
import { Operation } from "../models/public/Operation.js";

/** Long work on a school, to be polled: what answered 202 with this as its Location. */
export const operations = defineResource({
  name: "operations",
  model: Operation,
  policy: operationPolicy,
  answer: z.strictObject({
    clientId: ref("schools").nullable(),
    kind: z.string(),
    status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    done: z.int(),
    total: z.int(),
    error: z.string().nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
  }),
  present: (row) => ({
    clientId: row.clientId,
    kind: row.kind,
    status: row.status as never,
    done: row.done,
    total: row.total,
    error: row.error,
    result: shownResult(row),
  }),
  sort: ["kind", "status"],
  defaultSort: "kind",
  filters: { clientId: "equals", status: "equals", kind: "equals" },
});

/** A file that was made is behind a link that holds ten minutes, anew at each look; for whoever may make one, too. */
function shownResult({ id, result }: Operation): Record<string, unknown> | null {
  const { key, ...shown } = result ?? {};
  if (typeof key !== "string" || !who().mayOnPlatform("schools.write")) return result && shown;
  return { url: operationLink(id, key.split("/").at(-1) ?? "school.tar.gz"), ...shown };
}
