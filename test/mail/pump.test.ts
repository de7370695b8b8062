import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mkdtemp } from "node:fs/promises";
import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { configure, env } from "../../app/env.js";
import { sendMail } from "../../app/mail/mailer.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { OutboxMessage } from "../../models/public/OutboxMessage.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import type { SmtpServer } from "./smtpServer.js";
import { hurry, linkOf, openMail, pump, rowsOf } from "./support.js";

describe("mail in the outbox", () => {
  const mode = env.NODE_ENV;
  let a: School;
  let user: SignedIn;
  let smtp: SmtpServer;
  let url: string;
  let close: () => Promise<void>;
  const forgot = () =>
    ask("POST", "/api/v1/school/auth/forgot-password", { host: a.host, body: { email: user.email } });
  const states = async () => (await rowsOf(user.email)).map(({ state, attempts }) => `${state} ${attempts}`);

  before(async () => {
    ({ smtp, url, close } = await openMail());
    a = await makeSchool();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    user = await makeUser(a, { preset: "registrar" });
  });
  afterEach(() => configure({ SMTP_URL: url, NODE_ENV: mode }));
  after(async () => {
    await close();
    await closeApp();
  });

  it("is a row before it leaves, leaves once, and holds nothing that opens an account", async () => {
    await forgot();
    expect([await states(), smtp.mails.length]).to.deep.equal([["queued 0"], 0]);
    expect([await pump(), await pump()]).to.deep.equal([1, 0]);
    expect([await states(), smtp.mails.length]).to.deep.equal([["sent 1"], 1]);
    expect((await rowsOf(user.email))[0]?.payload).to.deep.equal({});
  });

  it("is sent once by two pumps at the same time", async () => {
    await forgot();
    const sent = await Promise.all([pump(), pump(), pump()]);
    expect([sent.reduce((sum, one) => sum + one, 0), smtp.mails.length]).to.deep.equal([1, 1]);
  });

  it("is tried again when the server cannot now, and given up when it never will", async () => {
    await forgot();
    smtp.answers.push("451 later");
    expect([await pump(), await pump()], "not at once").to.deep.equal([0, 0]);
    expect(await states()).to.deep.equal(["queued 1"]);
    await hurry();
    expect(await pump()).to.equal(1);
    await forgot();
    smtp.answers.push("550 no such mailbox");
    await pump();
    expect(await states()).to.deep.equal(["sent 2", "failed 1"]);
    expect((await rowsOf(user.email))[1]?.error).to.contain("550");
  });

  it("goes again under the same Message-ID when nobody knows whether it left", async () => {
    await forgot();
    smtp.answers.push("hang up");
    await pump();
    await hurry();
    await pump();
    expect(await states()).to.deep.equal(["sent 2"]);
    const id = (
      await withPlatform(() =>
        sequelize.query("SELECT id FROM public.outbox_messages WHERE address = $1", { bind: [user.email] }),
      )
    )[0][0] as { id: string };
    expect(smtp.mails[0]?.raw).to.contain(`Message-ID: <${id.id}@`);
  });

  it("goes again when its sender died, and not while it may live", async () => {
    await forgot();
    const die =
      "UPDATE public.outbox_messages SET state = 'sending', attempts = 1, lease_until = now() + interval '1 minute', lease_token = id WHERE address = $1";
    await withPlatform(() => sequelize.query(die, { bind: [user.email] }));
    expect(await pump()).to.equal(0);
    await hurry();
    expect(await pump()).to.equal(1);
    expect(await states()).to.deep.equal(["sent 2"]);
  });

  it("waits without a server in production, and expires with the link it would have held", async () => {
    await forgot();
    configure({ SMTP_URL: undefined, NODE_ENV: "production" });
    expect([await pump(), await states()]).to.deep.equal([0, ["queued 0"]]);
    await withPlatform(() =>
      sequelize.query("UPDATE public.outbox_messages SET expires_at = now() WHERE address = $1", {
        bind: [user.email],
      }),
    );
    expect([await pump(), await states()]).to.deep.equal([0, ["expired 0"]]);
  });

  it("lies in the home folder in development without a server", async () => {
    const [home, before] = [await mkdtemp(join(tmpdir(), "formroom-mail-")), env.FORMROOM_HOME];
    configure({ SMTP_URL: undefined, FORMROOM_HOME: home });
    try {
      await forgot();
      expect(await pump()).to.equal(1);
      const [file = ""] = await readdir(join(home, "mail"));
      const raw = await readFile(join(home, "mail", file), "utf8");
      expect(raw).to.match(/^From: /m);
      expect(linkOf({ from: "", to: [], raw })).to.contain("/admin/reset?token=");
    } finally {
      configure({ FORMROOM_HOME: before });
      await rm(home, { recursive: true });
    }
  });

  it("is seen by its school only, and by no part that speaks WhatsApp", async () => {
    const b = await makeSchool();
    await forgot();
    const seen = () =>
      sequelize.query("SELECT 1 FROM public.outbox_messages WHERE address = $1", { bind: [user.email] });
    expect((await b.inside(seen))[0]).to.deep.equal([]);
    expect((await a.inside(seen))[0].length).to.equal(1);
    expect(await a.inside(() => OutboxMessage.count())).to.equal(0);
  });

  it("never leaves while a scope is open", async () => {
    const letter = { to: { name: "A", address: "a@example.test" }, from: "B", subject: "C", text: "D" };
    const inside = await a.inside(() => sendMail(letter, "1").catch((error: unknown) => String(error)));
    expect(inside).to.contain("inside a scope");
  });

  it("takes no header from a name", async () => {
    const name = "A\r\nBcc: evil@example.test";
    await sendMail({ to: { name, address: "a@example.test" }, from: name, subject: name, text: "D" }, "2");
    expect(smtp.mails[0]?.to).to.deep.equal(["a@example.test"]);
    expect(smtp.mails[0]?.raw).not.to.match(/^Bcc:/m);
  });
});
