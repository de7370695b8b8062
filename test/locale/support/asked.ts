import "../../../app/api/app.js";
import type { AnyResource } from "../../../app/door/define.js";
import { columnsOf } from "../../../app/commands/exports/columns.js";
import { describeResource } from "../../../app/panel/describe/resource.js";
import { labels, type Lookup } from "../../../app/panel/describe/labels.js";
import { systemActor } from "../../../app/policies/Actor.js";
import { allCodes, PLATFORM_PERMISSIONS } from "../../../app/policies/permissions.js";
import type { Words } from "../../../app/sheets/headings.js";
import { platformResources, schoolResources } from "../../../resources/index.js";

/** A word that the panel asks a catalogue for: any of the keys will do. */
export interface Asked {
  section: string;
  keys: string[];
}

/** Every word that the declarations of both houses need, each once, as the panel itself asks for them. */
export function askedWords(): Asked[] {
  const asked = new Map<string, Asked>();
  const lookup: Lookup = (section, ...keys) => {
    asked.set(`${section} ${keys.join(" ")}`, { section, keys });
    return undefined;
  };
  const actor = systemActor("test", [...allCodes, ...Object.values(PLATFORM_PERMISSIONS).flat()]);
  const describe = (resources: AnyResource[]) => {
    const known = new Set(resources.map((one) => one.name));
    for (const one of resources) {
      describeResource(one, { actor, labels: labels("en", lookup), known });
    }
  };
  describe(schoolResources);
  describe(platformResources);
  for (const one of [...schoolResources, ...platformResources]) columnsOf(one, undefined, actor, sheet(lookup));
  return [...asked.values()];
}

/** The words of a sheet, asked for as app/sheets/headings.ts does. */
const sheet = (lookup: Lookup): Words => ({
  title: (resource) => lookup("resources", resource) ?? "",
  heading: (resource, path) => lookup("fields", `${resource}.${path}`, path, path.split(".").at(-1) ?? "") ?? "",
  value: (field, value) => lookup("values", `${field}.${value}`, value) ?? "",
});
