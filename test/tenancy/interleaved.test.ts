import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { current } from "../../app/tenancy/context.js";
import { savepoint } from "../../app/tenancy/scope.js";
import { Student } from "../../models/school/Student.js";
import { buildStudent } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { connectionsIn } from "./support.js";

describe("schools interleaved on one pool", function () {
  this.timeout(60_000);
  let schools: School[];
  before(async () => {
    schools = [await makeSchool(), await makeSchool()];
    for (const school of schools) await school.inside(() => buildStudent({ lastName: school.schema }));
  });
  after(closeApp);

  const turn = (n: number) => schools[n % 2]!;

  it("are each right in 400 scopes of 400, also after a savepoint was undone and after a throw", async () => {
    const run = (n: number) =>
      turn(n).inside(async () => {
        if (n % 7 === 0) throw new Error("on purpose");
        if (n % 3 === 0) await savepoint(() => sequelize.query("select 1/0")).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, (n * 13) % 4));
        const rows = await Student.findAll();
        const [[row]] = (await sequelize.query("select current_user as who, current_schema() as schema")) as [
          [{ who: string; schema: string }],
          unknown,
        ];
        return [rows.map((student) => student.lastName), row.who, row.schema, current().schema].flat();
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 400 }, (_, n) => run(n)));
    outcomes.forEach((outcome, n) => {
      const { schema, client } = turn(n);
      if (n % 7 === 0) expect(outcome).to.have.property("status", "rejected");
      else expect(outcome).to.deep.include({ value: [schema, client.roleName, schema, schema] });
    });
    expect(await connectionsIn("idle in transaction")).to.equal(0);
  });

  it("are each right in 100 requests at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => ask("GET", "/api/v1/school/students", { token: turn(n).token })),
    );
    answers.forEach(({ status, body }, n) => {
      expect(status).to.equal(200);
      expect((body as { data: { lastName: string }[] }).data.map((row) => row.lastName)).to.deep.equal([
        turn(n).schema,
      ]);
    });
  });
});
