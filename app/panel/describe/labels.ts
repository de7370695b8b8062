import { wordIn, type Language } from "../../locale/catalogue.js";
import { singular, words } from "../words.js";

/** The catalogue's word for what the declarations name, the resource's own first; a name in no catalogue is split into words. */
export function labels(language: Language) {
  const word = (section: string, ...keys: string[]) => wordIn(language, section, ...keys);
  return {
    language,
    many: (resource: string) => word("resources", resource) ?? words(resource),
    one: (resource: string) => word("resource", resource) ?? singular(resource),
    add: (resource: string) => word("add", resource) ?? `Add ${singular(resource)}`,
    group: (name: string) => word("groups", name) ?? name,
    field: (resource: string, name: string) => word("fields", `${resource}.${name}`, name) ?? words(name),
    help: (resource: string, name: string) => word("help", `${resource}.${name}`, name),
    value: (field: string, value: string) => word("values", `${field}.${value}`, value) ?? words(value),
    verb: (resource: string, name: string) => word("verbs", `${resource}.${name}`, name) ?? words(name),
    question: (resource: string, name: string) => word("questions", `${resource}.${name}`, name),
    view: (resource: string, key: string) => word("views", `${resource}.${key}`, key) ?? words(key),
    heading: (name: string) => word("headings", name) ?? words(name),
  };
}
export type Labels = ReturnType<typeof labels>;
