import type { AnyResource } from "../../door/define.js";
import * as five from "../../door/five.js";
import { present } from "../../door/answer.js";
import { one, permitted } from "../../door/load.js";
import { who } from "../../policies/Actor.js";
import { verbOffers } from "../offers.js";
import { concernsOf, type Concern } from "./concerns.js";
import { fitsState } from "./states.js";
import { nameOf, namesBehind, type Known, type Named, type Names, type Row } from "./titles.js";

export interface RecordView {
  row: Row & { $: Named };
  names: Names;
  may: { update: boolean; remove: boolean; verbs: string[] };
  related: Record<string, number>;
  concerns: Concern[];
}

/** One record as the panel draws it: the row, the names it leads to, what this person may do to it, and how many rows lead to it. */
export async function recordView(
  resource: AnyResource,
  known: Known,
  id: string,
  related: { resource: string; by: string }[],
): Promise<RecordView> {
  const actor = who();
  // A removed row is still looked at by who may bring it back.
  const deleted = (resource.softDelete ?? false) && resource.policy.can(actor, "restore");
  permitted(resource, "read");
  const found = await one(resource, id, { deleted });
  permitted(resource, "read", found);
  const answer = present(resource, found) as Row;
  const can = (action: string) => resource.policy.can(actor, action, found);
  const columns = [...resource.fields.answer.keys()];
  const names = await namesBehind(resource, [answer], known, columns);
  const verbs = verbOffers(resource).filter(
    ({ name, verb }) =>
      verb.on === "one" &&
      can(verb.may) &&
      (!answer.deletedAt || name === "restore") &&
      fitsState(resource.name, name, answer),
  );
  const counts: RecordView["related"] = {};
  for (const { resource: name, by } of related) {
    const other = known.resources.get(name);
    if (other) counts[name] = (await five.list(other, { [by]: id, pageSize: "1" })).page.total;
  }
  return {
    row: { ...answer, $: nameOf(resource, answer, names, known) },
    names,
    may: {
      update: !answer.deletedAt && can("update"),
      remove: !answer.deletedAt && can("remove"),
      verbs: verbs.map(({ name }) => name),
    },
    related: counts,
    concerns: await concernsOf(resource, answer, known),
  };
}
