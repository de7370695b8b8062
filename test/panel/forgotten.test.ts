import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { forgetFailures } from "../support/database.js";
import { LANGUAGES, catalogueOf } from "../../app/locale/catalogue.js";
import { forgetLimits } from "../../app/http/limits.js";
import { changePage } from "../../app/commands/settings/change.js";
import { accentOf } from "../../app/panel/accent.js";
import { openMail, linkOf, pump } from "../mail/support.js";
import type { SmtpServer } from "../mail/smtpServer.js";
import { appPort } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";
import { Browser, usePanel } from "./support.js";

const NEW = "quatro palavras nossas juntas";

describe("a forgotten password at the panel", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let other: School;
  let smtp: SmtpServer;
  let close: () => Promise<void>;
  const email = () => `admin@${school.schema}.example.test`;
  before(async () => {
    ({ smtp, close } = await openMail());
    school = await makeSchool("PT");
    other = await makeSchool();
    await platformToken();
  });
  beforeEach(async () => {
    forgetLimits();
    await pump();
    smtp.mails.length = 0;
    await forgetFailures();
  });
  after(() => close());

  /** Asks with the form, waits for the mail, and answers the path of its link. */
  const mailed = async (host = school.host, address = email()): Promise<string> => {
    const asked = await new Browser(host).form("/admin/forgot", { email: address });
    expect([asked.status, asked.headers.location]).to.deep.equal([303, "/admin/forgot?sent=1"]);
    await pump();
    const link = new URL(linkOf(smtp.mails.at(-1) ?? ({ to: [], data: "" } as never)));
    return `${link.pathname}${link.search}`;
  };
  const tokenIn = (path: string) => new URL(path, "http://x").searchParams.get("token") ?? "";

  it("goes the whole round: form, mail, link, a new password twice, signed in", async () => {
    const before = new Browser(school.host);
    await before.signIn(email());
    const path = await mailed();
    const page = await new Browser(school.host, "none").ask("GET", path);
    expect(page.status).to.equal(200);
    expect(page.text).to.include("Nova palavra-passe").and.not.include("<script");
    expect(page.headers["referrer-policy"]).to.equal("same-origin");
    const token = tokenIn(path);
    const set = await new Browser(school.host).form("/admin/reset", { token, newPassword: NEW, again: NEW });
    expect([set.status, set.headers.location]).to.deep.equal([303, "/admin/login?note=reset"]);
    expect((await new Browser(school.host).ask("GET", "/admin/login?note=reset")).text).to.include(
      "A nova palavra-passe está guardada",
    );
    expect((await before.list("students")).status, "the session from before").to.equal(401);
    await new Browser(school.host).signIn(email(), NEW);
    const spent = await new Browser(school.host).ask("GET", path);
    expect([spent.status, spent.text.includes("já foi usada")]).to.deep.equal([422, true]);
    const again = await new Browser(school.host).form("/admin/reset", { token, newPassword: NEW, again: NEW });
    expect([again.status, again.text.includes("já foi usada")]).to.deep.equal([422, true]);
  });

  it("says what is wrong with the passwords and keeps the link good", async () => {
    const token = tokenIn(await mailed());
    for (const [newPassword, again, words] of [
      ["short", "short", "curta demais"],
      [NEW, `${NEW}!`, "não são iguais"],
    ] as const) {
      const answer = await new Browser(school.host).form("/admin/reset", { token, newPassword, again });
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include(words).and.include(token).and.not.include(NEW);
    }
    const set = await new Browser(school.host).form("/admin/reset", { token, newPassword: NEW, again: NEW });
    expect(set.status).to.equal(303);
  });

  it("answers the same for an address that nobody has, and mails nobody", async () => {
    const asked = await new Browser(school.host).form("/admin/forgot", { email: "nobody@example.test" });
    expect([asked.status, asked.headers.location]).to.deep.equal([303, "/admin/forgot?sent=1"]);
    await pump();
    expect(smtp.mails).to.deep.equal([]);
  });

  it("shows a text that is no address again, as text", async () => {
    const answer = await new Browser(school.host).form("/admin/forgot", { email: `"><script>x` });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include("Escreva um endereço").and.not.include("<script>x");
  });

  it("opens nothing at another school, and nothing on the platform", async () => {
    const path = await mailed();
    for (const host of [other.host, "localhost"]) {
      expect((await new Browser(host).ask("GET", path)).status, host).to.equal(422);
      const set = { token: tokenIn(path), newPassword: NEW, again: NEW };
      expect((await new Browser(host).form("/admin/reset", set)).status, host).to.equal(422);
    }
  });

  it("works on the platform's own page", async () => {
    const path = await mailed("localhost", "superadmin@platform.example.test");
    const form = { token: tokenIn(path), newPassword: PASSWORD, again: PASSWORD };
    const set = await new Browser("localhost").form("/admin/reset", form);
    expect(set.headers.location).to.equal("/admin/login?note=reset");
  });

  it("takes no form of another site", async () => {
    for (const site of ["cross-site", "same-site", "none"])
      for (const path of ["/admin/forgot", "/admin/reset"]) {
        const answer = await new Browser(school.host, site).form(path, { email: email(), token: "x" });
        expect(answer.status, `${path} ${site}`).to.equal(403);
      }
    await pump();
    expect(smtp.mails).to.deep.equal([]);
  });

  it("lets go after five mails an hour, in words", async () => {
    // Not through `ask`, which forgets the counts before each.
    const form = () =>
      fetch(`http://127.0.0.1:${appPort()}/admin/forgot?lang=pt`, {
        method: "POST",
        redirect: "manual",
        headers: { "sec-fetch-site": "same-origin" },
        body: new URLSearchParams({ email: "many@example.test", lang: "pt" }),
      });
    for (let n = 0; n < 5; n += 1) expect((await form()).status).to.equal(303);
    const answer = await form();
    expect([answer.status, (await answer.text()).includes("Demasiadas tentativas")]).to.deep.equal([429, true]);
  });
});

