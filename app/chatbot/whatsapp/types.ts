/** Messages as the Cloud API takes them, without address and tracking (GraphClient adds those). */

export interface Choice {
  id: string;
  title: string;
  description?: string;
}

export interface Section {
  title?: string;
  rows: Choice[];
}

export type OutgoingMessage =
  | { type: "text"; text: { body: string; preview_url: false } }
  | { type: "interactive"; interactive: Interactive }
  | { type: "document"; document: { id: string; filename: string; caption?: string } }
  | { type: "template"; template: Template };

export interface Interactive {
  type: "button" | "list";
  header?: { type: "text"; text: string };
  body: { text: string };
  footer?: { text: string };
  action: ButtonAction | ListAction;
}

export interface ButtonAction {
  buttons: { type: "reply"; reply: { id: string; title: string } }[];
}

export interface ListAction {
  button: string;
  sections: Section[];
}

export interface Template {
  name: string;
  language: { code: string };
  components: { type: "body"; parameters: { type: "text"; text: string }[] }[];
}

/** Where a message goes: the user id when there is no phone (`recipient` instead of `to`). */
export type Address = { waId: string } | { bsuid: string };
