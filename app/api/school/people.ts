import { routes } from "../../http/routes.js";
import { guardians } from "../../../resources/guardians.js";
import { studentGuardians } from "../../../resources/studentGuardians.js";
import { students } from "../../../resources/students.js";
import { registrations } from "../../../resources/registrations.js";

const r = routes("school", "school");
r.list("/students", students);
r.create("/students", students);
r.get("/students/:id", students);
r.update("/students/:id", students);
r.remove("/students/:id", students);
r.nested("/students/:id/guardians", studentGuardians, "studentId", students);
r.nested("/students/:id/registrations", registrations, "studentId", students);
r.list("/guardians", guardians);
r.create("/guardians", guardians);
r.get("/guardians/:id", guardians);
r.update("/guardians/:id", guardians);
r.remove("/guardians/:id", guardians);
r.update("/student-guardians/:id", studentGuardians);
r.remove("/student-guardians/:id", studentGuardians);

export const peopleRouter = r.router;
