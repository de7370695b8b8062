import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { assertNoScope, current, outsideScope } from "../../app/tenancy/context.js";
import { savepoint, withPlatform } from "../../app/tenancy/scope.js";
import { Student } from "../../models/school/Student.js";
import { buildStudent } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";
import { one, poolHolds } from "./support.js";

describe("a scope that is used wrongly", () => {
  let a: School;
  let b: School;
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
  });
  after(closeApp);

  it("refuses a query outside of any scope instead of reading public", async () => {
    expect(await refusal(() => Student.findAll())).to.contain("outside a scope");
    expect(await refusal(() => sequelize.query("select 1"))).to.contain("outside a scope");
    expect(poolHolds()).to.equal(0);
  });

  it("refuses a bare sequelize.transaction(), inside and outside, and leaks no connection", async () => {
    const bare = () => sequelize.transaction(() => Promise.resolve());
    expect(await refusal(bare)).to.contain("use withTenant");
    expect(await refusal(() => a.inside(bare))).to.contain("use withTenant");
    const nested = () =>
      a.inside(() => sequelize.transaction({ transaction: transactionOf() } as object, () => Promise.resolve()));
    expect(await refusal(nested)).to.contain("use withTenant");
    expect(poolHolds()).to.equal(0);
  });

  it("refuses a scope inside a scope: it would hold a second connection", async () => {
    expect(await refusal(() => a.inside(() => b.inside(() => Promise.resolve())))).to.contain("open already");
    expect(await refusal(() => a.inside(() => withPlatform(() => Promise.resolve())))).to.contain("open already");
  });

  it("refuses to commit after a swallowed SQL error, and keeps nothing", async () => {
    const admissionNumber = "swallowed";
    const said = await refusal(() =>
      a.inside(async () => {
        await buildStudent({ admissionNumber });
        await sequelize.query("select 1/0").catch(() => undefined);
      }),
    );
    expect(said).to.contain("swallowed");
    expect(await a.inside(() => Student.count({ where: { admissionNumber } }))).to.equal(0);
  });

  it("refuses slow work: hashing, printing, sending say that they hold no connection", async () => {
    expect(await refusal(() => a.inside(() => Promise.resolve(assertNoScope("printing"))))).to.contain(
      "printing inside a scope",
    );
    assertNoScope();
    await a.inside(() => Promise.resolve(outsideScope(() => assertNoScope())));
  });

  it("fails a promise that was left running after its end, and gives it nothing of the next scope", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const left: Promise<string>[] = [];
    await a.inside(() => {
      left.push(refusal(() => gate.then(() => Student.findAll())));
      left.push(refusal(() => gate.then(() => sequelize.query("select 1"))));
      left.push(refusal(() => gate.then(() => Promise.resolve(current()))));
      left.push(refusal(() => gate.then(() => savepoint(() => Promise.resolve()))));
      return Promise.resolve();
    });
    await b.inside(async () => {
      release();
      const said = await Promise.all(left);
      expect(said.slice(0, 2).join()).to.match(
        /(commit has been called|outside a scope).*(commit has been called|outside a scope)/s,
      );
      expect(said.slice(2).join()).to.match(/No scope is open.*No scope is open/s);
      expect(await one("select current_user as who")).to.deep.equal({ who: b.client.roleName });
    });
  });

  const transactionOf = () =>
    (sequelize.constructor as unknown as { _cls: { get(key: string): unknown } })._cls.get("transaction");
});
