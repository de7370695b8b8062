import { expect } from "chai";
import { record } from "../../app/audit/trail.js";
import { sequelize } from "../../app/database/connection.js";
import { afterCommit, context } from "../../app/tenancy/context.js";
import { savepoint } from "../../app/tenancy/scope.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Subject } from "../../models/school/Subject.js";
import { buildSubject } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";

describe("a savepoint", () => {
  let a: School;
  before(async () => void (a = await makeSchool()));
  after(closeApp);

  const codes = (prefix: string) =>
    a.inside(async () =>
      (await Subject.findAll({ order: ["code"] })).map((row) => row.code).filter((code) => code.startsWith(prefix)),
    );
  const failing = (work: () => Promise<unknown>) =>
    refusal(() =>
      savepoint(async () => {
        await work();
        throw new Error("undo");
      }),
    );
  const spied = async (work: () => Promise<unknown>) => {
    const sent: string[] = [];
    await a.inside(async () => {
      const { connection } = context();
      const { simple } = connection;
      connection.simple = (sql) => (sent.push(sql), simple(sql));
      await work();
      connection.simple = simple;
    });
    return sent;
  };

  it("is named apart from every other of its scope, nested or not, and released", async () => {
    const sent = await spied(async () => {
      await savepoint(() => savepoint(() => Promise.resolve()));
      await failing(() => Promise.resolve());
    });
    expect(sent).to.deep.equal([
      "SAVEPOINT sp_1",
      "SAVEPOINT sp_2",
      "RELEASE SAVEPOINT sp_2",
      "RELEASE SAVEPOINT sp_1",
      "SAVEPOINT sp_3",
      "ROLLBACK TO SAVEPOINT sp_3; RELEASE SAVEPOINT sp_3",
    ]);
  });

  it("undoes its own part only, and the scope goes on", async () => {
    await a.inside(async () => {
      await buildSubject({ code: "P1" });
      await failing(() => buildSubject({ code: "P2" }));
      await savepoint(() => buildSubject({ code: "P3" }));
    });
    expect(await codes("P")).to.deep.equal(["P1", "P3"]);
  });

  it("undoes what was nested in it, though that was released (Sequelize's own kept a row)", async () => {
    await a.inside(async () => {
      await failing(async () => {
        await savepoint(() => buildSubject({ code: "Q1" }));
        await failing(() => buildSubject({ code: "Q2" }));
        await buildSubject({ code: "Q3" });
      });
      await buildSubject({ code: "Q4" });
    });
    expect(await codes("Q")).to.deep.equal(["Q4"]);
  });

  it("mends an SQL error, so that the scope may commit", async () => {
    await a.inside(async () => {
      expect(await refusal(() => savepoint(() => sequelize.query("select 1/0")))).to.equal("22012");
      await buildSubject({ code: "R1" });
    });
    expect(await codes("R")).to.deep.equal(["R1"]);
  });

  it("keeps role and path of the scope through its rollback", async () => {
    await a.inside(async () => {
      await failing(() => buildSubject());
      const [rows] = await sequelize.query("select current_user as who, current_schema() as schema");
      expect(rows).to.deep.equal([{ who: a.client.roleName, schema: a.schema }]);
    });
  });

  it("drops its after-commit effects when it is undone and keeps them when it is not", async () => {
    const ran: string[] = [];
    const later = (name: string) => (afterCommit(() => ran.push(name)), Promise.resolve());
    await a.inside(async () => {
      await later("before");
      await failing(async () => {
        await later("undone");
        await savepoint(() => later("undone too"));
      });
      await savepoint(() => later("kept"));
      expect(ran).to.deep.equal([]);
    });
    expect(ran).to.deep.equal(["before", "kept"]);
  });

  it("drops its entries in the trail when it is undone, also the first ones of the scope", async () => {
    const entry = (entityId: string) => (record({ action: "retry", entity: "Test", entityId }), Promise.resolve());
    await a.inside(async () => {
      await failing(() => entry("undone"));
      await entry("kept");
      await failing(() => entry("undone again"));
      await savepoint(() => entry("kept too"));
    });
    await a.inside(() => failing(() => entry("alone and undone")));
    const rows = await a.inside(() => AuditEntry.findAll({ where: { action: "retry" }, order: ["id"] }));
    expect(rows.map((row) => row.entityId)).to.deep.equal(["kept", "kept too"]);
  });

  it("is refused outside of a scope", async () => {
    expect(await refusal(() => savepoint(() => Promise.resolve()))).to.contain("No scope is open");
  });
});
