import type { BaseRecord } from "adminjs";
import type { AnyResource } from "../door/define.js";
import { who } from "../policies/Actor.js";
import { rowBehind } from "./rows.js";

interface Asked {
  record?: BaseRecord;
}

/**
 * Whether a button is shown and may be pressed: the policy, asked about the row behind the record. Synchronous, because
 * AdminJS takes a promise for a yes. Records without a row here (titles behind references) have no buttons. The door
 * asks again whatever is answered here.
 */
export function may(resource: AnyResource, action: string, { record }: Asked): boolean {
  const actor = who();
  if (!resource.policy.can(actor, action)) return false;
  if (!record?.params?.id) return true;
  const row = rowBehind(resource, record.params.id);
  return row !== undefined && resource.policy.can(actor, action, row);
}
