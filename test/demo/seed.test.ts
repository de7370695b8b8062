import { expect } from "chai";
import { ClassSession, Mark, ReportCard, Student, Term } from "../../models/index.js";
import { count } from "../../app/cli/count.js";
import { seedDemo } from "../../seeders/demo/seed.js";
import { findClient } from "../../app/tenancy/resolve.js";
import { closeApp } from "../support/app.js";
import { testDatabase } from "../support/database.js";
import { inside, testActor } from "../support/schools.js";

describe("the demonstration schools", function () {
  this.timeout(60_000);
  after(closeApp);

  it("are two schools with their real students, marks and two published terms; a second run changes nothing", async () => {
    await testDatabase();
    const first = await seedDemo("word-word-word", testActor(), () => undefined);
    expect(first.made).to.have.length(2);
    expect(await count()).to.include({ seeded: true });
    const counts = async (schemaName: string) => {
      const client = await findClient({ schemaName });
      if (!client) throw new Error("not made");
      return inside(client, async () => ({
        students: await Student.count(),
        classes: await ClassSession.count(),
        marks: await Mark.count(),
        cards: await ReportCard.count(),
        published: (await Term.findAll({ order: [["number", "ASC"]] })).map((term) => term.publishedAt !== null),
      }));
    };
    const [gp, ms] = [await counts("gp"), await counts("ms")];
    expect(gp).to.deep.equal({ students: 441, classes: 16, marks: 2316, cards: 882, published: [true, true, false] });
    expect(ms).to.deep.equal({ students: 233, classes: 10, marks: 816, cards: 466, published: [true, true, false] });
    expect((await seedDemo("word-word-word", testActor(), () => undefined)).made).to.deep.equal([]);
    expect([await counts("gp"), await counts("ms")]).to.deep.equal([gp, ms]);
  });
});
