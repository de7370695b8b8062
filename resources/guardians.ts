import { literal } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { foldedSearch } from "../app/door/search.js";
import { email, instant, line, phone } from "../app/door/wire.js";
import { guardianPolicy } from "../app/policies/guardian.js";
import { Guardian } from "../models/school/Guardian.js";
import { phoneDigits } from "./studentSearch.js";

/** What one writes of a guardian. */
export const guardianFields = {
  firstName: line(),
  lastName: line(),
  phone: phone(),
  otherPhones: z.array(phone()).max(5).optional(),
  email: email().nullable().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, "must be a language of two letters")
    .nullable()
    .optional(),
  whatsappConsent: z
    .strictObject({
      state: z.enum(["unknown", "given", "withdrawn"]),
      at: instant().optional(),
      source: line(100).optional(),
    })
    .optional(),
};

/** Parents and carers, reached by phone. */
export const guardians = defineResource({
  name: "guardians",
  model: Guardian,
  policy: guardianPolicy,
  create: z.strictObject(guardianFields),
  update: z.strictObject(guardianFields).partial(),
  answer: z.strictObject(guardianFields),
  present: (row) => ({
    firstName: row.firstName,
    lastName: row.lastName,
    phone: row.phone,
    otherPhones: row.otherPhones,
    email: row.email,
    language: row.language,
    whatsappConsent: row.whatsappConsent as never,
  }),
  sort: ["lastName", "firstName", "phone"],
  defaultSort: "lastName",
  filters: { phone: "equals", language: "equals" },
  moreFilters: {
    consent: {
      value: z.enum(["unknown", "given", "withdrawn"]),
      where: (state: string) =>
        literal(`coalesce("Guardian"."whatsapp_consent"->>'state', 'unknown') = '${state}'`) as never,
    },
  },
  // A phone as people write it, with spaces and a leading 0, is looked for by its digits.
  search: (words) => foldedSearch()(phoneDigits(words) ?? words),
  softDelete: true,
  panel: { title: "lastName", beside: "phone", list: ["email", "language"], group: "Students" },
});
