import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { context } from "../../app/tenancy/context.js";
import { withTenant } from "../../app/tenancy/scope.js";
import { Student } from "../../models/school/Student.js";
import { buildStudent } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { one, poolHolds } from "./support.js";

describe("a busy database", function () {
  this.timeout(60_000);
  let a: School;
  before(async () => {
    a = await makeSchool();
    await a.inside(() => buildStudent());
  });
  after(closeApp);

  /** The time-outs themselves stand in scope.test.ts; here they are short, since what is looked at is the answer. */
  const hurried = (setting: string, work: () => Promise<unknown>) =>
    a
      .inside(async () => {
        await context().connection.simple(`SET LOCAL ${setting} = 200`);
        return work();
      })
      .catch((found: unknown) => found);

  it("answers 503 busy with Retry-After when a lock is not to be had in time", async () => {
    await asSuperuser(await testDatabase(), async (client) => {
      await client.query(`BEGIN; LOCK TABLE "${a.schema}".students IN ACCESS EXCLUSIVE MODE`);
      const error = await hurried("lock_timeout", () => Student.findAll());
      expect(error).to.deep.include({ code: "busy", status: 503 });
      expect(error).to.have.nested.property("options.headers.Retry-After");
      await client.query("ROLLBACK");
    });
  });

  it("answers 503 busy when a statement takes too long, and the next scope works", async () => {
    const error = await hurried("statement_timeout", () => sequelize.query("select pg_sleep(20)"));
    expect(error).to.deep.include({ code: "busy", status: 503 });
    expect(await a.inside(() => Student.count())).to.equal(1);
  });

  it("answers 503 busy when the server ends the connection in the middle, and the next scope works", async () => {
    const admin = await testDatabase();
    const error = await a
      .inside(async () => {
        const [row] = (await context().connection.query("select pg_backend_pid() as pid")).rows;
        const query = sequelize.query("select pg_sleep(20)");
        query.catch(() => undefined); // it may fail before it is awaited
        await asSuperuser(admin, (client) => client.query("select pg_terminate_backend($1)", [row?.pid]));
        return query;
      })
      .catch((found: unknown) => found);
    expect(error).to.deep.include({ code: "busy", status: 503 });
    expect(poolHolds()).to.equal(0);
    expect(await a.inside(() => Student.count())).to.be.above(0);
  });

  it("answers 503 busy to one of two that wait for each other", async () => {
    const [x, y] = await a.inside(async () => [await buildStudent(), await buildStudent()] as const);
    let met = 0;
    const both = () =>
      new Promise<void>((resolve) => {
        met++;
        const timer = setInterval(() => met >= 2 && (clearInterval(timer), resolve()), 5);
      });
    const cross = (first: string, second: string) =>
      a.inside(async () => {
        await Student.findByPk(first, { lock: true });
        await both();
        await Student.findByPk(second, { lock: true });
      });
    const outcomes = await Promise.allSettled([cross(x.id, y.id), cross(y.id, x.id)]);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).to.have.length(1);
    expect(refused[0]?.reason).to.deep.include({ code: "busy" });
  });

  it("drops a connection that the server ended, and the next scope works", async () => {
    const said = await refusal(() =>
      withTenant(a.client, async () => {
        const { pid } = await one("select pg_backend_pid() as pid");
        await asSuperuser(await testDatabase(), (client) => client.query("SELECT pg_terminate_backend($1)", [pid]));
        await new Promise((resolve) => setTimeout(resolve, 100));
        await Student.findAll();
      }),
    );
    expect(said).not.to.equal("");
    expect(await a.inside(() => Student.count())).to.be.greaterThan(0);
    expect(poolHolds()).to.equal(0);
  });
});
