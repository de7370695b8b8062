import { expect } from "chai";
import { sha256 } from "../../app/crypto/keys.js";
import { testKeys } from "../support/database.js";
import { freshKey, withKeys } from "../support/keys.js";
import { keyOf } from "../../app/files/keys.js";
import { storage } from "../../app/files/openStorage.js";
import { signedLink } from "../../app/files/signedLinks.js";
import * as models from "../../models/index.js";
import { useHome } from "../engine/papers.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

describe("/media", () => {
  let school: School;
  let other: School;
  let fileId: string;
  let leaveHome: () => void;
  const TEXT = "0123456789".repeat(10);
  before(async () => {
    leaveHome = await useHome();
    [school, other] = [await makeSchool(), await makeSchool()];
    const key = keyOf(school.schema, "tests", "a.txt");
    const stored = await storage().put(key, Buffer.from(TEXT));
    const file = { key, name: "Ọlá.txt", contentType: "text/plain", purpose: "test", ...stored };
    fileId = (await school.inside(() => models.StoredFile.create(file))).id;
  });
  after(async () => {
    await closeApp();
    leaveHome();
  });
  const link = (more: object = {}) =>
    signedLink({ clientId: school.client.id, fileId, name: "Ọlá.txt", purpose: "download", ...more });
  const get = (url: string, headers: Record<string, string> = {}, host = school.host, method = "GET") =>
    ask(method, url, { host, headers });

  it("sends the file to whoever has the link, without a token", async () => {
    const { status, text, headers } = await get(link());
    expect([status, text]).to.deep.equal([200, TEXT]);
    expect(headers.etag).to.equal(`"${sha256(TEXT)}"`);
    expect(headers["accept-ranges"]).to.equal("bytes");
    expect(headers["content-disposition"]).to.equal(
      `attachment; filename="Ola.txt"; filename*=UTF-8''%E1%BB%8Cl%C3%A1.txt`,
    );
    expect(headers["x-content-type-options"]).to.equal("nosniff");
    expect((await get(link(), {}, "localhost")).status, "a main host will do").to.equal(200);
    const head = await get(link(), {}, school.host, "HEAD");
    expect([head.status, head.text, head.headers["content-length"]]).to.deep.equal([200, "", "100"]);
  });

  it("sends parts: a range, an open one, a suffix; none outside of the file", async () => {
    const part = async (range: string, more = {}) => {
      const { status, text, headers } = await get(link(), { range, ...more });
      return [status, text, headers["content-range"]];
    };
    expect(await part("bytes=0-3")).to.deep.equal([206, "0123", "bytes 0-3/100"]);
    expect(await part("bytes=97-")).to.deep.equal([206, "789", "bytes 97-99/100"]);
    expect(await part("bytes=-2")).to.deep.equal([206, "89", "bytes 98-99/100"]);
    expect(await part("bytes=100-")).to.deep.equal([416, "", "bytes */100"]);
    expect((await part("bytes=0-3", { "if-range": '"of-another-file"' }))[0]).to.equal(200);
    expect((await part("bytes=0-3", { "if-range": `"${sha256(TEXT)}"` }))[0]).to.equal(206);
    expect((await get(link(), { "if-none-match": `"${sha256(TEXT)}"` })).status).to.equal(304);
  });

  it("refuses a link that was changed in any part, has expired, or was never ours", async () => {
    const whole = link();
    expect((await get(whole.replace(fileId, other.client.id))).status).to.equal(403);
    expect((await get(whole.replace(school.client.id, other.client.id))).status).to.equal(403);
    expect((await get(whole.replace("purpose=download", "purpose=view"))).status).to.equal(403);
    expect((await get(whole.replace(/expires=\d+/, "expires=99999999999"))).status).to.equal(403);
    expect((await get(whole.replace(/signature=.*/, "signature=x"))).status).to.equal(403);
    expect((await get(whole.split("?")[0]!)).status).to.equal(403);
    expect((await get(`${whole}&expires=1`)).status).to.equal(403);
    const late = await get(link({ seconds: -1 }));
    expect([late.status, late.body.detail]).to.deep.equal([403, "This link has expired: ask for a new one"]);
  });

  it("refuses a school's link on another school's host, and a file that is not that school's", async () => {
    expect((await get(link(), {}, other.host)).status).to.equal(404);
    expect((await get(link(), {}, "nobody.example.test")).status).to.equal(404);
    expect((await get(link({ clientId: other.client.id }), {}, other.host)).status).to.equal(404);
  });

  it("answers a file whose bytes are gone with 404, not with half of it", async () => {
    const key = keyOf(school.schema, "tests", "gone.txt");
    const file = { key, name: "gone.txt", contentType: "text/plain", purpose: "test", bytes: 5, sha256: "0" };
    const gone = await school.inside(() => models.StoredFile.create(file));
    expect((await get(link({ fileId: gone.id }))).status).to.equal(404);
  });

  it("keeps links that were signed with an older key of SECRET_KEYS", async () => {
    const old = link();
    await withKeys(`${freshKey("newer")},${testKeys()}`, async () => {
      expect((await get(old)).status).to.equal(200);
      expect((await get(link())).status).to.equal(200);
    });
  });
});
