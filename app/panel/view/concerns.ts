import type { AnyResource } from "../../door/define.js";
import * as five from "../../door/five.js";
import { Problem } from "../../errors.js";
import { now } from "../../locale/clock.js";
import { who } from "../../policies/Actor.js";
import type { Permission } from "../../policies/permissions.js";
import type { Known, Row } from "./titles.js";

/** What is wrong with a record: a key of the catalogue (`concern.<key>`), its figures, and the page that ends it. */
export interface Concern {
  key: string;
  values?: Record<string, string | number>;
  to?: string;
}
type Ask = (resource: string, query: Record<string, string>, within?: Record<string, unknown>) => Promise<Found>;
interface Found {
  rows: Row[];
  /** How many there are; NaN where the reader may not know. */
  total: number;
}

/** What is wrong with a record, by a few cheap lists through the door: nothing is told that the reader could not look up. */
export async function concernsOf(resource: AnyResource, row: Row, known: Known): Promise<Concern[]> {
  if (row.deletedAt || !Object.hasOwn(KINDS, resource.name)) return [];
  const ask: Ask = async (name, query, within) => {
    const other = known.resources.get(name);
    try {
      if (!other) return { rows: [], total: NaN };
      const { data, page } = await five.list(other, { pageSize: "20", ...query }, within as never);
      return { rows: data as Row[], total: page.total };
    } catch (error) {
      if (error instanceof Problem) return { rows: [], total: NaN };
      throw error;
    }
  };
  return (await KINDS[resource.name]!(row, ask)).filter((one) => one !== undefined);
}

type Told = (Concern | undefined)[];
const KINDS: Record<string, (row: Row, ask: Ask) => Promise<Told>> = {
  students: async ({ id, status }, ask) => {
    if (status !== "active") return [];
    const lone = await ask("students", { hasGuardian: "false" }, { id });
    const session = (await ask("sessions", { isCurrent: "true" })).rows[0];
    const away = session ? await ask("students", { notRegisteredIn: session.id }, { id }) : undefined;
    return [
      lone.total === 1 ? told("noGuardian", {}, may("students.write", `${at("students", id)}?do=add-guardian`)) : none,
      away?.total === 1
        ? told(
            "notRegistered",
            { session: String(session?.name) },
            may("students.write", `/resources/class-sessions?sessionId=${session?.id ?? ""}`),
          )
        : none,
    ];
  },
  guardians: async ({ id, phone, whatsappConsent }, ask) => {
    const children = await ask("student-guardians", { guardianId: id });
    // The number is unique as the first of a guardian; as another one of somebody else it says that they are one person.
    const same = await ask("guardians", { search: String(phone) });
    const consent = (whatsappConsent as { state?: string } | null)?.state ?? "unknown";
    const edit = may("students.write", at("guardians", id, "edit"));
    return [
      children.total === 0 ? told("noChild") : none,
      consent === "unknown" ? told("consentUnknown", {}, edit) : none,
      consent === "withdrawn" ? told("consentWithdrawn") : none,
      same.total > 1
        ? told(
            "samePhone",
            { count: same.total - 1 },
            `/resources/guardians?search=${encodeURIComponent(String(phone))}`,
          )
        : none,
    ];
  },
  "class-sessions": async ({ id, capacity, classTeacherId }, ask) => {
    const { total } = await ask("registrations", { classSessionId: id, status: "active", pageSize: "1" });
    const subjects = await ask("class-session-subjects", { classSessionId: id, pageSize: "1" });
    const edit = may("structure.write", at("class-sessions", id, "edit"));
    return [
      typeof capacity === "number" && total > capacity
        ? told("overCapacity", { total, capacity }, `${at("class-sessions", id)}?tab=registrations`)
        : none,
      classTeacherId ? none : told("noClassTeacher", {}, edit),
      subjects.total === 0 ? told("noSubjects") : none,
    ];
  },
  terms: async ({ id, publishedAt }, ask) => {
    const { rows } = await ask("exam-sessions", { termId: id, pageSize: "200" });
    const total = rows.reduce((sum, one) => sum + Math.round(Number(one.weight) * 100), 0) / 100;
    return [
      rows.length && total !== 100 && !publishedAt
        ? told("weights", { total }, `/resources/exam-sessions?termId=${id}`)
        : none,
    ];
  },
  "exam-sessions": async ({ termId, status, closesAt }) => [
    status === "open" && typeof closesAt === "string" && Date.parse(closesAt) < now().getTime()
      ? told("stillOpen", {}, may("marks.lock", `/pages/publication?termId=${String(termId)}`))
      : none,
  ],
};

const none = undefined;
const told = (key: string, values: Concern["values"] = {}, to?: string): Concern => ({
  key,
  values,
  ...(to ? { to } : {}),
});
const may = (code: Permission, to: string) => (who().may(code) ? to : undefined);
const at = (resource: string, id: string, page = "show") => `/resources/${resource}/records/${id}/${page}`;
