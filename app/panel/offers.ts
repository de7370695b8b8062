import type { AnyResource } from "../door/define.js";
import { fieldsOf, type Field } from "../door/fields.js";
import type { Verb } from "../door/verb.js";
import { described, type Described } from "../http/route.js";
import type { z } from "zod";

type Kind = "list" | "create" | "update" | "remove";

/** Whether a REST route of this kind is told for the resource: the panel offers what the API has, nothing else. */
export function isOffered(resource: AnyResource, kind: Kind): boolean {
  if ((kind === "create" || kind === "update") && !resource[kind]) return false;
  return described.some((one) => one.resource === resource && (one.kind === kind || isNested(one.kind, kind)));
}

const isNested = (told: string | undefined, kind: Kind) => kind === "list" && told === "nested";

/** A verb on a resource's rows, as a button: on one record, or on those that are ticked. */
export interface VerbOffer {
  name: string;
  verb: Verb;
  told?: Described;
}

/** The verbs on a resource's rows that a form can show. Tables (a sheet of marks) have pages of their own. */
export function verbOffers(resource: AnyResource): VerbOffer[] {
  const offers = new Map<string, VerbOffer>();
  for (const told of described) {
    const { verb } = told;
    if (!verb || verb.resource !== resource || !fitsForm(verb.fields)) continue;
    const name = actionName(resource, told, verb);
    if (!offers.has(name)) offers.set(name, { name, verb, told });
  }
  return [...offers.values()];
}

const OWN = new Set(["list", "show", "search", "new", "edit", "delete", "bulkDelete"]);

/** A verb that stands where PATCH or DELETE of the row stands is the edit or remove button; else its own name. */
function actionName(resource: AnyResource, told: Described, verb: Verb): string {
  if (told.method === "patch" && !resource.update) return "edit";
  if (told.method === "delete" && !isOffered(resource, "remove")) return "delete";
  const name = verb.name.replace(/[^A-Za-z0-9-]+/g, "-");
  return OWN.has(name) ? `${name}-verb` : name;
}

/** A route that makes a row in its own way (a school, a user, a key): a form that is sent to the API's own address. */
export interface FormOffer {
  name: string;
  path: string;
  may: string;
  fields: Map<string, Field>;
  /** What is done, where it is not plainly "Add": "Order". */
  does: string;
}

/** The hand-written creations of a resource, and verbs over no row that stand at its address. */
export function formOffers(resource: AnyResource): FormOffer[] {
  const list = described.find((one) => one.kind === "list" && one.resource === resource);
  const offers: FormOffer[] = [];
  for (const { method, path, mount, kind, verb, body, may, resource: of } of described) {
    if (method !== "post" || path.includes(":")) continue;
    if (kind === "create" && of === resource && !resource.create && body) {
      offers.push({ name: "new", path, may, fields: fieldsOf(body as unknown as z.ZodObject), does: "add" });
    } else if (verb?.on === "none" && path === list?.path && mount === list.mount) {
      offers.push({
        name: "new",
        path,
        may: verb.may,
        fields: verb.fields,
        does: /^create/.test(verb.name) ? "add" : verb.name,
      });
    }
  }
  return offers.filter(({ fields }) => fitsForm(fields)).slice(0, 1);
}

/** A form has lines, choices and lists of words or rows; a list of objects it has not. */
function fitsForm(fields: Map<string, Field>): boolean {
  return [...fields.values()].every((field) => {
    if (field.kind !== "array" || field.optional) return true;
    const { element } = field.schema._zod.def as unknown as { element: { _zod: { def: { type: string } } } };
    return element._zod.def.type !== "object";
  });
}
