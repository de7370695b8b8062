import { answerSchema } from "../../door/answer.js";
import type { AnyResource } from "../../door/define.js";
import { fieldOf, fieldsOf, type Field } from "../../door/fields.js";
import { isStamp, rangeName } from "../../door/query.js";
import type { Described } from "../../http/route.js";
import type { Actor } from "../../policies/Actor.js";
import { mayCall } from "../mayCall.js";
import { formOffers, isOffered, verbOffers } from "../offers.js";
import { elementOf, isBareId } from "../SchoolProperty.js";
import { panelField, referenceOf, type Telling } from "./field.js";
import type { Labels } from "./labels.js";
import { createRoute, methodOf, routesOf } from "./paths.js";
import type { PanelField, PanelFilter, PanelResource, PanelVerb } from "./types.js";

const STAMPS = new Set(["id", "version"]);

/** What the pages need to know of a resource, for this person: what he may not do is not in it. */
export function describeResource(
  resource: AnyResource,
  { actor, labels, known }: { actor: Actor; labels: Labels; known: ReadonlySet<string> },
): PanelResource {
  const telling: Telling = { resource: resource.name, labels, known };
  const field = (one: Field) => panelField(one, telling);
  const { panel } = resource;
  const answered = Object.entries(answerSchema(resource).shape)
    .map(([name, schema]) => fieldOf(name, schema as never))
    .filter((one) => !STAMPS.has(one.name) && isShown(resource, one, known));
  const may = (action: string) => resource.policy.can(actor, action);
  const updating = routesOf(resource).find((one) => one.kind === "update");
  const removing = routesOf(resource).find((one) => one.kind === "remove");
  return {
    name: resource.name,
    one: labels.one(resource.name),
    many: labels.many(resource.name),
    group: panel?.group ?? null,
    title: panel?.title ?? "id",
    ...(panel?.beside ? { beside: panel.beside } : {}),
    listed: isOffered(resource, "list") && panel?.group !== undefined,
    readable: isOffered(resource, "list"),
    fields: answered.map(field),
    columns: [...(panel?.list ?? [])],
    sorts: [...resource.sort, ...Object.keys(resource.moreSorts ?? {}), ...stampsOf(resource)],
    defaultSort: resource.defaultSort,
    search: resource.search !== undefined,
    filters: filtersOf(resource, telling),
    ...(panel?.groups ? { groups: panel.groups.map(([name, inner]) => [labels.heading(name), [...inner]]) } : {}),
    ...creation(resource, actor, telling),
    ...(updating && resource.update && may("update")
      ? {
          update: {
            path: updating.path,
            method: "PATCH" as const,
            fields: written(resource.fields.update, (one) => field(mayBeEmptied(resource, one))),
          },
        }
      : {}),
    ...(removing && may("remove") ? { remove: { path: removing.path, method: "DELETE" as const, fields: [] } } : {}),
    verbs: verbsOf(resource, actor, telling),
    restorable: (resource.softDelete ?? false) && may("restore"),
    related: [],
    views: (panel?.views ?? []).map(([key, query]) => ({ key, query, label: labels.view(resource.name, key) })),
  };
}

/** A name beside its reference says the same twice; an id that leads nowhere says nothing. */
function isShown(resource: AnyResource, field: Field, known: ReadonlySet<string>): boolean {
  if (field.kind === "object" && resource.fields.answer.has(`${field.name}Id`)) return false;
  const inner = field.kind === "array" ? elementOf(field) : field;
  return !isBareId(inner) || referenceOf(field, known) !== undefined || /FileId$/.test(field.name);
}

/** What a form writes: no version, and no id that leads to nothing one could choose. */
const written = (fields: Map<string, Field>, field: (one: Field) => PanelField) =>
  [...fields.values()]
    .filter((one) => one.name !== "version")
    .map((one) => ({ told: field(one), bare: isBareId(one.kind === "array" ? elementOf(one) : one) }))
    .filter(({ told, bare }) => !bare || told.reference !== undefined || told.file !== undefined)
    .map(({ told }) => told);

/** All of `update` is optional, but an emptied name is no name left out: whether it may be empty, `create` says. */
function mayBeEmptied(resource: AnyResource, field: Field): Field {
  const { optional, nullable } =
    resource.fields.create.get(field.name) ?? resource.fields.answer.get(field.name) ?? field;
  return { ...field, optional, nullable };
}

const stampsOf = (resource: AnyResource) => ["createdAt", "updatedAt"].filter((name) => isStamp(resource, name));

function creation(resource: AnyResource, actor: Actor, telling: Telling): Pick<PanelResource, "create"> {
  const field = (one: Field) => panelField(one, telling);
  const label = telling.labels.add(resource.name);
  const found = createRoute(resource);
  if (found && resource.create && resource.policy.can(actor, "create")) {
    const under = found.under
      ? [...resource.fields.create.values()].find((one) => referenceOf(one, telling.known) === found.under)?.name
      : undefined;
    const fields = written(resource.fields.create, field);
    return { create: { path: found.path, method: "POST", fields, label, ...(under ? { under } : {}) } };
  }
  const [offer] = formOffers(resource);
  if (!offer || !mayCall(actor, offer.may)) return {};
  return { create: { path: offer.path, method: "POST", fields: written(offer.fields, field), label } };
}

function verbsOf(resource: AnyResource, actor: Actor, telling: Telling): PanelVerb[] {
  return verbOffers(resource).flatMap(({ name, verb, told }): PanelVerb[] => {
    if (!resource.policy.can(actor, verb.may)) return [];
    const confirm = telling.labels.question(resource.name, name) ?? verb.confirm;
    return [
      {
        name,
        label: telling.labels.verb(resource.name, name),
        on: verb.on === "many" ? "many" : "one",
        path: (told as Described).path,
        method: methodOf(told as Described),
        fields: [...verb.fields.values()]
          .filter((one) => one.name !== "version")
          .map((one) => panelField(one, telling)),
        ...(confirm ? { confirm } : {}),
        ...(DANGER.test(name) ? { danger: true } : {}),
      },
    ];
  });
}

const DANGER = /delete|erase|withdraw|revoke|cancel|suspend|reopen|disable/;

/** What a list can be asked for: declared filters, those with a rule of their own, and the stamps. */
function filtersOf(resource: AnyResource, telling: Telling): PanelFilter[] {
  const filters: PanelFilter[] = [];
  for (const [name, kind] of Object.entries((resource.filters ?? {}) as Record<string, string>)) {
    const field = resource.fields.answer.get(name);
    if (!field || (isBareId(field) && !referenceOf(field, telling.known))) continue;
    filters.push({ ...panelField(field, telling), ...(kind === "range" ? { range: ends(name) } : {}) });
  }
  for (const [name, { value }] of Object.entries(resource.moreFilters ?? {})) {
    const field = fieldOf(name, value as never);
    if (isBareId(field) && !referenceOf(field, telling.known)) continue;
    filters.push(panelField(field, telling));
  }
  const stamp = fieldsOf(answerSchema(resource)).get("createdAt");
  if (stamp && isStamp(resource, "createdAt"))
    filters.push({ ...panelField(stamp, telling), kind: "date", range: ends("createdAt") });
  return filters;
}

const ends = (name: string): [string, string] => [`${rangeName(name)}From`, `${rangeName(name)}To`];
