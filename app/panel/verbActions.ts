import type { Action, ActionContext, ActionRequest, BaseRecord } from "adminjs";
import type { AnyResource } from "../door/define.js";
import type { Field } from "../door/fields.js";
import type { Verb } from "../door/verb.js";
import { savepoint } from "../tenancy/scope.js";
import { recordIds } from "./actions.js";
import { Problem } from "../errors.js";
import { verbBody } from "./form.js";
import { may } from "./may.js";
import { verbsOf } from "./offers.js";
import { asAdminError, fieldWords, noticeWords } from "./refusal.js";
import { shapeOf } from "./SchoolProperty.js";
import { words } from "./words.js";

type Answer = Record<string, unknown>;

/** A field of a verb's form, as the component draws it. */
export interface FormField {
  name: string;
  label: string;
  type: string;
  required: boolean;
  many: boolean;
  reference?: string;
  values?: { value: string; label: string }[];
}

/** Every verb of a resource as an action with our own form: a question, fields, errors, and POST only. */
export function verbActions(resource: AnyResource, known: ReadonlySet<string>): Record<string, Partial<Action<any>>> {
  return Object.fromEntries(
    verbsOf(resource).map((verb) => [
      actionName(verb.name),
      {
        name: actionName(verb.name),
        actionType: verb.on === "one" ? "record" : "bulk",
        icon: "ChevronRight",
        component: "VerbForm",
        showInDrawer: false,
        isAccessible: (context: { record?: BaseRecord }) => may(resource, verb.may, context),
        handler: handlerOf(verb),
        custom: { label: words(verb.name), confirm: verb.confirm ?? null, fields: formFields(verb, known) },
      },
    ]),
  );
}

/** A verb may not hide an action of AdminJS, whose handler the mount trusts. */
export const actionName = (name: string): string =>
  ["list", "show", "search", "new", "edit", "delete", "bulkDelete"].includes(name) ? `${name}Verb` : name;

function formFields(verb: Verb, known: ReadonlySet<string>): FormField[] {
  return [...verb.fields.values()].map((field) => formField(field, known));
}

function formField(field: Field, known: ReadonlySet<string>): FormField {
  const shape = shapeOf(field);
  const reference = shape.reference !== undefined && known.has(shape.reference) ? shape.reference : undefined;
  return {
    name: field.name,
    label: words(field.name),
    type: shape.type,
    required: !field.optional && !field.nullable && field.kind !== "boolean",
    many: shape.isArray,
    ...(reference ? { reference } : {}),
    ...(shape.values ? { values: shape.values.map((value) => ({ value, label: words(value) })) } : {}),
  };
}

const handlerOf =
  (verb: Verb) =>
  async (request: ActionRequest, _response: unknown, context: ActionContext): Promise<Answer> => {
    const shown = () =>
      verb.on === "one"
        ? { record: context.record?.toJSON(context.currentAdmin) }
        : { records: (context.records ?? []).map((one) => one.toJSON(context.currentAdmin)) };
    if (request.method !== "post") return shown();
    const target = verb.on === "one" ? request.params.recordId : recordIds(request);
    try {
      await savepoint(() => verb.call(target, verbBody(verb.fields, { ...request.payload })));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!error.errors.length) throw asAdminError(error);
      return { ...shown(), errors: fieldWords(error), notice: { message: noticeWords(error), type: "error" } };
    }
    const h = context.h;
    const resourceId = verb.resource?.name ?? "";
    const stays = verb.on === "one" && (await context.resource.findOne(String(target), context));
    const record = { resourceId, recordId: String(target), actionName: "show" };
    return {
      ...shown(),
      notice: { message: `${words(verb.name)}: done`, type: "success" },
      redirectUrl: stays ? h.recordActionUrl(record) : h.resourceUrl({ resourceId }),
    };
  };
