import { Op } from "sequelize";
import { z } from "zod";
import { adoptScale } from "../../commands/assessment/adoptScale.js";
import { enterMarks } from "../../commands/assessment/enterMarks.js";
import {
  autoCreateExams,
  lockExamSession,
  openExamSession,
  reopenExamSession,
} from "../../commands/assessment/examSessionVerbs.js";
import { publicationOf, publicationSchema } from "../../commands/assessment/publicationState.js";
import { publishExamSession } from "../../commands/assessment/publishExamSession.js";
import { publishTerm, withdrawTerm } from "../../commands/assessment/publishTerm.js";
import { reopenExam, submitExam } from "../../commands/assessment/submitExam.js";
import { classResults, termFor } from "../../commands/assessment/results.js";
import { resultsSchema } from "../../commands/assessment/resultsShape.js";
import { sheetOf, sheetSchema } from "../../commands/assessment/sheet.js";
import {
  registrationResult,
  registrationResultSchema,
  studentResults,
  studentResultsSchema,
} from "../../commands/assessment/studentResults.js";
import { one, permitted } from "../../door/load.js";
import { list } from "../../door/five.js";
import { pageOf, routes } from "../../http/routes.js";
import type { Exam } from "../../../models/school/Exam.js";
import { Term } from "../../../models/school/Term.js";
import { exams } from "../../../resources/exams.js";
import { examSessions } from "../../../resources/examSessions.js";
import { gradeScales } from "../../../resources/gradeScales.js";
import { reportCards } from "../../../resources/reportCards.js";
import { sessions } from "../../../resources/sessions.js";
import { students } from "../../../resources/students.js";
import { terms } from "../../../resources/terms.js";
import { reachedClassSession, reachedRegistration } from "../../commands/assessment/reached.js";
import { examsOfClass, sheetsSchema } from "../../commands/assessment/examsOfClass.js";

const termQuery = z.strictObject({ termId: z.string().optional() });

const r = routes("school", "school");
r.list("/exam-sessions", examSessions);
r.create("/exam-sessions", examSessions);
r.get("/exam-sessions/:id", examSessions);
r.update("/exam-sessions/:id", examSessions);
r.remove("/exam-sessions/:id", examSessions);
r.route({
  method: "get",
  path: "/sessions/:id/exam-sessions",
  may: "structure.read",
  kind: "nested",
  resource: examSessions,
  summary: "List exam sessions of a session",
  answer: pageOf(examSessions),
  handler: async ({ params, request }) => {
    const session = await one(sessions, params.id, { plain: true });
    const inSession = await Term.findAll({ where: { sessionId: session.get("id") as string }, attributes: ["id"] });
    return list(examSessions, request.query, { termId: { [Op.in]: inSession.map((term) => term.id) } });
  },
});
r.nested("/students/:id/report-cards", reportCards, "studentId", students);
r.nested("/exam-sessions/:id/exams", exams, "examSessionId", examSessions);
r.createIn("/exam-sessions/:id/exams", exams, "examSessionId", examSessions, "/exams");
r.verb("/exam-sessions/:id/exams/auto-create", autoCreateExams);
r.verb("/exam-sessions/:id/open", openExamSession);
r.verb("/exam-sessions/:id/lock", lockExamSession);
r.verb("/exam-sessions/:id/publish", publishExamSession);
r.verb("/exam-sessions/:id/reopen", reopenExamSession);
r.route({
  method: "get",
  path: "/exam-sessions/:id/marks",
  may: "marks.read",
  summary: "All sheets of a class session in an exam session",
  query: z.strictObject({ classSessionId: z.string() }),
  answer: sheetsSchema,
  handler: async ({ params, query }) => {
    const examSession = await one(examSessions, params.id);
    return { data: await examsOfClass(String(examSession.get("id")), query.classSessionId) };
  },
});
r.list("/exams", exams);
r.get("/exams/:id", exams);
r.update("/exams/:id", exams);
r.remove("/exams/:id", exams);
r.route({
  method: "get",
  path: "/exams/:id/marks",
  may: "marks.read",
  summary: "The sheet of an exam",
  answer: sheetSchema,
  handler: async ({ params }) => sheetOf((await one(exams, params.id)) as Exam),
});
r.verb("/exams/:id/marks", enterMarks, { method: "put" });
r.verb("/exams/:id/submit", submitExam);
r.verb("/exams/:id/reopen", reopenExam);
r.list("/grade-scales", gradeScales);
r.create("/grade-scales", gradeScales);
r.get("/grade-scales/:id", gradeScales);
r.update("/grade-scales/:id", gradeScales);
r.remove("/grade-scales/:id", gradeScales);
r.verb("/grade-scales/:id/adopt", adoptScale);
r.route({
  method: "get",
  path: "/class-sessions/:id/results",
  may: "results.read",
  summary: "Results of a class session in a term",
  query: termQuery,
  answer: resultsSchema,
  handler: async ({ params, query }) => classResults(await reachedClassSession(params.id), query.termId),
});
r.route({
  method: "get",
  path: "/registrations/:id/results",
  may: "results.read",
  summary: "A registration's results in a term",
  query: termQuery,
  answer: registrationResultSchema,
  handler: async ({ params, query }) => {
    const registration = await reachedRegistration(params.id);
    return registrationResult(registration, await termFor(query.termId, registration.sessionId));
  },
});
r.route({
  method: "get",
  path: "/students/:id/results",
  may: "results.read",
  summary: "A student's results, term by term",
  answer: studentResultsSchema,
  handler: async ({ params }) => studentResults(String((await one(students, params.id, { plain: true })).get("id"))),
});
r.route({
  method: "get",
  path: "/terms/:id/publication",
  may: "results.read",
  summary: "Whether a term can be published, and what is missing",
  answer: publicationSchema,
  handler: async ({ params }) => {
    permitted(terms, "read");
    return publicationOf((await one(terms, params.id)) as Term);
  },
});
r.verb("/terms/:id/publish", publishTerm);
r.verb("/terms/:id/withdraw", withdrawTerm);

export const assessmentRouter = r.router;
