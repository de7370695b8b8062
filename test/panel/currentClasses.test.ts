import { expect } from "chai";
import { buildClassSession, buildSession } from "../factories.js";
import { schoolWithPanel, usePanel } from "./support.js";

describe("the classes of the current session", function () {
  this.timeout(60_000);
  usePanel();

  it("are a view of their own, beside those of all other sessions", async () => {
    const { school, browser } = await schoolWithPanel();
    const [now, before] = await school.inside(async () => {
      const { id: sessionId } = await buildSession({ isCurrent: true });
      return [await buildClassSession({ sessionId }), await buildClassSession()];
    });
    const view = (query: string) => browser.ask("GET", `/admin/view/class-sessions?${query}`);
    const ids = async (query: string) => {
      const { rows } = (await view(query)).body as unknown as { rows: { id: string }[] };
      return rows.map(({ id }) => id);
    };
    expect(await ids("current=true")).to.deep.equal([now.id]);
    expect(await ids("current=false")).to.deep.equal([before.id]);
    expect((await view("current=maybe")).status).to.equal(422);
    const counts = await browser.ask("GET", "/admin/view/counts/class-sessions");
    expect(counts.body).to.deep.equal({ all: 2, current: 1, "over-capacity": 0 });
  });
});
