import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { log } from "../../app/log.js";
import { afterCommit, maybeContext } from "../../app/tenancy/context.js";
import { withTenant } from "../../app/tenancy/scope.js";
import { Subject } from "../../models/school/Subject.js";
import { buildSubject } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";

describe("after the commit", () => {
  let a: School;
  before(async () => void (a = await makeSchool()));
  after(closeApp);

  it("an effect runs when the row can be seen by everybody, outside of the scope", async () => {
    const seen: unknown[] = [];
    await a.inside(async () => {
      await buildSubject({ code: "SEEN" });
      afterCommit(async () => {
        seen.push(maybeContext(), await a.inside(() => Subject.count({ where: { code: "SEEN" } })));
      });
      expect(seen).to.deep.equal([]);
    });
    expect(seen).to.deep.equal([undefined, 1]);
  });

  it("effects run in their order, one after the other", async () => {
    const ran: number[] = [];
    await a.inside(() => {
      for (const n of [3, 1, 2])
        afterCommit(() => new Promise<void>((resolve) => setTimeout(() => (ran.push(n), resolve()), n * 5)));
      return Promise.resolve();
    });
    expect(ran).to.deep.equal([3, 1, 2]);
  });

  it("no effect runs when the work threw", async () => {
    let ran = false;
    await refusal(() => a.inside(() => (afterCommit(() => (ran = true)), Promise.reject(new Error("no")))));
    expect(ran).to.equal(false);
  });

  it("no effect runs when an SQL error was swallowed", async () => {
    let ran = false;
    await refusal(() =>
      a.inside(async () => {
        afterCommit(() => (ran = true));
        await sequelize.query("select 1/0").catch(() => undefined);
      }),
    );
    expect(ran).to.equal(false);
  });

  it("no effect runs when COMMIT itself fails (a deferred rule; Sequelize's own ran them)", async () => {
    const table = `"${a.schema}".deferred`;
    await asSuperuser(await testDatabase(), (client) =>
      client.query(
        `CREATE TABLE ${table} (id int UNIQUE DEFERRABLE INITIALLY DEFERRED); GRANT INSERT ON ${table} TO "${a.client.roleName}"`,
      ),
    );
    let ran = false;
    const work = () => {
      afterCommit(() => (ran = true));
      return sequelize.query("insert into deferred values (1), (1)");
    };
    expect(await refusal(() => withTenant(a.client, work))).to.equal("23505");
    expect(ran).to.equal(false);
    await asSuperuser(await testDatabase(), (client) => client.query(`DROP TABLE ${table}`));
  });

  it("an effect that fails is logged, stops no other, and the work is saved and answered", async () => {
    const logged: unknown[] = [];
    const { error } = log;
    log.error = (...given: unknown[]) => void logged.push(given);
    let second = false;
    try {
      const answer = await a.inside(async () => {
        await buildSubject({ code: "SAVED" });
        afterCommit(() => Promise.reject(new Error("mail")));
        afterCommit(() => (second = true));
        return "answer";
      });
      expect(answer).to.equal("answer");
    } finally {
      log.error = error;
    }
    expect(second).to.equal(true);
    expect(logged).to.have.length(1);
    expect(await a.inside(() => Subject.count({ where: { code: "SAVED" } }))).to.equal(1);
  });

  it("is refused outside of a scope", () => {
    expect(() => afterCommit(() => undefined)).to.throw("No scope is open");
  });
});
