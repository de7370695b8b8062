import type { AnyResource } from "../../door/define.js";
import { described, type Described } from "../../http/route.js";
import type { PanelWrite } from "./types.js";

/** The panel's address of a route is the API's own, under its session: /admin/data/… */
export const methodOf = (told: Described) => told.method.toUpperCase() as PanelWrite["method"];

/** The routes of a house, with the resource that each is about. */
export const routesOf = (resource: AnyResource): Described[] => described.filter((one) => one.resource === resource);

/** Where rows are made: the plain address, or one below another row ("/sessions/:id/terms"), then named by `under`. */
export function createRoute(resource: AnyResource): { path: string; under?: string } | undefined {
  const makers = routesOf(resource).filter((one) => one.method === "post" && one.kind === "create");
  const plain = makers.find((one) => !one.path.includes(":"));
  if (plain) return { path: plain.path };
  const nested = makers.find((one) => /^\/[\w-]+\/:id\/[\w-]+$/.test(one.path));
  const parent = nested?.path.split("/")[1];
  return nested && parent ? { path: nested.path, under: parent } : undefined;
}
