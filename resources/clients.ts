import { literal } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { line, yesNo } from "../app/door/wire.js";
import { clientPolicy } from "../app/policies/platform.js";
import { Client } from "../models/public/Client.js";

const fields = {
  name: line(),
  code: line(20),
  timezone: z
    .string()
    .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", "is no time zone"),
  country: z.string().regex(/^[A-Z]{2}$/, "must be a country of two capitals"),
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, "must be a locale like en or pt-PT"),
};

const PRIMARY = `SELECT d.hostname FROM public.domains d WHERE d.client_id = "Client"."id" AND d.is_primary`;

/** Schools, as the platform sees them. Made by a verb; the schema name never changes. */
export const clients = defineResource({
  name: "schools",
  model: Client,
  policy: clientPolicy,
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({
    ...fields,
    schemaName: z.string(),
    status: z.enum(["creating", "active", "suspended", "moving", "deleted"]),
    primaryDomain: z.string().nullable(),
    schemaLevel: z.string().nullable(),
  }),
  load: {
    attributes: {
      include: [[literal(`(${PRIMARY})`), "primaryDomain"]],
    },
  },
  present: (row) => ({
    name: row.name,
    code: row.code,
    timezone: row.timezone,
    country: row.country,
    locale: row.locale,
    schemaName: row.schemaName,
    status: row.status as never,
    primaryDomain: (row.get("primaryDomain" as never) as unknown as string | null | undefined) ?? null,
    schemaLevel: row.schemaLevel,
  }),
  sort: ["name", "schemaName", "status"],
  defaultSort: "name",
  filters: { status: "equals", country: "equals", schemaName: "equals", schemaLevel: "equals" },
  moreFilters: {
    hasPrimaryDomain: {
      value: yesNo(),
      where: (yes: boolean) => literal(`(${PRIMARY}) IS ${yes ? "NOT " : ""}NULL`) as never,
    },
  },
  search: nameSearch("name", "schemaName", "code"),
  panel: {
    title: "name",
    beside: "schemaName",
    list: ["status", "country", "primaryDomain", "schemaLevel"],
    group: "Platform",
  },
});
