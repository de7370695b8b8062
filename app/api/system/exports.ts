import type { AnyResource } from "../../door/define.js";
import { asPlatformCaller } from "../../http/asCaller.js";
import { routes } from "../../http/routes.js";
import { platformAudit } from "../../../resources/auditEntries.js";
import { clients } from "../../../resources/clients.js";
import { domains } from "../../../resources/domains.js";
import { platformUsers } from "../../../resources/platformUsers.js";
import { exported, exportQuery } from "../exports.js";

/** By the names of the paths and, as the panel knows them, of the resources. */
const kinds = new Map<string, AnyResource>([
  ["schools", clients],
  ["domains", domains],
  ["users", platformUsers],
  ["platform-users", platformUsers],
  ["audit", platformAudit],
  ["platform-audit", platformAudit],
]);

const r = routes("system", "public");
r.route({
  method: "get",
  path: "/exports/:kind",
  scope: "self",
  may: "signed-in",
  summary: "Schools, domains, users or audit as a spreadsheet, with the list's own filters, sort and search",
  query: exportQuery,
  handler: async (input) => exported(input, kinds, { open: asPlatformCaller(input), timezone: "UTC" }),
});

export const platformExportsRouter = r.router;
