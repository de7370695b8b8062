import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect } from "chai";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { makeUser, type SignedIn } from "../factories.js";
import { pngChunk, samplePng } from "../files/samples.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { callsOf, ok, wrong } from "./support.js";

describe("one's own signature", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let teacher: SignedIn;
  const { call, read, post } = callsOf(() => teacher.token);
  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
    teacher = await makeUser(school, { preset: "subject-teacher" });
  });
  after(closeApp);

  const upload = async (token: string, bytes = samplePng()): Promise<string> => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(bytes)]), "hand.png");
    const sent = new Response(form);
    const raw = Buffer.from(await sent.arrayBuffer());
    const headers = { "content-type": sent.headers.get("content-type") ?? "" };
    return (await ok(ask("POST", "/api/v1/school/files", { token, raw, headers }))).id as string;
  };
  const put = (signatureFileId: string | null, token?: string) => call("PUT", "/signature", { signatureFileId }, token);

  it("is set and taken away by whoever it is, and told to nobody else", async () => {
    expect((await read("/signature")).body).to.deep.equal({ signatureFileId: null, signatureUrl: null });
    const id = await upload(teacher.token);
    const told = await ok(put(id), 200);
    expect([told.signatureFileId, told.signatureUrl]).to.satisfy(
      ([file, url]: string[]) => file === id && url?.startsWith("/media/"),
    );
    expect((await read("/signature", school.token)).body.signatureFileId).to.equal(null);
    const entries = await school.inside(() => AuditEntry.findAll({ where: { entity: "Staff", entityId: teacher.id } }));
    expect(entries.map(({ after }) => after?.signatureFileId)).to.include(id);
    await ok(put(null), 200);
    expect((await read("/signature")).body.signatureFileId).to.equal(null);
  });

  it("must be a picture of the school of at most 1 MB", async () => {
    await wrong(put(await upload(other.token)), 422, "/signatureFileId");
    // A picture of noise: nothing makes it smaller than its points.
    const [width, height] = [1100, 1000];
    const plain = samplePng(width, height);
    const start = plain.indexOf("IDAT") - 4;
    const end = plain.indexOf("IEND") - 4;
    const noise = deflateSync(
      Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), randomBytes(width)]))),
    );
    const heavy = Buffer.concat([plain.subarray(0, start), pngChunk("IDAT", noise), plain.subarray(end)]);
    const refused = await wrong(put(await upload(teacher.token, heavy)), 422, "/signatureFileId");
    expect(refused.errors[0].code).to.equal("too_large");
  });

  it("is nothing that a key has", async () => {
    const key = await ok(post("/api-keys", { name: "Sync", permissions: ["structure.read"] }, school.token));
    const answer = await ask("GET", "/api/v1/school/signature", { headers: { "x-api-key": key.key as string } });
    expect([answer.status, answer.body.code]).to.deep.equal([403, "forbidden"]);
  });
});
