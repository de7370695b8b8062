import { populator, type Action, type ActionContext, type ActionRequest, type BaseRecord } from "adminjs";
import * as five from "../door/five.js";
import { savepoint } from "../tenancy/scope.js";
import { may } from "./may.js";
import { isOffered } from "./offers.js";
import { refusable } from "./refusal.js";
import { remembering } from "./rows.js";
import type { SchoolResource } from "./SchoolResource.js";
import { singular } from "./words.js";

type Told = Partial<Action<any>>;
type Answer = Record<string, unknown>;
const of = (context: ActionContext) => (context.resource as unknown as SchoolResource).declaration;

/** The standard actions with the door behind them. AdminJS's own `new` and `edit` turn an emptied number into 0. */
export function standardActions(resource: SchoolResource["declaration"]): Record<string, Told> {
  const offered = (kind: "list" | "create" | "update" | "remove") => isOffered(resource, kind);
  return {
    list: { isAccessible: (context) => offered("list") && may(resource, "read", context) },
    show: {
      isAccessible: (context) => offered("list") && may(resource, "read", context),
    },
    search: { isAccessible: (context) => may(resource, "read", context), handler: search },
    new: {
      isAccessible: (context) => offered("create") && may(resource, "create", context),
      handler: create,
    },
    edit: {
      isAccessible: (context) => offered("update") && may(resource, "update", context),
      handler: edit,
    },
    delete: { isAccessible: (context) => offered("remove") && may(resource, "remove", context) },
    bulkDelete: {
      isAccessible: (context) => offered("remove") && may(resource, "remove", context),
      handler: bulkDelete,
    },
  };
}

async function create(request: ActionRequest, _response: unknown, context: ActionContext): Promise<Answer> {
  if (request.method !== "post") return { record: {} };
  const record: BaseRecord = context.resource.build({ ...request.payload });
  await record.create(context);
  return written(record, context, `Added the ${singular(of(context).name)}`);
}

async function edit(request: ActionRequest, _response: unknown, context: ActionContext): Promise<Answer> {
  const record = context.record as BaseRecord;
  if (request.method === "get") return { record: record.toJSON(context.currentAdmin) };
  // AdminJS takes the id to write to from the record, and the record from the form: the address says which one.
  const { id: _, ...params } = request.payload ?? {};
  await record.update(params, context);
  return written(record, context, "Saved");
}

async function written(record: BaseRecord, context: ActionContext, message: string): Promise<Answer> {
  if (!record.isValid())
    return answer(record, context, { message: record.baseError?.message ?? "Not saved", type: "error" });
  const [populated] = await populator([record], context);
  const url = { resourceId: of(context).name, recordId: String(record.id()), actionName: "show" };
  return {
    ...answer(populated ?? record, context, { message, type: "success" }),
    redirectUrl: context.h.recordActionUrl(url),
  };
}

const answer = (record: BaseRecord, context: ActionContext, notice: Answer): Answer => ({
  record: record.toJSON(context.currentAdmin),
  notice,
});

/** Behind a reference's field: the list's own search, at most 50 whatever is asked. */
async function search(request: ActionRequest, _response: unknown, context: ActionContext): Promise<Answer> {
  const resource = of(context);
  const words = String(request.params.query ?? "").trim();
  const parameters = { pageSize: "50", ...(words && resource.search ? { search: words.slice(0, 200) } : {}) };
  const page = await refusable(() => five.list(remembering(resource), parameters));
  const records = page.data.map((one: Answer) => context.resource.build(one));
  return { records: records.map((record: BaseRecord) => record.toJSON(context.currentAdmin)) };
}

/**
 * Removes what was ticked, all or nothing: the ids as they were sent, because AdminJS drops those that are not visible
 * and then says "successfully deleted"; one after another, because a scope has one connection.
 */
async function bulkDelete(request: ActionRequest, _response: unknown, context: ActionContext): Promise<Answer> {
  const records = (context.records ?? []).map((record) => record.toJSON(context.currentAdmin));
  if (request.method === "get") return { records };
  const ids = recordIds(request);
  await refusable(() =>
    savepoint(async () => {
      for (const id of ids) await five.remove(of(context), id);
    }),
  );
  const notice = { message: `Removed ${ids.length}`, type: "success" };
  return { records, notice, redirectUrl: context.h.resourceUrl({ resourceId: of(context).name }) };
}

/** The ids of a bulk action, as they were sent, each once. */
export function recordIds(request: ActionRequest): string[] {
  const { recordIds: sent } = request.query as { recordIds?: unknown };
  return typeof sent === "string" ? [...new Set(sent.split(",").filter(Boolean))] : [];
}
