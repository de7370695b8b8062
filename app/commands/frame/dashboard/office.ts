import type { Actor } from "../../../policies/Actor.js";
import { listTo, some, type Block, type Current, type Found } from "./block.js";
import { calendarTodo, overdueTodo } from "./calendar.js";
import { failedReports, failedSince, peopleParts, structureParts } from "./officeParts.js";
import type { Board, Todo } from "./shape.js";

interface People {
  students?: { all: number; active: number; registered: number; lone: number };
  guardians?: { all: number; given: number; unknown: number };
  classes?: { all: number; over: number };
}
const ACTIVE = { status: "active" };

/** The office's share: who is here and registered, what is missing before the term can run. Each count is that of the list it leads to. */
export function office(actor: Actor): Block {
  if (!actor.may("students.write") && !actor.may("settings.write")) return { parts: {}, tell: () => ({}) };
  return {
    parts: {
      ...(actor.may("students.read") ? peopleParts(actor) : {}),
      ...(actor.may("structure.read") ? structureParts() : {}),
      ...(actor.may("reports.make") ? { failedReports: failedReports(actor) } : {}),
    },
    tell: (found, current) => ({
      numbers: numbers(found, current),
      todo: [
        ...(actor.may("structure.write") ? calendarTodo(found, current) : []),
        ...overdueTodo(found),
        ...peopleTodo(found, current),
        ...some({
          key: "reportsFailed",
          count: Number(found.failedReports ?? 0),
          params: {},
          to: listTo("reports", { status: "failed", createdFrom: failedSince() }),
        }),
      ],
    }),
  };
}

function numbers(found: Found, { session }: Current): Board["numbers"] {
  const { students, guardians, classes } = found as People;
  const told: NonNullable<Board["numbers"]> = [];
  if (students)
    told.push({ key: "activeStudents", value: students.active, of: students.all, to: listTo("students", ACTIVE) });
  if (students && session)
    told.push({
      key: "registeredStudents",
      value: students.registered,
      of: students.active,
      since: session.startsOn,
      to: listTo("students", { ...ACTIVE, registeredIn: session.id }),
    });
  if (classes && session)
    told.push({
      key: "classSessions",
      value: classes.all,
      since: session.startsOn,
      to: listTo("class-sessions", { sessionId: session.id }),
    });
  if (guardians)
    told.push({
      key: "guardiansWithConsent",
      value: guardians.given,
      of: guardians.all,
      to: listTo("guardians", { consent: "given" }),
    });
  return told;
}

function peopleTodo(found: Found, { session }: Current): Todo[] {
  const { students, guardians, classes } = found as People;
  return some(
    {
      key: "studentsNotRegistered",
      count: students && session ? students.active - students.registered : 0,
      params: { session: session?.name ?? null },
      to: listTo("students", { ...ACTIVE, notRegisteredIn: session?.id }),
    },
    {
      key: "classSessionsOverCapacity",
      count: session ? (classes?.over ?? 0) : 0,
      params: {},
      to: listTo("class-sessions", { sessionId: session?.id, overCapacity: "true" }),
    },
    {
      key: "studentsWithoutGuardian",
      count: students?.lone ?? 0,
      params: {},
      to: listTo("students", { ...ACTIVE, hasGuardian: "false" }),
    },
    {
      key: "consentUnknown",
      count: guardians?.unknown ?? 0,
      params: {},
      to: listTo("guardians", { consent: "unknown" }),
    },
  );
}
