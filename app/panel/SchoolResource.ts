import { Resource as SequelizeResource } from "@adminjs/sequelize";
import { BaseRecord, type ActionContext, type default as AdminJS, type Filter, type ResourceOptions } from "adminjs";
import { Op } from "sequelize";
import { fieldOf, type Field } from "../door/fields.js";
import * as five from "../door/five.js";
import { answerSchema } from "../door/answer.js";
import type { AnyResource } from "../door/define.js";
import { Problem } from "../errors.js";
import { isUuid } from "../ids.js";
import { savepoint } from "../tenancy/scope.js";
import { formBody } from "./form.js";
import { listParameters, type FindOptions } from "./listParameters.js";
import { refusable } from "./refusal.js";
import { inTurn, remembering } from "./rows.js";
import { SchoolProperty } from "./SchoolProperty.js";
import { recordTitle, titleOnly } from "./title.js";

type Params = Record<string, unknown>;
const PAGE = 200;

/** A declaration as AdminJS is given it: a class's object, because its options are cloned and a plain object would be too. */
export class Shown {
  constructor(readonly declaration: AnyResource) {}
}

/** What the parent holds instead of a model: whatever would go round the door fails here, loudly. */
const NO_MODEL = new Proxy(
  {},
  {
    get: (_, name) => {
      throw new Error(`the panel reached for the model itself (${String(name)}): it must ask the door`);
    },
  },
);

/**
 * A resource of AdminJS over a declaration. Every read and write is one of the door's five; here words are translated:
 * filters and pages into the wire's parameters, forms into bodies, problems into notices. Writes stand in a savepoint,
 * because AdminJS goes on reading after a refusal.
 */
export class SchoolResource extends SequelizeResource {
  readonly declaration: AnyResource;
  private readonly shown: AnyResource;
  private readonly all: SchoolProperty[];
  private readonly totals = new WeakMap<Filter, number>();

  static override isAdapterFor(raw: unknown): boolean {
    return raw instanceof Shown;
  }
  constructor(raw: Shown) {
    super(NO_MODEL as never);
    this.declaration = raw.declaration;
    this.shown = remembering(raw.declaration);
    this.all = propertiesOf(raw.declaration);
  }

  override rawAttributes(): ReturnType<SequelizeResource["rawAttributes"]> {
    return {};
  }
  override databaseName(): string {
    return "Formroom";
  }
  override databaseType(): string {
    return "postgres";
  }
  override name(): string {
    return this.declaration.name;
  }
  override id(): string {
    return this.declaration.name;
  }
  override primaryKey(): string {
    return "id";
  }
  override properties(): SchoolProperty[] {
    return this.all;
  }
  override property(path: string): SchoolProperty | null {
    return this.all.find((one) => one.name() === path) ?? null;
  }

  /** A record's name on pages and in choices: a person's whole name, not a column. */
  override assignDecorator(admin: AdminJS, options?: ResourceOptions): void {
    super.assignDecorator(admin, options);
    this.decorate().titleOf = (record) => recordTitle(this.declaration, record);
  }

  override async find(filter: Filter, options: FindOptions): Promise<BaseRecord[]> {
    const parameters = listParameters(this.declaration, filter, options);
    const page = await refusable(() => five.list(this.shown, parameters));
    this.totals.set(filter, page.page.total);
    return page.data.map((answer) => new BaseRecord(answer, this));
  }
  /** AdminJS counts after each list: the door has counted already. */
  override async count(filter: Filter): Promise<number> {
    const known = this.totals.get(filter);
    if (known !== undefined) return known;
    const parameters = listParameters(this.declaration, filter, { limit: 1 });
    return (await refusable(() => five.list(this.declaration, parameters))).page.total;
  }
  /** Called outside AdminJS's own try, and with anything that stood in a filter: no row, whatever the refusal. */
  override async findOne(id: unknown): Promise<BaseRecord | null> {
    const answer = await this.findById(id);
    return answer && new BaseRecord(answer, this);
  }
  override async findById(id: unknown): Promise<Params | null> {
    try {
      return await five.get(this.shown, id);
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  }
  /** Rows of a bulk action, or the titles behind references: those need a name, not the whole of another person. */
  override async findMany(ids: unknown[], context?: ActionContext): Promise<BaseRecord[]> {
    const wanted = [...new Set(ids)].filter(isUuid);
    const full = context?.resource === this;
    const answers = await inTurn(() => this.answersOf(wanted, full));
    return answers.map((answer) => new BaseRecord(full ? answer : titleOnly(this.declaration, answer), this));
  }
  private async answersOf(ids: string[], remember: boolean): Promise<Params[]> {
    const answers: Params[] = [];
    try {
      for (let start = 0; start < ids.length; start += PAGE) {
        const within = { id: { [Op.in]: ids.slice(start, start + PAGE) } };
        const resource = remember ? this.shown : this.declaration;
        answers.push(...(await five.list(resource, { pageSize: String(PAGE) }, within)).data);
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // one unreadable resource must not fail another's list
    }
    return answers;
  }
  override async create(params: Params): Promise<Params> {
    const body = formBody(this.declaration, params, "create");
    return refusable(() => savepoint(() => five.create(this.shown, body)));
  }
  override async update(id: unknown, params: Params): Promise<Params> {
    const body = formBody(this.declaration, params, "update");
    return refusable(() => savepoint(() => five.update(this.shown, id, body)));
  }
  override async delete(id: unknown): Promise<void> {
    await refusable(() => savepoint(() => five.remove(this.declaration, id)));
  }
  override async populate(records: BaseRecord[]): Promise<BaseRecord[]> {
    return records; // AdminJS 7 populates through findMany; the parent's own would ask the model
  }
  override parseParams(params: Params): Params {
    return params;
  }
}

/** The fields of answer, create and update, each once: what is written is typed by its input, the rest by the answer. */
function propertiesOf(resource: AnyResource): SchoolProperty[] {
  const fields = new Map<string, Field>();
  for (const [name, schema] of Object.entries(answerSchema(resource).shape))
    fields.set(name, fieldOf(name, schema as never));
  for (const action of ["create", "update"] as const)
    for (const [name, field] of resource.fields[action]) if (name !== "version") fields.set(name, field);
  return [...fields.values()].map(
    (field, position) => new SchoolProperty(resource, field, { path: field.name, position, id: field.name === "id" }),
  );
}
