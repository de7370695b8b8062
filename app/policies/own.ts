import { literal } from "sequelize";
import type { Literal } from "sequelize/types/utils";
import { text } from "../database/connection.js";
import { isUuid } from "../ids.js";
import type { Actor } from "./Actor.js";
import type { Permission } from "./permissions.js";

/** A teacher's class sessions: those he leads and those in which he teaches; with reach "form", all of their forms. */
function ownClassSessions(actor: Actor, reach: "own" | "form"): string {
  // The id comes from a verified credential; it is quoted all the same, as every literal is.
  const me = text(isUuid(actor.id) ? actor.id : "00000000-0000-0000-0000-000000000000");
  const own = `SELECT id FROM class_sessions WHERE class_teacher_id = ${me}
    UNION SELECT class_session_id FROM class_session_subjects WHERE teacher_id = ${me}`;
  if (reach === "own") return own;
  return `SELECT cs.id FROM class_sessions cs JOIN classes c ON c.id = cs.class_id WHERE c.form_id IN
    (SELECT c2.form_id FROM class_sessions o JOIN classes c2 ON c2.id = o.class_id WHERE o.id IN (${own}))`;
}

/** Ids of class sessions that a permission reaches, as a sub-select; undefined = all of the school's. */
export function reachedClassSessions(actor: Actor, code: Permission): Literal | undefined {
  const reach = actor.reach(code);
  if (reach === "school") return undefined;
  return literal(`(${reach ? ownClassSessions(actor, reach) : "SELECT id FROM class_sessions WHERE false"})`);
}

/** Ids of students registered in those class sessions. */
export function reachedStudents(actor: Actor, code: Permission): Literal | undefined {
  const classes = reachedClassSessions(actor, code);
  return (
    classes &&
    literal(
      `(SELECT student_id FROM registrations WHERE status <> 'withdrawn' AND class_session_id IN ${classes.val as string})`,
    )
  );
}
