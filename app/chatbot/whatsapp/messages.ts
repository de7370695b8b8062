import { DOCUMENT_TYPES, LIMITS, codePoints } from "./limits.js";
import type { Choice, OutgoingMessage, Section } from "./types.js";

/** A message that Meta would refuse whole. `field` is the place in it. A bug of ours, never the parent's fault. */
export class MessageError extends Error {
  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(`${field} ${problem}`);
    this.name = "MessageError";
  }
}

/** Plain text, 1–4096 code points, not blank; no link previews. @throws MessageError */
export function textMessage(body: string): OutgoingMessage {
  need("text.body", body, LIMITS.text);
  return { type: "text", text: { body, preview_url: false } };
}

export interface Frame {
  body: string;
  header?: string;
  footer?: string;
}

/** Body with 1–3 buttons; titles at most 20 and unique, ids at most 256, unique, no outer blanks. @throws MessageError */
export function buttonsMessage(frame: Frame, buttons: readonly Choice[]): OutgoingMessage {
  if (buttons.length < 1 || buttons.length > LIMITS.buttons) {
    throw new MessageError("action.buttons", `must be 1 to ${LIMITS.buttons}`);
  }
  checkChoices("action.buttons", buttons, LIMITS.buttonId, LIMITS.buttonTitle);
  unique(
    "action.buttons.title",
    buttons.map((button) => button.title),
  );
  return {
    type: "interactive",
    interactive: {
      type: "button",
      ...framed(frame),
      action: { buttons: buttons.map(({ id, title }) => ({ type: "reply", reply: { id, title } })) },
    },
  };
}

/** Body with a list of at most 10 rows in all, opened by `opener`. Several sections need titles. @throws MessageError */
export function listMessage(frame: Frame, opener: string, sections: readonly Section[]): OutgoingMessage {
  need("action.button", opener, LIMITS.listOpener);
  const rows = sections.flatMap((section) => section.rows);
  if (rows.length < 1 || rows.length > LIMITS.listRows) {
    throw new MessageError("action.sections.rows", `must be 1 to ${LIMITS.listRows} in all`);
  }
  for (const section of sections) {
    if (section.rows.length === 0) throw new MessageError("action.sections.rows", "must not be empty");
    if (section.title !== undefined || sections.length > 1) {
      need("action.sections.title", section.title ?? "", LIMITS.sectionTitle);
    }
  }
  checkChoices("action.sections.rows", rows, LIMITS.rowId, LIMITS.rowTitle);
  return {
    type: "interactive",
    interactive: { type: "list", ...framed(frame), action: { button: opener, sections: sections.map(copySection) } },
  };
}

/** A file by media id. Never by link: a child's paper must not lie on an address that anybody can fetch. @throws MessageError */
export function documentMessage(document: { mediaId: string; filename: string; caption?: string }): OutgoingMessage {
  need("document.id", document.mediaId, LIMITS.rowId);
  need("document.filename", document.filename, LIMITS.filename);
  const extension = document.filename.split(".").pop()?.toLowerCase() ?? "";
  if (!Object.values(DOCUMENT_TYPES).includes(extension)) {
    throw new MessageError("document.filename", "must end in a kind of document that WhatsApp takes");
  }
  if (document.caption !== undefined) need("document.caption", document.caption, LIMITS.caption);
  const { mediaId, filename, caption } = document;
  return { type: "document", document: { id: mediaId, filename, ...(caption === undefined ? {} : { caption }) } };
}

/** An approved template. Parameters must hold no newline, tab or four blanks in a row, nor be empty. @throws MessageError */
export function templateMessage(name: string, languageCode: string, parameters: readonly string[]): OutgoingMessage {
  need("template.name", name, 512);
  for (const parameter of parameters) {
    need("template.parameters", parameter, LIMITS.body);
    if (/[\n\t]| {4,}/.test(parameter)) throw new MessageError("template.parameters", "must be one line");
  }
  const body = { type: "body" as const, parameters: parameters.map((text) => ({ type: "text" as const, text })) };
  const components = parameters.length > 0 ? [body] : [];
  return { type: "template", template: { name, language: { code: languageCode }, components } };
}

function framed({ body, header, footer }: Frame) {
  need("interactive.body", body, LIMITS.body);
  if (header !== undefined) need("interactive.header", header, LIMITS.header);
  if (footer !== undefined) need("interactive.footer", footer, LIMITS.footer);
  return {
    ...(header === undefined ? {} : { header: { type: "text" as const, text: header } }),
    body: { text: body },
    ...(footer === undefined ? {} : { footer: { text: footer } }),
  };
}

function copySection({ title, rows }: Section): Section {
  return { ...(title === undefined ? {} : { title }), rows: rows.map((row) => ({ ...row })) };
}

function checkChoices(field: string, choices: readonly Choice[], idLimit: number, titleLimit: number): void {
  for (const { id, title, description } of choices) {
    need(`${field}.id`, id, idLimit);
    if (id !== id.trim()) throw new MessageError(`${field}.id`, "must have no outer blanks");
    need(`${field}.title`, title, titleLimit);
    if (description !== undefined) need(`${field}.description`, description, LIMITS.rowDescription);
  }
  unique(
    `${field}.id`,
    choices.map((choice) => choice.id),
  );
}

function need(field: string, text: string, most: number): void {
  if (text.trim() === "") throw new MessageError(field, "must not be blank");
  if (codePoints(text) > most) throw new MessageError(field, `must have at most ${most} characters`);
}

function unique(field: string, values: readonly string[]): void {
  if (new Set(values).size !== values.length) throw new MessageError(field, "must be unique");
}
