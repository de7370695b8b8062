import { expect } from "chai";
import { context } from "../../app/tenancy/context.js";
import { answerTo } from "../../app/tenancy/opening.js";
import { withPlatform, withTenant } from "../../app/tenancy/scope.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";

const WHO = { text: "SELECT current_user AS who, $1::text AS given", values: ["a"] };
const WRITES = { text: "SELECT now() AS at, current_setting('transaction_read_only') AS read_only", values: [] };

describe("what is asked with BEGIN", () => {
  let a: School;
  let b: School;
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
  });
  after(closeApp);

  it("is answered inside the scope: as the school's role, in its transaction", async () => {
    await withTenant(
      a.client,
      async () => {
        expect(await answerTo(WHO)).to.deep.equal([{ who: a.client.roleName, given: "a" }]);
        const [told] = await answerTo<{ at: Date; read_only: string }>(WRITES);
        const { rows } = await context().connection.query("SELECT now() AS at");
        expect([told?.read_only, told?.at]).to.deep.equal(["on", rows[0]?.["at"]]);
      },
      { readOnly: true, ask: [WHO, WRITES] },
    );
  });

  it("takes no round trip of its own, and one that was not asked is asked when it is needed", async () => {
    const sent: string[] = [];
    await withTenant(
      a.client,
      async () => {
        const { connection } = context();
        const { query } = connection;
        connection.query = (text, values) => (sent.push(text), query(text, values));
        await answerTo(WHO);
        await answerTo({ ...WHO, values: ["b"] });
        await answerTo(WRITES);
        connection.query = query;
      },
      { ask: [WHO] },
    );
    expect(sent).to.deep.equal([WHO.text, WRITES.text]);
  });

  it("that fails is told to whoever takes the answer, and rolls back", async () => {
    const wrong = { text: "SELECT no_such_column FROM students", values: [] };
    const scope = () => withTenant(a.client, () => answerTo(wrong), { ask: [WHO, wrong] });
    expect(await refusal(scope)).to.equal("42703");
    const untold = () => withTenant(a.client, () => Promise.resolve(1), { ask: [wrong] });
    expect(await refusal(untold)).to.match(/aborted/);
    expect(await withTenant(a.client, () => answerTo(WHO))).to.have.length(1);
  });

  it("goes through the wall as every query does", async () => {
    const taken = { text: "SET ROLE x", values: [] };
    expect(await refusal(() => withTenant(a.client, () => answerTo(taken), { ask: [taken] }))).to.match(
      /not allowed here/,
    );
    const stacked = { text: "SELECT 1; SELECT 2", values: [] };
    expect(await refusal(() => withTenant(a.client, () => answerTo(stacked), { ask: [stacked] }))).to.match(/42601/);
    expect(await withPlatform(() => answerTo(WHO), { ask: [WHO] })).to.have.length(1);
  });

  it("reads nothing where BEGIN fails: the refusal is BEGIN's", async () => {
    const gone = { ...b.client, roleName: `${b.client.roleName}_gone` };
    const names = { text: "SELECT * FROM public.users", values: [] };
    expect(await refusal(() => withTenant(gone, () => answerTo(names), { ask: [names] }))).to.equal("22023");
    expect(await withTenant(b.client, () => answerTo(WHO), { ask: [WHO] })).to.deep.equal([
      { who: b.client.roleName, given: "a" },
    ]);
  });
});
