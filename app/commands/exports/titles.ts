import type { FindOptions, Model } from "sequelize";
import { present } from "../../door/answer.js";
import { resourceNamed, type AnyResource } from "../../door/define.js";
import { underVisible } from "../../door/load.js";
import { who } from "../../policies/Actor.js";

/** What a row is called where something refers to it, and its number (admission number, code) where it has one. */
export interface Title {
  title: string;
  number: string;
}
export type Titles = Map<string, Title>;

const NUMBERS = ["admissionNumber", "employeeNumber", "number", "code"];

/** The field by which people tell rows of equal names apart. */
export const numberField = (resource: AnyResource): string | undefined =>
  NUMBERS.find((name) => resource.fields.answer.has(name) && resource.panel?.title !== name);

/**
 * Titles of the rows that are referred to, by id, inside a scope: only of those that the actor may see in their own list;
 * the others stay without one. A row that is called by a reference of its own (a registration by its student) takes that.
 */
export async function titlesOf(name: string, ids: Iterable<string>, depth = 2): Promise<Titles> {
  const resource = resourceNamed(name);
  const titles: Titles = new Map();
  const wanted = [...new Set(ids)];
  if (!wanted.length || depth === 0 || !resource.policy.can(who(), "read")) return titles;
  const rows = await resource.model.findAll({
    where: underVisible(resource, who(), { id: wanted }),
    ...(resource.load as FindOptions | undefined),
  });
  const answers = rows.map((row) => present(resource, row as Model) as Record<string, unknown>);
  const field = resource.fields.answer.get(resource.panel?.title ?? "id");
  const behind =
    field?.reference === undefined
      ? undefined
      : await titlesOf(field.reference, answers.map((answer) => textOf(answer[field.name])).filter(Boolean), depth - 1);
  const number = numberField(resource);
  for (const answer of answers) {
    const own = textOf(answer[field?.name ?? "id"]);
    const title = behind ? (behind.get(own)?.title ?? "") : fullName(answer) || own;
    titles.set(textOf(answer.id), { title, number: number === undefined ? "" : textOf(answer[number]) });
  }
  return titles;
}

const fullName = ({ firstName, lastName }: Record<string, unknown>) =>
  firstName && lastName ? `${textOf(firstName)} ${textOf(lastName)}` : "";

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