describe("the pages before signing in", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  before(async () => {
    school = await makeSchool("PT");
  });

  it("are in the school's language, or in the one that was chosen, which stays along the way", async () => {
    const visitor = new Browser(school.host, "none");
    expect((await visitor.ask("GET", "/admin/login")).text)
      .to.include(`lang="pt"`)
      .and.include("Palavra-passe");
    const french = await visitor.ask("GET", "/admin/login?lang=fr&to=%2Fadmin%2Fresources%2Fstudents");
    expect(french.text).to.include(`<html lang="fr"`).and.include("Mot de passe");
    expect(french.text)
      .to.include("/admin/forgot?lang=fr")
      .and.include("to=%2Fadmin%2Fresources%2Fstudents&amp;lang=en");
    const wrong = await new Browser(school.host).form("/admin/login", { name: "x@y.test", password: "x", lang: "fr" });
    expect([wrong.status, wrong.text.includes("trop d’essais")]).to.deep.equal([401, true]);
  });

  it("wear the school's name and its colour, made readable, and the platform another", async () => {
    await school.inside(() =>
      changePage("general", { name: "Escola Nova", colours: { main: "#ffcc00", accent: "#ffcc00" } }),
    );
    const page = await new Browser(school.host, "none").ask("GET", "/admin/login");
    expect(page.text)
      .to.include("Escola Nova")
      .and.include(`--accent:${accentOf("#ffcc00")?.light ?? ""}`);
    const platform = await new Browser("localhost", "none").ask("GET", "/admin/login");
    expect(platform.text).to.include("#5b3a8c").and.include("house platform");
  });

  it("cost at most 5 kB on the line, and hold no script", async () => {
    for (const path of [
      "/admin/login",
      "/admin/forgot",
      "/admin/forgot?sent",
      "/admin/reset?token=x",
      "/admin/none/x",
    ]) {
      const { text } = await new Browser(school.host, "none").ask("GET", path);
      expect(gzipSync(text).length, path).to.be.below(5000);
      expect(text, path).not.to.include("<script");
    }
  });

  it("have every word in every language", () => {
    const keys = Object.keys(catalogueOf("en")["sign-in"] ?? {});
    expect(keys).not.to.be.empty;
    for (const language of LANGUAGES) expect(Object.keys(catalogueOf(language)["sign-in"] ?? {})).to.deep.equal(keys);
  });
});
