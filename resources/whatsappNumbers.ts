import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { whatsappNumberPolicy } from "../app/policies/platform.js";
import { WhatsappNumber } from "../models/public/WhatsappNumber.js";

/** WhatsApp numbers and their schools; tokens are write-only, sealed by the verbs that take them. */
export const whatsappNumbers = defineResource({
  name: "whatsapp-numbers",
  model: WhatsappNumber,
  policy: whatsappNumberPolicy,
  answer: z.strictObject({
    clientId: ref("schools").nullable(),
    phoneNumberId: line(40),
    displayNumber: line(40),
    status: z.enum(["active", "paused", "disabled"]),
  }),
  present: (row) => ({
    clientId: row.clientId,
    phoneNumberId: row.phoneNumberId,
    displayNumber: row.displayNumber,
    status: row.status as never,
  }),
  sort: ["displayNumber"],
  defaultSort: "displayNumber",
  filters: { clientId: "equals", status: "equals" },
  search: nameSearch("displayNumber", "phoneNumberId"),
  panel: { title: "displayNumber", list: ["displayNumber", "clientId", "status"], group: "Platform" },
});
