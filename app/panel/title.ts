import type { BaseRecord } from "adminjs";
import type { AnyResource } from "../door/define.js";

type Params = Record<string, unknown>;
const NAMES = ["firstName", "lastName", "name", "number", "paper"];

/** What a record is called: first and last name where it has both, else the declared title, through a reference too. */
export function recordTitle(resource: AnyResource, record: BaseRecord): string {
  const { params, populated } = record;
  if (params.firstName && params.lastName) return `${params.firstName} ${params.lastName}`;
  const name = resource.panel?.title ?? "id";
  const behind = populated?.[name] as { resource?: { declaration?: AnyResource } } | undefined;
  const declaration = behind?.resource?.declaration;
  if (declaration) return recordTitle(declaration, behind as unknown as BaseRecord);
  return String(params[name] ?? params.id ?? "");
}

/** Of a row that is only referred to: its id and what it is called, nothing else of another person. */
export function titleOnly(resource: AnyResource, answer: Params): Params {
  const names = ["id", resource.panel?.title ?? "id", ...NAMES];
  return Object.fromEntries(names.filter((name) => name in answer).map((name) => [name, answer[name]]));
}
