import { ExamSession } from "../../models/school/ExamSession.js";
import { Term } from "../../models/school/Term.js";
import { lockExamSession } from "../../app/commands/assessment/examSessionVerbs.js";
import { publishExamSession } from "../../app/commands/assessment/publishExamSession.js";
import { publishTerm } from "../../app/commands/assessment/publishTerm.js";
import type { KnownClient } from "../../app/tenancy/resolve.js";
import { inSchool } from "./inSchool.js";
import type { SchoolPlan } from "./plan/types.js";

/** Locks and publishes what the plan publishes; what is published already stands. */
export async function publishTerms(client: KnownClient, plan: SchoolPlan): Promise<void> {
  const numbers = plan.terms.filter((term) => term.publish).map((term) => term.number);
  for (const number of numbers) {
    const term = await inSchool(client, () => Term.findOne({ where: { number } }));
    if (!term || term.publishedAt) continue;
    await inSchool(client, async () => {
      for (const examSession of await ExamSession.findAll({ where: { termId: term.id } })) {
        if (examSession.status === "open") await lockExamSession.call(examSession.id, {});
        if (examSession.status !== "published") await publishExamSession.call(examSession.id, {});
      }
      await publishTerm.call(term.id, {});
    });
  }
}
