import type { AnyResource } from "../../../app/door/define.js";
import type { Field } from "../../../app/door/fields.js";

/** Builds a row of a resource and answers its id; runs inside the scope the resource lives in. */
export type BuildRow = () => Promise<{ id: string }>;
export type RowsOf = Record<string, BuildRow>;

let made = 0;
export const next = (): number => ++made;

/** What a field is called decides its value where its kind says too little; the zod schema has the last word. */
const BY_NAME: Record<string, () => unknown> = {
  phone: () => `+1${300 + Math.floor(next() / 100)}55501${String(next() % 100).padStart(2, "0")}`,
  otherPhones: () => [],
  email: () => `made${next()}@tests.example.test`,
  language: () => "en",
  startsOn: () => "2026-05-04",
  endsOn: () => "2026-08-06",
  nextTermBegins: () => "2026-09-07",
  opensAt: () => "2026-05-04T06:00:00.000Z",
  closesAt: () => "2026-08-06T16:00:00.000Z",
  number: () => next() % 12 || 12,
  permissions: () => ["structure.read"],
  country: () => "ZW",
  timezone: () => "Africa/Harare",
  locale: () => "en",
  hostname: () => `made${next()}.example.test`,
  whatsappConsent: () => ({ state: "unknown" }),
  bands: () => [{ from: 0, label: "All", points: 1, remark: null, passes: true }],
  roleIds: () => [],
  role: () => "support",
  password: () => "a password of tests",
};

/** A value that a field takes, from its zod schema; a reference leads to a new row of that resource. */
async function valueOf(field: Field, rows: RowsOf): Promise<unknown> {
  if (field.kind === "reference") return (await buildFor(field.reference ?? "", rows)).id;
  const candidates = [BY_NAME[field.name]?.(), ...byKind(field)];
  const fitting = candidates.find((value) => value !== undefined && field.schema.safeParse(value).success);
  if (fitting === undefined)
    throw new Error(`no value for ${field.name}: tell test/door/support/values.ts what it takes`);
  return fitting;
}

function byKind(field: Field): unknown[] {
  const n = next();
  if (field.kind === "enum") return field.values ?? [];
  if (field.kind === "boolean") return [true];
  if (field.kind === "number") return [n % 50, 1, 50];
  if (field.kind === "date") return ["2026-05-05"];
  if (field.kind === "datetime") return ["2026-05-05T08:00:00.000Z"];
  if (field.kind === "array") return [[]];
  if (field.kind === "object") return [{}];
  return [`Made by tests ${n}`, `M${n}`, `m${n}`, "en"];
}

/** A row of a resource; a resource that no builder knows fails by its name. */
export function buildFor(name: string, rows: RowsOf): Promise<{ id: string }> {
  const build = rows[name];
  if (!build) throw new Error(`no row of ${name}: add one to test/door/support/rows.ts`);
  return build();
}

/** A body that makes a row: every field that must be there. */
export async function createBody(resource: AnyResource, rows: RowsOf): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [name, field] of resource.fields.create) if (!field.optional) body[name] = await valueOf(field, rows);
  return body;
}

/** A body that changes one field: the first plain text, else the first field that is no reference. */
export async function updateBody(
  fields: Map<string, Field>,
  rows: RowsOf,
): Promise<{ name: string; body: Record<string, unknown> }> {
  const own = [...fields.values()].filter(({ name }) => name !== "version");
  const chosen = own.find(({ kind }) => kind === "string") ?? own.find(({ kind }) => kind !== "reference") ?? own[0];
  if (!chosen) throw new Error("nothing can be changed");
  return { name: chosen.name, body: { [chosen.name]: await valueOf(chosen, rows) } };
}
