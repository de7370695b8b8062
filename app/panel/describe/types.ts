/** What the pages in the browser know of a resource: made from its declaration, for one person, in his language. */
export interface PanelField {
  name: string;
  label: string;
  kind: "string" | "number" | "boolean" | "date" | "datetime" | "enum" | "reference" | "object" | "array";
  required: boolean;
  many?: boolean;
  nullable?: boolean;
  help?: string;
  reference?: string;
  values?: { value: string; label: string }[];
  /** The fields of an object, or of each object of an array. */
  fields?: PanelField[];
  /** More than a line of text. */
  long?: boolean;
  /** At most so many characters. */
  max?: number;
  password?: boolean;
  /** An id of a stored file, written by uploading. */
  file?: "image" | "document";
  colour?: boolean;
}

export interface PanelFilter extends PanelField {
  /** Asked for as `…From` and `…To` under these names. */
  range?: [from: string, to: string];
}

/** A write that a page can send: to which address below /admin/data, with which fields. `:id` is the row's. */
export interface PanelWrite {
  path: string;
  method: "POST" | "PATCH" | "PUT" | "DELETE";
  fields: PanelField[];
}

export interface PanelVerb extends PanelWrite {
  name: string;
  label: string;
  on: "one" | "many";
  confirm?: string;
  danger?: boolean;
}

export interface PanelResource {
  name: string;
  one: string;
  many: string;
  group: string | null;
  /** The field that names a row; people are named by both their names. */
  title: string;
  /** What stands small beside the name. */
  beside?: string;
  /** Whether it has a page of its own. */
  listed: boolean;
  /** Whether its rows can be read at all, be it below another row. */
  readable: boolean;
  fields: PanelField[];
  columns: string[];
  sorts: string[];
  defaultSort: string;
  search: boolean;
  filters: PanelFilter[];
  /** Headings of a form with their fields; what is in none stands under "More". */
  groups?: [heading: string, fields: string[]][];
  create?: PanelWrite & { label: string; /** The field that stands in the path instead of the body. */ under?: string };
  update?: PanelWrite;
  remove?: PanelWrite;
  verbs: PanelVerb[];
  /** Whether removed rows can be looked at and brought back. */
  restorable: boolean;
  /** Resources whose rows lead here: the tabs of a record. */
  related: { resource: string; by: string }[];
  views: { key: string; label: string; query: string }[];
}

/** A page of settings: what can be changed, under its headings, and what only the platform changes. */
export interface PanelSettings {
  page: string;
  label: string;
  /** Read from here, below /admin/data. */
  path: string;
  write: PanelWrite;
  facts: PanelField[];
  groups: [heading: string, fields: string[]][];
  /** A POST to here puts the page back to what a new school has. */
  reset?: string;
}
