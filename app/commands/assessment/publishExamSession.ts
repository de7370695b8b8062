import { examSessions } from "../../../resources/examSessions.js";
import { Term } from "../../../models/school/Term.js";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";
import { formsIn, freeze, newPublication } from "./freeze.js";
import { missingMarks, mustBeComplete, publishInput, weightsAddUp } from "./readiness.js";
import { compute, type Computed } from "./results.js";

/** Publishes a locked exam session: its results are frozen, and parents may see them. */
export const publishExamSession = verb({
  name: "publish",
  on: examSessions,
  may: "publish",
  input: publishInput,
  confirm: "Publish {{title}}? Parents can see the results from then on.",
  one: async (examSession, input) => {
    if (examSession.status === "published") throw problem("invalid_transition");
    if (examSession.status !== "locked") throw problem("not_locked");
    const term = await Term.findByPk(examSession.termId, { lock: true, rejectOnEmpty: true });
    await weightsAddUp(term);
    const computed: Computed[] = [];
    for (const form of await formsIn(term)) computed.push(await compute(form, term, { examSessionId: examSession.id }));
    mustBeComplete(
      computed.flatMap((one) => missingMarks(one.classes, (id) => one.subjects.get(id)?.name ?? "")),
      input,
    );
    const { publication } = await newPublication({
      kind: "exam_session",
      termId: term.id,
      examSessionId: examSession.id,
      reason: input.reason,
    });
    for (const one of computed) await freeze(publication, one);
    await examSession.update({ status: "published" });
  },
});
