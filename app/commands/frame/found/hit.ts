import type { FindOptions, Model } from "sequelize";
import type { AnyResource } from "../../../door/define.js";
import { underVisible } from "../../../door/load.js";
import type { Actor } from "../../../policies/Actor.js";

/** One line under the search box: what it is, what it is called, and what tells it from others of that name. */
export interface Hit {
  kind: "student" | "guardian" | "class-session" | "staff" | "school" | "domain" | "user";
  resource: string;
  id: string;
  title: string;
  detail: string;
  inactive: boolean;
}

/** Rows of a resource that the words find and the actor may see, by the declaration's own search; none for whom it is not. */
export async function rowsFound<M extends Model>(
  resource: AnyResource,
  words: string,
  actor: Actor,
  options: FindOptions,
): Promise<M[]> {
  const { where, ...more } = options;
  if (!resource.search || !resource.policy.can(actor, "read")) return [];
  return resource.model.findAll({
    where: underVisible(resource, actor, resource.search(words), where ?? {}),
    ...more,
  }) as Promise<M[]>;
}

/** What there is of some texts, with a dot between. */
export const joined = (...parts: (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== "").join(" · ");
