import { wordIn, type Language } from "../locale/catalogue.js";

/** How a sheet says, in its reader's language, what the declarations name. */
export interface Words {
  /** Of a list: "Students". */
  title(resource: string): string;
  /** Of a column: "Date of birth"; `path` is the field's, like "demographics.address". */
  heading(resource: string, path: string): string;
  /** Of a choice: "Withdrawn"; `field` says of what. */
  value(field: string, value: string): string;
}

/** The catalogue's words; a name that it does not have is split into English ones ("examSessionId" → "Exam session"). */
export function sheetWords(language: Language): Words {
  return {
    title: (resource) => wordIn(language, "resources", resource) ?? split(resource),
    heading(resource, path) {
      const last = path.split(".").at(-1) ?? path;
      return wordIn(language, "fields", `${resource}.${path}`, path, last) ?? split(last);
    },
    value: (field, value) => wordIn(language, "values", `${field}.${value}`, value) ?? split(value),
  };
}

function split(name: string): string {
  const plain = name
    .replace(/^is([A-Z])/, "$1")
    .replace(/Ids?$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[-_.]/g, " ")
    .trim()
    .toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
