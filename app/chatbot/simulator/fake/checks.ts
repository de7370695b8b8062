import { checkInteractive } from "./checkInteractive.js";
import { limit } from "./limitField.js";
import { GraphError } from "./types.js";
import type { FakeNumber, Json } from "./types.js";
import { LIMITS } from "../../whatsapp/limits.js";
import { bsuid, list, object, text } from "../../webhook/read.js";

const MISSING = 131008;

/** Refuses as Meta does what is wrong in a message by itself; what depends on the fake's memory stands in FakeGraph. */
export function checkMessage(body: Json, number: FakeNumber): void {
  if (body.messaging_product !== "whatsapp") throw new GraphError(400, 100, "messaging_product must be whatsapp");
  checkAddress(body);
  const tracking = body.biz_opaque_callback_data;
  if (tracking !== undefined) limit("biz_opaque_callback_data", tracking, LIMITS.tracking);
  const type = body.type === undefined ? "text" : text(body.type);
  const part = object(body[type ?? ""]);
  switch (type) {
    case "text":
      return limit("text.body", part?.body, LIMITS.text);
    case "interactive":
      return checkInteractive(part);
    case "document":
    case "image":
      return checkMedia(type, part);
    case "template":
      return checkTemplate(part, number);
    case "reaction":
      if (!text(part?.message_id)) throw new GraphError(400, MISSING, "reaction.message_id is required");
      return;
    default:
      throw new GraphError(400, 100, "type is unknown");
  }
}

function checkAddress({ to, recipient }: Json): void {
  if ((to === undefined) === (recipient === undefined)) {
    throw new GraphError(400, 100, "exactly one of to and recipient is required");
  }
  if (to !== undefined && !(typeof to === "string" && /^\+?\d{5,20}$/.test(to))) {
    throw new GraphError(400, 100, "to is no phone number");
  }
  if (recipient !== undefined && !bsuid(recipient)) throw new GraphError(400, 100, "recipient is no user id");
}

function checkMedia(kind: string, part: Json | null): void {
  if (!part || (part.id === undefined) === (part.link === undefined)) {
    throw new GraphError(400, 100, `${kind}: exactly one of id and link is required`);
  }
  if (part.caption !== undefined) limit(`${kind}.caption`, part.caption, LIMITS.caption);
}

function checkTemplate(part: Json | null, number: FakeNumber): void {
  const language = object(part?.language)?.code;
  const template = number.templates?.find((known) => known.name === part?.name && known.language === language);
  if (!template)
    throw new GraphError(404, 132001, `template ${String(part?.name)} does not exist in ${String(language)}`);
  if (template.status === "PAUSED") throw new GraphError(400, 132015, "template is paused");
  if (template.status === "DISABLED") throw new GraphError(400, 132016, "template is disabled");
  const parameters = list(part?.components)
    .filter((component) => object(component)?.type === "body")
    .flatMap((component) => list(object(component)?.parameters));
  if (parameters.length !== template.parameters) {
    throw new GraphError(
      400,
      132000,
      `body: number of parameters is ${parameters.length}, expected ${template.parameters}`,
    );
  }
  for (const parameter of parameters) {
    const value = object(parameter)?.text;
    if (typeof value !== "string" || value.trim() === "" || /[\n\t]| {4,}/.test(value)) {
      throw new GraphError(400, 132012, "a parameter is empty or has new-line, tab or 4 spaces");
    }
  }
}
