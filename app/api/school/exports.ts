import { asCaller } from "../../http/asCaller.js";
import { routes } from "../../http/routes.js";
import { schoolResources } from "../../../resources/index.js";
import { exported, exportQuery } from "../exports.js";

const kinds = new Map(schoolResources.map((resource) => [resource.name, resource]));

const r = routes("school", "school");
r.route({
  method: "get",
  path: "/exports/:kind",
  scope: "self",
  may: "signed-in",
  summary: "A list as a spreadsheet: kind is a resource's name; with the list's own filters, sort and search",
  query: exportQuery,
  handler: async (input) => {
    const { client, open } = await asCaller(input);
    return exported(input, kinds, { open, timezone: client.timezone });
  },
});

export const exportsRouter = r.router;
