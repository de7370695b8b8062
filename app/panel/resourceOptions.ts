import type { PropertyOptions, ResourceOptions } from "adminjs";
import type { AnyResource } from "../door/define.js";
import { fieldOf, type Field } from "../door/fields.js";
import { standardActions } from "./actions.js";
import { isOffered } from "./offers.js";
import { resourceLike } from "./resourceLike.js";
import { elementOf, isBareId, shapeOf } from "./SchoolProperty.js";
import { verbActions } from "./verbActions.js";

/** How AdminJS shows a declaration: which columns, which fields, which order, which buttons. */
export function resourceOptions(resource: AnyResource, known: ReadonlySet<string>): ResourceOptions {
  const { panel } = resource;
  const filters = filterProperties(resource, known);
  const fields = [...resource.fields.answer.values()].filter((field) => isShown(resource, field, known));
  const shown = fields.map((field) => field.name);
  return {
    id: resource.name,
    navigation: panel && isOffered(resource, "list") ? { name: panel.group ?? null, icon: iconOf(panel.group) } : false,
    titleProperty: panel?.title,
    listProperties: [...(panel?.list ?? ["id"])],
    showProperties: shown,
    filterProperties: Object.keys(filters),
    editProperties: [...resource.fields.update.keys()].filter((name) => name !== "version"),
    sort: sortOf(resource.defaultSort),
    properties: {
      ...filters,
      ...referenceProperties(resource, known),
    },
    actions: { ...standardActions(resource), ...verbActions(resource) },
  } as ResourceOptions;
}

const sortOf = (sort: string) => ({
  sortBy: sort.replace(/^-/, ""),
  direction: sort.startsWith("-") ? ("desc" as const) : ("asc" as const),
});

const ICONS: Record<string, string> = {
  Students: "Users",
  School: "Home",
  Results: "Award",
  Settings: "Settings",
  Platform: "Server",
};
const iconOf = (group = "") => ICONS[group] ?? "Folder";

/** A name beside its reference says the same twice; an id that leads nowhere says nothing. */
function isShown(resource: AnyResource, field: Field, known: ReadonlySet<string>): boolean {
  if (field.kind === "object" && resource.fields.answer.has(`${field.name}Id`)) return false;
  const inner = field.kind === "array" ? elementOf(field) : field;
  return !isBareId(inner) || resourceLike(field.name, known) !== undefined;
}

/** The drawer's fields: what the declaration filters by, and named filters that are a choice or lead to a resource. */
function filterProperties(resource: AnyResource, known: ReadonlySet<string>): Record<string, PropertyOptions> {
  const properties: Record<string, PropertyOptions> = {};
  for (const name of Object.keys(resource.filters ?? {})) {
    const field = resource.fields.answer.get(name);
    if (field && (!isBareId(field) || resourceLike(name, known))) properties[name] = {};
  }
  const nowhereElse = { list: false, show: false, edit: false, filter: true };
  for (const [name, { value }] of Object.entries(resource.moreFilters ?? {})) {
    const shape = shapeOf(fieldOf(name, value));
    const reference = shape.reference ?? resourceLike(name, known);
    if (!reference && isBareId(fieldOf(name, value))) continue;
    const choice = shape.values?.map((one) => ({ value: one, label: one }));
    properties[name] = {
      type: reference ? "reference" : shape.type === "mixed" ? "string" : shape.type,
      isVisible: nowhereElse,
      ...(reference ? { reference } : {}),
      ...(choice ? { availableValues: choice } : {}),
    };
  }
  return properties;
}

/** Ids that the declaration answers bare, but whose name says whose they are: shown as that row's title. */
function referenceProperties(resource: AnyResource, known: ReadonlySet<string>): Record<string, PropertyOptions> {
  const properties: Record<string, PropertyOptions> = {};
  for (const field of resource.fields.answer.values()) {
    const inner = field.kind === "array" ? elementOf(field) : field;
    const reference = isBareId(inner) ? resourceLike(field.name, known) : undefined;
    if (reference) properties[field.name] = { reference, type: "reference", isVisible: true };
  }
  return properties;
}
