import { z } from "zod";
import { terms } from "../../../resources/terms.js";
import { Publication } from "../../../models/school/Publication.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import { bulkUpdate } from "../../audit/audited.js";
import { verb } from "../../door/verb.js";
import { prose } from "../../door/wire.js";
import { fieldError, problem } from "../../errors.js";
import { reportsSettings } from "../settings/read.js";
import { issueCards } from "./cards.js";
import { formsIn, freeze, newPublication } from "./freeze.js";
import { missingMarks, mustBeComplete, publishInput, weightsAddUp } from "./readiness.js";
import { compute, type Computed } from "./results.js";

/**
 * Publishes a term: results are frozen and each registration gets its numbered report card. Weights must add to 100
 * and every exam session be locked or published; what is missing blocks unless forced. Cards of an earlier
 * publication are superseded by these.
 */
export const publishTerm = verb({
  name: "publish",
  on: terms,
  may: "publish",
  input: publishInput,
  confirm: "Publish {{title}}? The report cards are made, and parents can see them.",
  one: async (term, input) => {
    await term.reload({ lock: true });
    const examSessions = await weightsAddUp(term);
    const open = examSessions.filter((found) => found.status !== "locked" && found.status !== "published");
    if (open.length) throw problem("not_locked", `not locked yet: ${open.map((found) => found.name).join(", ")}`);
    const computed: Computed[] = [];
    for (const form of await formsIn(term)) computed.push(await compute(form, term));
    const missing = computed.flatMap((one) => missingMarks(one.classes, (id) => one.subjects.get(id)?.name ?? ""));
    const { requiredComments } = await reportsSettings();
    // Comments have no room yet (they come with a later issue): a school that requires them is told, not surprised.
    missing.push(
      ...requiredComments.map((comment) => fieldError("/comments", `${comment}: not written`, "not_written")),
    );
    mustBeComplete(missing, input);
    const { publication } = await newPublication({ kind: "term", termId: term.id, reason: input.reason });
    await bulkUpdate(ReportCard, { status: "superseded", inView: false }, { termId: term.id, status: "current" });
    let issued = 0;
    for (const one of computed) {
      const frozen = await freeze(publication, one);
      await issueCards(publication, one, frozen, issued);
      issued += frozen.length;
    }
    await term.update({ publishedAt: publication.publishedAt });
  },
});

/** Takes a term's cards out of view; the next publication issues new versions. */
export const withdrawTerm = verb({
  name: "withdraw",
  on: terms,
  may: "withdraw",
  input: z.strictObject({ reason: prose(500) }),
  confirm: "Withdraw {{title}}? Its report cards can no longer be seen.",
  one: async (term, { reason }) => {
    const publication = await Publication.findOne({
      where: { kind: "term", termId: term.id, status: "current" },
      lock: true,
    });
    if (!publication) throw problem("invalid_transition", "the term is not published");
    await publication.update({ status: "withdrawn", withdrawnReason: reason });
    await bulkUpdate(ReportCard, { inView: false }, { publicationId: publication.id });
    await term.update({ publishedAt: null });
  },
});
