import type { Action, ActionContext, ActionRequest, BaseRecord } from "adminjs";
import type { AnyResource } from "../door/define.js";
import type { Verb } from "../door/verb.js";
import { Problem } from "../errors.js";
import { savepoint } from "../tenancy/scope.js";
import { recordIds } from "./actions.js";
import { verbBody } from "./form.js";
import { may } from "./may.js";
import { verbOffers, type VerbOffer } from "./offers.js";
import { asAdminError, fieldWords, noticeWords } from "./refusal.js";
import { words } from "./words.js";

type Answer = Record<string, unknown>;
type Told = Partial<Action<any>>;

/** Every verb of a resource as an action of AdminJS: guarded, shown by GET and done by POST only. */
export function verbActions(resource: AnyResource): Record<string, Told> {
  const verbs = verbOffers(resource).map(({ name, verb }): [string, Told] => [
    name,
    {
      name,
      actionType: verb.on === "one" ? "record" : "bulk",
      guard: "",
      showInDrawer: false,
      isAccessible: (context: { record?: BaseRecord }) => may(resource, verb.may, context),
      handler: handlerOf({ name, verb }),
    },
  ]);
  return Object.fromEntries(verbs);
}

/** What stands on a verb's button. */
function verbLabel({ name, verb }: VerbOffer): string {
  if (name === "edit") return "Edit";
  return name === "delete" ? "Remove" : words(verb.name);
}

const handlerOf =
  ({ name, verb }: VerbOffer) =>
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
      return { ...shown(), ...refused(error) };
    }
    const message = name === "edit" ? "Saved" : `${verbLabel({ name, verb })}: done`;
    const notice = { message, type: "success" };
    return { ...shown(), notice, redirectUrl: await nextPage(verb, target, context) };
  };

function refused(error: unknown): Answer {
  if (!(error instanceof Problem)) throw error;
  if (!error.errors.length) throw asAdminError(error);
  return { errors: fieldWords(error), notice: { message: noticeWords(error), type: "error" } };
}

/** Back to the record, or to the list when it is gone or out of sight: moving it away may have been the purpose. */
async function nextPage(verb: Verb, target: unknown, { h, resource }: ActionContext): Promise<string> {
  const resourceId = verb.resource?.name ?? "";
  const stays = verb.on === "one" && (await resource.findOne(String(target)));
  if (!stays) return h.resourceUrl({ resourceId });
  return h.recordActionUrl({ resourceId, recordId: String(target), actionName: "show" });
}
