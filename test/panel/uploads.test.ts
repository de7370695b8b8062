import { expect } from "chai";
import { samplePng } from "../files/samples.js";
import { useHome } from "../engine/papers.js";
import { Browser, schoolWithPanel, usePanel } from "./support.js";

describe("an upload through the panel", function () {
  this.timeout(60_000);
  usePanel();
  let admin: Browser;
  let host: string;
  let leaveHome: () => void;
  const raw = Buffer.concat([
    Buffer.from('--xx\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
    samplePng(),
    Buffer.from("\r\n--xx--\r\n"),
  ]);
  const headers = { "content-type": "multipart/form-data; boundary=xx" };

  before(async () => {
    leaveHome = await useHome();
    const { school, browser } = await schoolWithPanel();
    [admin, host] = [browser, school.host];
  });
  after(() => leaveHome());

  it("is the API's own route under the session", async () => {
    const made = await admin.ask("POST", "/admin/data/files", { raw, headers });
    expect(made.status, made.text).to.equal(201);
    expect(made.body.contentType).to.equal("image/png");
  });

  it("needs the session and a page of this host, and opens no other route to forms", async () => {
    expect((await new Browser(host).ask("POST", "/admin/data/files", { raw, headers })).status).to.equal(401);
    const elsewhere = await admin.ask("POST", "/admin/data/files", {
      raw,
      headers: { ...headers, "sec-fetch-site": "same-site" },
    });
    expect(elsewhere.status).to.equal(403);
    expect((await admin.ask("POST", "/admin/data/students", { raw, headers })).status).to.equal(415);
  });
});
