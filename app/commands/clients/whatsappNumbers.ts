import { z } from "zod";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { clients } from "../../../resources/clients.js";
import { whatsappNumbers } from "../../../resources/whatsappNumbers.js";
import { seal } from "../../crypto/keys.js";
import { answerSchema, present } from "../../door/answer.js";
import { atVersion } from "../../door/five.js";
import { kept } from "../../door/kept.js";
import { verb } from "../../door/verb.js";
import { line } from "../../door/wire.js";
import { mustBeFree } from "./free.js";

const secret = z.string().min(1).max(1000);
const secrets = { accessToken: secret.optional(), appSecret: secret.optional(), verifyToken: secret.optional() };
const fields = { phoneNumberId: line(40), displayNumber: line(40), status: z.enum(["active", "paused", "disabled"]) };

/** What binds a sealed secret to its column: moved elsewhere it does not open. */
export const sealContext = (phoneNumberId: string, name: string): string => `whatsapp_numbers/${phoneNumberId}/${name}`;

function sealed(phoneNumberId: string, given: Partial<Record<keyof typeof secrets, string>>) {
  const names = ["accessToken", "appSecret", "verifyToken"] as const;
  return Object.fromEntries(
    names.flatMap((name) =>
      given[name] === undefined ? [] : [[name, seal(given[name], sealContext(phoneNumberId, name))]],
    ),
  );
}

/** Gives a school a WhatsApp number; its secrets are sealed before they are stored and never answered. */
export const addNumber = verb({
  name: "add-whatsapp-number",
  on: clients,
  may: "update",
  input: z.strictObject({ ...fields, status: fields.status.optional(), ...secrets }),
  answer: answerSchema(whatsappNumbers),
  one: async (client, { phoneNumberId, displayNumber, status = "active", ...given }) => {
    await mustBeFree(WhatsappNumber, { phoneNumberId });
    const values = { clientId: client.id, phoneNumberId, displayNumber, status, ...sealed(phoneNumberId, given) };
    return present(whatsappNumbers, await kept(WhatsappNumber, () => WhatsappNumber.create(values)));
  },
});

/** Changes a number, or replaces its secrets. The phone number id is fixed: secrets are bound to it. */
export const changeNumber = verb({
  name: "change",
  on: whatsappNumbers,
  may: "update",
  input: z
    .strictObject({ displayNumber: fields.displayNumber, status: fields.status, ...secrets, version: z.int() })
    .partial(),
  one: async (number, { version, displayNumber, status, ...given }) => {
    atVersion(number, version);
    number.set({
      ...(displayNumber === undefined ? {} : { displayNumber }),
      ...(status === undefined ? {} : { status }),
      ...sealed(number.phoneNumberId, given),
    });
    await number.save();
  },
});

/** Takes a number away. */
export const removeNumber = verb({
  name: "remove",
  on: whatsappNumbers,
  may: "remove",
  input: z.strictObject({}),
  answer: z.undefined(),
  one: async (number) => {
    await number.destroy();
    return undefined;
  },
});
