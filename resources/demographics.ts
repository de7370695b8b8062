import { z } from "zod";
import { line, prose } from "../app/door/wire.js";

const KEYS = [
  "nationality",
  "homeLanguage",
  "birthPlace",
  "birthNumber",
  "address",
  "religion",
  "previousSchool",
  "house",
] as const;
const optional = (schema: z.ZodString) => schema.nullable().optional();

/** Facts about a person; what needs care (health, needs) is guarded by the resource that has them. */
export const demographicsSchema = z.strictObject({
  ...(Object.fromEntries(KEYS.map((key) => [key, optional(line(300))])) as Record<
    (typeof KEYS)[number],
    z.ZodOptional<z.ZodNullable<z.ZodString>>
  >),
  specialNeeds: optional(prose()),
  medicalNotes: optional(prose()),
});

export const demographicsGuard = { "demographics.specialNeeds": "sensitive", "demographics.medicalNotes": "sensitive" };
