import { z } from "zod";
import { hostname } from "../../door/hostname.js";
import { email, line } from "../../door/wire.js";
import { PRESETS } from "../../../seeders/presets/types.js";
import { clients } from "../../../resources/clients.js";

/** Names that mean something else somewhere: to PostgreSQL, to us, to an operator. */
const RESERVED = new Set([
  "public",
  "ext",
  "nowhere",
  "jobs",
  "information_schema",
  "main",
  "formroom",
  "admin",
  "api",
  "www",
  "system",
  "template",
  "platform",
]);

export const schemaNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,40}$/, "must be 2 to 41 small letters, digits or _, beginning with a letter")
  .refine((name) => !RESERVED.has(name) && !name.startsWith("pg_"), "is reserved");

export const passwordSchema = z.string().min(10, "must have at least 10 characters").max(200);

const shape = clients.fields.update;
const like = (name: string) => shape.get(name)?.schema as z.ZodString;

/** POST /system/schools: all that a new school needs; what is left out comes from the country's preset. */
export const newClientSchema = z.strictObject({
  name: line(),
  schemaName: schemaNameSchema,
  code: line(20).optional(),
  domain: hostname().optional(),
  country: like("country").optional(),
  timezone: like("timezone").optional(),
  locale: like("locale").optional(),
  preset: z.enum(PRESETS).optional(),
  admin: z.strictObject({ email: email(), firstName: line(), lastName: line(), password: passwordSchema }),
});
export type NewClient = z.output<typeof newClientSchema>;
