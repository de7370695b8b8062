import { expect } from "chai";
import { isSameOrigin } from "../../app/panel/sameOrigin.js";
import type { School } from "../support/schools.js";
import { Browser, schoolWithPanel, usePanel } from "./support.js";

describe("calls from elsewhere", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let browser: Browser;
  before(async () => {
    ({ school, browser } = await schoolWithPanel());
  });
  const request = (headers: Record<string, string>) => ({ headers: { host: "gp.test:3000", ...headers } }) as never;

  it("asks Sec-Fetch-Site first, then Origin, then Referer, and refuses without any", () => {
    const cases: [Record<string, string>, boolean][] = [
      [{ "sec-fetch-site": "same-origin" }, true],
      [{ "sec-fetch-site": "same-origin", origin: "http://evil.test" }, true],
      [{ "sec-fetch-site": "same-site", origin: "http://gp.test:3000" }, false],
      [{ "sec-fetch-site": "none" }, false],
      [{ origin: "http://gp.test:3000" }, true],
      [{ origin: "http://gp.test" }, false],
      [{ origin: "http://ms.test:3000", referer: "http://gp.test:3000/" }, false],
      [{ origin: "null" }, false],
      [{ referer: "http://gp.test:3000/admin/" }, true],
      [{ referer: "http://evil.test/?http://gp.test:3000" }, false],
      [{}, false],
    ];
    for (const [headers, expected] of cases)
      expect(isSameOrigin(request(headers)), JSON.stringify(headers)).to.equal(expected);
  });

  it("are refused at /admin/api and /admin/data, reading too, with a good cookie", async () => {
    const stranger = new Browser(school.host, "same-site");
    stranger.cookie = browser.cookie;
    expect((await stranger.list("students")).status).to.equal(403);
    expect((await stranger.create("students", { firstName: "X" })).status).to.equal(403);
    expect((await stranger.ask("GET", "/admin/data/students")).status).to.equal(403);
    expect((await stranger.ask("POST", "/admin/data/students", { body: {} })).status).to.equal(403);
  });

  it("may open a page: a typed address and a link in a mail work", async () => {
    for (const site of ["none", "cross-site"]) {
      const visitor = new Browser(school.host, site);
      visitor.cookie = browser.cookie;
      expect((await visitor.ask("GET", "/admin/resources/students")).status, site).to.equal(200);
    }
  });
});
