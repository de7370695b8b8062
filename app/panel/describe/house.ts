import type { AnyResource } from "../../door/define.js";
import type { Language } from "../../locale/catalogue.js";
import type { Actor } from "../../policies/Actor.js";
import { describeResource } from "./resource.js";
import { labels } from "./labels.js";
import type { PanelResource } from "./types.js";

/** All resources of a house that the person may read, with the tabs that lead from one to the other. */
export function describeHouse(resources: AnyResource[], actor: Actor, language: Language): PanelResource[] {
  const readable = resources.filter((one) => one.panel && one.policy.can(actor, "read"));
  const known = new Set(resources.map((one) => one.name));
  const told = readable.map((one) => describeResource(one, { actor, labels: labels(language), known }));
  for (const one of told) one.related = relatedTo(one.name, told);
  return told;
}

/** Rows that lead to a resource: those that can be read and asked for by it. */
function relatedTo(name: string, told: PanelResource[]): PanelResource["related"] {
  return told.flatMap((other) => {
    if (!other.readable || other.name === name) return [];
    const by = other.filters.find((filter) => filter.reference === name && !filter.range)?.name;
    return by === undefined ? [] : [{ resource: other.name, by }];
  });
}
