import { readTaken, setElectives, takenAnswer } from "../../commands/people/electives.js";
import { moveRegistration, withdrawRegistration } from "../../commands/people/moveRegistration.js";
import { registerStudents } from "../../commands/people/registerStudents.js";
import { activateSession, activateTerm, closeSession } from "../../commands/structure/activate.js";
import { addClassSession, removeClassSession } from "../../commands/structure/classSessions.js";
import { copyStructure } from "../../commands/structure/copyStructure.js";
import { curriculumAnswer, readCurriculum, setCurriculum } from "../../commands/structure/curriculum.js";
import { routes } from "../../http/routes.js";
import { classes } from "../../../resources/classes.js";
import { classSessions } from "../../../resources/classSessions.js";
import { classSessionSubjects } from "../../../resources/classSessionSubjects.js";
import { closures } from "../../../resources/closures.js";
import { registrations } from "../../../resources/registrations.js";
import { forms } from "../../../resources/forms.js";
import { sessions } from "../../../resources/sessions.js";
import { subjects } from "../../../resources/subjects.js";
import { terms } from "../../../resources/terms.js";

const r = routes("school", "school");
r.list("/sessions", sessions);
r.create("/sessions", sessions);
r.get("/sessions/:id", sessions);
r.update("/sessions/:id", sessions);
r.remove("/sessions/:id", sessions);
r.nested("/sessions/:id/terms", terms, "sessionId", sessions);
r.createIn("/sessions/:id/terms", terms, "sessionId", sessions, "/terms");
r.nested("/sessions/:id/class-sessions", classSessions, "sessionId", sessions);
r.verb("/sessions/:id/class-sessions", addClassSession, { status: 201, at: "/class-sessions" });
r.nested("/sessions/:id/registrations", registrations, "sessionId", sessions);
r.verb("/sessions/:id/activate", activateSession);
r.verb("/sessions/:id/close", closeSession);
r.verb("/sessions/:id/copy-structure", copyStructure);
r.get("/terms/:id", terms);
r.update("/terms/:id", terms);
r.remove("/terms/:id", terms);
r.verb("/terms/:id/activate", activateTerm);
r.nested("/terms/:id/closures", closures, "termId", terms);
r.createIn("/terms/:id/closures", closures, "termId", terms);
r.list("/forms", forms);
r.create("/forms", forms);
r.get("/forms/:id", forms);
r.update("/forms/:id", forms);
r.remove("/forms/:id", forms);
r.route({
  method: "get",
  path: "/forms/:id/curriculum",
  may: "structure.read",
  summary: "The subjects a form takes",
  answer: curriculumAnswer,
  handler: ({ params }) => readCurriculum(params.id),
});
r.route({
  method: "put",
  path: "/forms/:id/curriculum",
  may: "signed-in",
  kind: "verb",
  verb: setCurriculum,
  resource: forms,
  summary: "Say which subjects a form takes: the list itself, or as it is answered",
  answer: curriculumAnswer,
  handler: ({ params, body }) => setCurriculum.call(params.id, Array.isArray(body) ? { data: body } : body),
});
r.list("/classes", classes);
r.create("/classes", classes);
r.get("/classes/:id", classes);
r.update("/classes/:id", classes);
r.remove("/classes/:id", classes);
r.list("/subjects", subjects);
r.create("/subjects", subjects);
r.get("/subjects/:id", subjects);
r.update("/subjects/:id", subjects);
r.remove("/subjects/:id", subjects);
r.get("/class-sessions/:id", classSessions);
r.update("/class-sessions/:id", classSessions);
r.verb("/class-sessions/:id", removeClassSession, { method: "delete", status: 204 });
r.nested("/class-sessions/:id/subjects", classSessionSubjects, "classSessionId", classSessions);
r.createIn(
  "/class-sessions/:id/subjects",
  classSessionSubjects,
  "classSessionId",
  classSessions,
  "/class-session-subjects",
);
r.update("/class-session-subjects/:id", classSessionSubjects);
r.remove("/class-session-subjects/:id", classSessionSubjects);
r.nested("/class-sessions/:id/registrations", registrations, "classSessionId", classSessions);
r.verb("/class-sessions/:id/registrations", registerStudents, { status: 201 });
r.get("/registrations/:id", registrations);
r.update("/registrations/:id", registrations);
r.verb("/registrations/:id/move", moveRegistration);
r.verb("/registrations/:id/withdraw", withdrawRegistration);
r.route({
  method: "get",
  path: "/registrations/:id/subjects",
  may: "students.read",
  summary: "What a registration takes",
  answer: takenAnswer,
  handler: ({ params }) => readTaken(params.id),
});
r.verb("/registrations/:id/subjects", setElectives, { method: "put" });

export const structureRouter = r.router;
