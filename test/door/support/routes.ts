import "../../../app/api/app.js";
import type { AnyResource } from "../../../app/door/define.js";
import { described, type Described } from "../../../app/http/route.js";

/** Routes of a mount that have a resource behind them, by the resource's name. */
export function routesByResource(mount: string): Map<string, { resource: AnyResource; routes: Described[] }> {
  const found = new Map<string, { resource: AnyResource; routes: Described[] }>();
  for (const route of described) {
    const { resource } = route;
    if (route.mount !== mount || !resource || !route.kind) continue;
    const entry = found.get(resource.name) ?? { resource, routes: [] };
    entry.routes.push(route);
    found.set(resource.name, entry);
  }
  return found;
}

/** The resource a path begins with: the parent of a nested list or of a creation under it. */
export const parentName = ({ path }: Described): string => path.split("/")[1] ?? "";

/** A described path with its first parameter filled in. */
export const filled = ({ mount, path }: Described, id: string): string => `/api/v1/${mount}${path.replace(/:\w+/, id)}`;

/** What a PATCH, POST or PUT of a route takes, whichever way it was told. */
export const changes = ({ kind, method, path }: Described): boolean =>
  kind === "update" || (kind === "verb" && method === "patch" && path.endsWith("/:id"));
