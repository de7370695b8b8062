import { expect } from "chai";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Student } from "../../models/school/Student.js";
import { schoolResources } from "../../resources/index.js";
import type { School } from "../support/schools.js";
import { classOf } from "./school.js";
import { Browser, schoolWithPanel, usePanel, userWith } from "./support.js";

const child = (lastName: string) => ({ firstName: "Ana", lastName, gender: "female", dateOfBirth: "2010-02-03" });
interface Outcome {
  total: number;
  done: boolean;
  refused: { id: string; code: string }[];
}

describe("/admin/view, what the pages read", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  let ids: string[];
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
    const made = await school.inside(() => Student.create(child("Ncube")));
    const more = await school.inside(() => Student.create(child("Moyo")));
    ids = [made.id, more.id];
  });
  const bulk = (who: Browser, verb: string, body: Record<string, unknown>) =>
    who.ask("POST", `/admin/view/students/bulk/${verb}`, { body });
  const standing = () => school.inside(() => Student.count());

  it("answers a list with the rows' names, and those of what their columns lead to", async () => {
    const { student } = await school.inside(() => classOf(undefined));
    const { status, body } = await admin.ask("GET", `/admin/view/registrations?studentId=${student}`);
    expect(status).to.equal(200);
    const { rows, names } = body as unknown as {
      rows: { classSessionId: string; $: { title: string } }[];
      names: Record<string, Record<string, { title: string }>>;
    };
    expect(rows.map((one) => one.$.title)).to.deep.equal([names.students?.[student]?.title]);
    expect(rows[0]?.$.title).to.match(/^T\d+, Own$/);
    expect(names["class-sessions"]?.[rows[0]?.classSessionId ?? ""]?.title).to.match(/^T\d+$/);
  });

  it("shows each of the school's lists, and refuses a filter of another version by its name", async () => {
    for (const { name, panel } of schoolResources) {
      const { status, body } = await admin.ask("GET", `/admin/view/${name}?pageSize=1`);
      expect([200, 404], `${name}: ${JSON.stringify(body)}`).to.include(status);
      if (panel === undefined) expect(status, name).to.equal(404);
    }
    const strange = await admin.ask("GET", "/admin/view/students?shoeSize=9");
    expect(strange.status).to.equal(422);
    expect((strange.body.errors as { path: string }[])[0]?.path).to.equal("/shoeSize");
  });

  it("knows nothing of another school: neither its cookie nor its rows", async () => {
    const other = await schoolWithPanel();
    const theirs = new Browser(other.school.host);
    theirs.cookie = admin.cookie;
    for (const path of ["students", `students/${ids[0]}`, "counts/students"])
      expect((await theirs.ask("GET", `/admin/view/${path}`)).status, path).to.equal(401);
    expect((await other.browser.ask("GET", `/admin/view/students/${ids[0]}`)).status).to.equal(404);
    const outcome = (await bulk(other.browser, "remove", { ids, preview: false })).body as unknown as Outcome;
    expect(outcome.done).to.equal(false);
    expect(outcome.refused.map((one) => one.code)).to.deep.equal(["not_found", "not_found"]);
  });

  it("answers scripts of its own pages only, and who is signed in", async () => {
    const foreign = new Browser(school.host, "cross-site");
    foreign.cookie = admin.cookie;
    expect((await foreign.ask("GET", "/admin/view/students")).status).to.equal(403);
    expect((await new Browser(school.host).ask("GET", "/admin/view/students")).status).to.equal(401);
  });

  it("tells before a verb over many rows what would happen, and leaves nothing of it", async () => {
    const before = await standing();
    const entries = () => school.inside(() => AuditEntry.count());
    const told = await entries();
    const outcome = (await bulk(admin, "remove", { ids, preview: true })).body as unknown as Outcome;
    expect(outcome).to.deep.equal({ total: 2, refused: [], done: false });
    expect(await standing()).to.equal(before);
    expect(await entries()).to.equal(told);
  });

  it("does it to all rows or to none", async () => {
    const before = await standing();
    const strange = "01890000-0000-7000-8000-000000000000";
    const half = (await bulk(admin, "remove", { ids: [...ids, strange], preview: false })).body as unknown as Outcome;
    expect(half.done).to.equal(false);
    expect(half.refused.map((one) => one.id)).to.deep.equal([strange]);
    expect(await standing()).to.equal(before);
    const query = { search: "Ncube" };
    const whole = (await bulk(admin, "remove", { query, preview: false })).body as unknown as Outcome;
    expect(whole).to.deep.equal({ total: 1, refused: [], done: true });
    expect(await standing()).to.equal(before - 1);
  });

  it("shows a removed record to who may bring it back, with that and nothing else to do", async () => {
    const { body } = await admin.ask("GET", `/admin/view/students/${ids[0]}`);
    expect(body.may).to.deep.equal({ update: false, remove: false, verbs: ["restore"] });
    const reader = await userWith(school, ["students.read"]);
    expect((await reader.ask("GET", `/admin/view/students/${ids[0]}`)).status).to.equal(404);
  });

  it("lets a reader read and change nothing", async () => {
    const reader = await userWith(school, ["students.read"]);
    const { body } = await reader.ask("GET", `/admin/view/students/${ids[1]}`);
    expect(body.may).to.deep.equal({ update: false, remove: false, verbs: [] });
    const outcome = (await bulk(reader, "remove", { ids: [ids[1]], preview: false })).body as unknown as Outcome;
    expect(outcome.refused.map((one) => one.code)).to.deep.equal(["forbidden"]);
    expect((await bulk(reader, "erase", { ids: [ids[1]], preview: false })).body).to.deep.include({ done: false });
    expect((await bulk(admin, "nonsense", { ids, preview: true })).status).to.equal(404);
  });
});
