import { limit } from "./limitField.js";
import { GraphError } from "./types.js";
import type { Json } from "./types.js";
import { LIMITS } from "../../whatsapp/limits.js";
import { list, object } from "../../webhook/read.js";

const INVALID = 131009;

/** Buttons and lists: every limit of whatsapp.md 2, with the field in the details. */
export function checkInteractive(part: Json | null): void {
  const action = object(part?.action);
  limit("interactive.body.text", object(part?.body)?.text, LIMITS.body);
  const header = object(part?.header);
  if (header?.type === "text") limit("interactive.header.text", header.text, LIMITS.header);
  if (part?.footer !== undefined) limit("interactive.footer.text", object(part.footer)?.text, LIMITS.footer);
  if (part?.type === "button") return checkButtons(list(action?.buttons));
  if (part?.type === "list") return checkList(action);
  throw new GraphError(400, INVALID, "interactive.type must be button or list");
}

function checkButtons(buttons: unknown[]): void {
  if (buttons.length < 1 || buttons.length > LIMITS.buttons) {
    throw new GraphError(400, INVALID, "interactive.action.buttons must be 1 to 3");
  }
  const replies = buttons.map((button) => object(object(button)?.reply));
  for (const reply of replies) {
    checkId("interactive.action.buttons.id", reply?.id, LIMITS.buttonId);
    limit("interactive.action.buttons.title", reply?.title, LIMITS.buttonTitle);
  }
  unique(
    "interactive.action.buttons.id",
    replies.map((reply) => reply?.id),
  );
  unique(
    "interactive.action.buttons.title",
    replies.map((reply) => reply?.title),
  );
}

function checkList(action: Json | null): void {
  limit("interactive.action.button", action?.button, LIMITS.listOpener);
  const sections = list(action?.sections).map(object);
  if (sections.length < 1 || sections.length > LIMITS.listSections) {
    throw new GraphError(400, INVALID, "interactive.action.sections must be 1 to 10");
  }
  for (const section of sections) {
    if (sections.length > 1 || section?.title !== undefined) {
      limit("interactive.action.sections.title", section?.title, LIMITS.sectionTitle);
    }
  }
  const rows = sections.flatMap((section) => list(section?.rows)).map(object);
  if (rows.length < 1 || rows.length > LIMITS.listRows) {
    throw new GraphError(400, INVALID, "interactive.action.sections.rows must be 1 to 10 in all");
  }
  for (const row of rows) {
    checkId("interactive.action.sections.rows.id", row?.id, LIMITS.rowId);
    limit("interactive.action.sections.rows.title", row?.title, LIMITS.rowTitle);
    if (row?.description !== undefined) {
      limit("interactive.action.sections.rows.description", row.description, LIMITS.rowDescription);
    }
  }
  unique(
    "interactive.action.sections.rows.id",
    rows.map((row) => row?.id),
  );
}

function checkId(field: string, id: unknown, most: number): void {
  limit(field, id, most);
  if (id !== String(id).trim()) throw new GraphError(400, INVALID, `${field} has leading or trailing spaces`);
}

function unique(field: string, values: unknown[]): void {
  if (new Set(values).size !== values.length) throw new GraphError(400, INVALID, `${field} must be unique`);
}
