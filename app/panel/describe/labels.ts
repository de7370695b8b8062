import { wordIn, type Language } from "../../locale/catalogue.js";
import { singular, words } from "../words.js";

/** Finds a word in a section of a language: the first of the keys that it has. */
export type Lookup = (section: string, ...keys: string[]) => string | undefined;

/**
 * The catalogue's word for what the declarations name, the resource's own first; a name in no catalogue is split into
 * words, and test/locale fails for it.
 */
export function labels(language: Language, word: Lookup = (section, ...keys) => wordIn(language, section, ...keys)) {
  const choice = (field: string, value: string) => word("values", `${field}.${value}`, value) ?? words(value);
  /** "Enter marks: own classes and subjects"; a code that nobody knows any more is shown as it is. */
  const permission = (code: string) => {
    const [area = "", reach] = code.split(":");
    const text = word("values", `permissions.${area}`) ?? code;
    return reach === undefined ? text : `${text}: ${word("values", `reach.${reach}`) ?? reach}`;
  };
  return {
    language,
    many: (resource: string) => word("resources", resource) ?? words(resource),
    one: (resource: string) => word("resource", resource) ?? singular(resource),
    add: (resource: string) => word("add", resource) ?? `Add ${singular(resource)}`,
    /** Of a field, or of one within an object by its path: "demographics.address". */
    field: (resource: string, path: string) => word("fields", ...keysOf(resource, path)) ?? words(last(path)),
    help: (resource: string, path: string) => word("help", ...keysOf(resource, path)),
    value: (field: string, value: string) => (field === "permissions" ? permission(value) : choice(field, value)),
    verb: (resource: string, name: string) => word("verbs", `${resource}.${name}`, name) ?? words(name),
    question: (resource: string, name: string) => word("questions", `${resource}.${name}`, name),
    view: (resource: string, key: string) => word("views", `${resource}.${key}`, key) ?? words(key),
    heading: (name: string) => word("headings", name) ?? words(name),
  };
}
export type Labels = ReturnType<typeof labels>;

const last = (path: string) => path.split(".").at(-1) ?? path;
const keysOf = (resource: string, path: string) => [...new Set([`${resource}.${path}`, path, last(path)])];
