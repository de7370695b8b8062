import { z } from "zod";
import type { AnyResource } from "../../door/define.js";
import * as five from "../../door/five.js";
import { parsed } from "../../door/input.js";
import { Problem, problem } from "../../errors.js";
import { savepoint } from "../../tenancy/scope.js";
import { verbOffers } from "../offers.js";
import { Undone } from "../undone.js";
import type { Row } from "./titles.js";

const MOST = 2000;
const PAGE = 200;
/** Which rows: those that were ticked, or all that a list's query finds. */
export const bulkSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(MOST).optional(),
  query: z.record(z.string(), z.string().max(500)).optional(),
  input: z.record(z.string(), z.unknown()).default({}),
  preview: z.boolean(),
});

export interface BulkOutcome {
  total: number;
  refused: { id: string; message: string; code: string }[];
  done: boolean;
}

/**
 * Runs a verb over many rows: all of them or none. A preview does it too, tells for each row what would happen, and
 * takes everything back: what it says is what the rules say, not a guess. One row after another, each in a savepoint.
 */
export async function runBulk(resource: AnyResource, name: string, body: unknown): Promise<BulkOutcome> {
  const { ids, query, input, preview } = parsed(bulkSchema, body);
  const call = callOf(resource, name);
  const wanted = ids ? [...new Set(ids)] : await idsOf(resource, query ?? {});
  const refused: BulkOutcome["refused"] = [];
  for (const id of wanted) {
    try {
      await savepoint(() => call(id, input));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const first = error.errors[0];
      refused.push({ id, message: first ? first.message : error.message, code: first?.code ?? error.code });
    }
  }
  const outcome = { total: wanted.length, refused, done: !preview && refused.length === 0 };
  if (!outcome.done) throw new Undone(outcome as never);
  return outcome;
}

function callOf(resource: AnyResource, name: string): (id: string, input: object) => Promise<unknown> {
  if (name === "remove") return (id) => five.remove(resource, id);
  if (name === "update") return (id, input) => five.update(resource, id, input);
  const offer = verbOffers(resource).find((one) => one.name === name);
  if (!offer || offer.verb.on === "none") throw problem("not_found");
  const { verb } = offer;
  return verb.on === "many" ? (id, input) => verb.call([id], input) : (id, input) => verb.call(id, input);
}

async function idsOf(resource: AnyResource, query: Record<string, string>): Promise<string[]> {
  const { page: _, pageSize: __, columns: ___, ...parameters } = query;
  const ids: string[] = [];
  for (let number = 1; ; number++) {
    const { data, page } = await five.list(resource, { ...parameters, page: String(number), pageSize: String(PAGE) });
    if (page.total > MOST) throw problem("too_large", `At most ${MOST} rows at once`);
    ids.push(...(data as Row[]).map((row) => row.id));
    if (number >= page.pages) return ids;
  }
}
