import type { AnyResource } from "../door/define.js";
import type { Verb } from "../door/verb.js";
import { described } from "../http/route.js";

type Kind = "list" | "create" | "update" | "remove";

/** Whether a REST route of this kind is told for the resource: the panel offers what the API has, nothing else. */
export function isOffered(resource: AnyResource, kind: Kind): boolean {
  return described.some((one) => one.resource === resource && (one.kind === kind || isNested(one.kind, kind)));
}

const isNested = (told: string | undefined, kind: Kind) => kind === "list" && told === "nested";

/** The verbs on a resource's rows that a form can show: each becomes a button. Tables (marks) have their own pages. */
export function verbsOf(resource: AnyResource): Verb[] {
  const verbs = described.flatMap((one) => (one.kind === "verb" && one.verb ? [one.verb] : []));
  return [...new Set(verbs)].filter((verb) => verb.resource === resource && fitsForm(verb));
}

/** A form has lines, choices and lists of words or rows; a list of objects it has not. */
function fitsForm(verb: Verb): boolean {
  return [...verb.fields.values()].every((field) => {
    if (field.kind !== "array" || field.optional) return true;
    const { element } = field.schema._zod.def as unknown as { element: { _zod: { def: { type: string } } } };
    return element._zod.def.type !== "object";
  });
}
