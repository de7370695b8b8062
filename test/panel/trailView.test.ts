import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { Role } from "../../models/school/Role.js";
import { buildClassSession, buildStaff } from "../factories.js";
import type { School } from "../support/schools.js";
import { schoolWithPanel, usePanel, userWith, type Browser } from "./support.js";

interface Told {
  data: {
    action: string;
    resource?: string;
    entityId: string;
    changes: { field: { label: string; kind: string; reference?: string }; before: unknown; after: unknown }[];
  }[];
  names: Record<string, Record<string, { title: string }>>;
}

describe("/admin/view/trail, the history of a record", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  let id: string;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
    const [made, tino] = await school.inside(async () => {
      const rudo = await buildStaff({ firstName: "Rudo", lastName: "Dube" });
      const other = await buildStaff({ firstName: "Tino", lastName: "Moyo" });
      return [await buildClassSession({ name: "3 East", classTeacherId: rudo.id }), other];
    });
    ({ id } = made);
    // A transaction each: entries of one have one moment, and no order.
    await school.inside(() => made.update({ classTeacherId: tino.id }));
    await school.inside(() => made.update({ classTeacherId: null, capacity: 40 }));
  });
  const read = async (who: Browser, query = `entityId=${id}`, headers = {}) => {
    const { status, body } = await who.ask("GET", `/admin/view/trail?${query}`, { headers });
    return { status, body: body as unknown as Told };
  };
  const titles = ({ data, names }: Told) =>
    data.flatMap(({ action, changes }) =>
      changes
        .filter(({ field }) => action === "update" && field.reference === "staff")
        .map(({ field, before, after }) => [
          field.label,
          ...[before, after].map((one) => names.staff?.[String(one as string)]?.title ?? null),
        ]),
    );

  it("names what a reference led to, before and after, by one query a resource", async () => {
    const statements: string[] = [];
    sequelize.addHook("beforeQuery", "count", (_options, query) => {
      statements.push((query as unknown as { sql?: string }).sql ?? "");
    });
    const { body } = await read(admin).finally(() => sequelize.removeHook("beforeQuery", "count"));
    expect(titles(body)).to.deep.equal([
      ["Class teacher", "Moyo, Tino", null],
      ["Class teacher", "Dube, Rudo", "Moyo, Tino"],
    ]);
    expect(body.names["class-sessions"]?.[id]?.title).to.equal("3 East");
    expect(statements.length).to.be.above(0);
    expect(statements.filter((sql) => sql.includes('FROM "staff"') && !sql.includes("count(")).length).to.be.at.most(1);
  });

  it("speaks the reader's language", async () => {
    const { body } = await read(admin, undefined, { "accept-language": "pt" });
    expect(titles(body)[0]?.[0]).to.equal("Diretor de turma");
  });

  it("names only what the reader may see, and is for who reads the trail", async () => {
    const auditor = await userWith(school, ["audit.read"]);
    const { status, body } = await read(auditor);
    expect([status, body.data.length, body.names.staff]).to.deep.equal([200, 3, {}]);
    expect(JSON.stringify(body.names)).not.to.match(/Dube|Moyo/);
    expect((await read(await userWith(school, ["structure.read"]))).status).to.equal(403);
    const other = await schoolWithPanel();
    const foreign = await read(other.browser);
    expect([foreign.status, foreign.body.data]).to.deep.equal([200, []]);
  });

  it("answers one entry by its id, and 404 for another school's", async () => {
    const [entry] = (await admin.ask("GET", `/admin/data/audit?entityId=${id}`)).body.data as { id: string }[];
    const { body } = await read(admin, `id=${entry!.id}`);
    expect(body.data).to.have.length(1);
    const other = await schoolWithPanel();
    expect((await read(other.browser, `id=${entry!.id}`)).status).to.equal(404);
  });

  it("calls a preset's role in the reader's language, until the school gives it a name of its own", async () => {
    const title = async () => {
      const found = await admin.ask("GET", "/admin/view/roles?pageSize=50", { headers: { "accept-language": "pt" } });
      const { rows } = found.body as unknown as { rows: { preset: string | null; $: { title: string } }[] };
      return rows.find((one) => one.preset === "bursar")?.$.title;
    };
    expect(await title()).to.equal("Tesouraria");
    await school.inside(async () =>
      (await Role.findOne({ where: { preset: "bursar" } }))?.update({ name: "Mrs Till" }),
    );
    expect(await title()).to.equal("Mrs Till");
  });
});
