import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { hostname } from "../app/door/hostname.js";
import { nameSearch } from "../app/door/search.js";
import { domainPolicy } from "../app/policies/platform.js";
import { Domain } from "../models/public/Domain.js";

/** Hostnames that lead to schools; exactly one per school is primary (verbs keep that). */
export const domains = defineResource({
  name: "domains",
  model: Domain,
  policy: domainPolicy,
  answer: z.strictObject({ clientId: ref("schools"), hostname: hostname(), isPrimary: z.boolean() }),
  present: (row) => ({ clientId: row.clientId, hostname: row.hostname, isPrimary: row.isPrimary }),
  sort: ["hostname"],
  defaultSort: "hostname",
  filters: { clientId: "equals", isPrimary: "equals" },
  search: nameSearch("hostname"),
  panel: { title: "hostname", list: ["clientId", "isPrimary"], group: "Platform" },
});
