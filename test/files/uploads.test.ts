import { connect } from "node:net";
import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { storage } from "../../app/files/openStorage.js";
import { sweepUploads } from "../../app/commands/files/sweepUploads.js";
import * as models from "../../models/index.js";
import { useHome } from "../engine/papers.js";
import { buildStudent, makeUser } from "../factories.js";
import { appPort, ask, closeApp, type Answer } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";
import { sampleJpeg, samplePng, SECRET } from "./samples.js";

const FILES = "/api/v1/school/files";
const BOUNDARY = "xxBOUNDARYxx";
const part = (field: string, bytes: Buffer, name = "photo.png") =>
  Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`,
    ),
    bytes,
    Buffer.from("\r\n"),
  ]);
const form = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
const multipart = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };

describe("POST /school/files", () => {
  let a: School;
  let b: School;
  let leaveHome: () => void;
  const send = (
    raw: Buffer,
    more: { token?: string; key?: string; headers?: Record<string, string> } = { token: a.token },
  ) => ask("POST", FILES, { host: a.host, raw, ...more, headers: { ...multipart, ...more.headers } });
  const upload = (bytes = samplePng(), name?: string) => send(form(part("file", bytes, name)));
  const error = ({ status, body }: Answer) => [status, body.errors?.[0]?.path ?? body.code];

  before(async () => {
    leaveHome = await useHome();
    [a, b] = [await makeSchool(), await makeSchool()];
  });
  after(async () => {
    await closeApp();
    leaveHome();
  });

  it("keeps a picture, by its content and without its metadata, and answers a link to it", async () => {
    const { status, body, headers, text } = await upload(sampleJpeg(), "C:\\holiday\\Tar\u00edro.svg");
    expect(status, text).to.equal(201);
    expect(body).to.have.all.keys("id", "url", "contentType", "bytes");
    expect([body.contentType, headers.location]).to.deep.equal(["image/jpeg", body.url]);
    const shown = await ask("GET", body.url, { host: a.host });
    expect([shown.status, shown.headers["content-type"]]).to.deep.equal([200, "image/jpeg"]);
    expect(shown.headers["content-disposition"]).to.match(/^inline; filename="Tariro\.jpg"/);
    expect(shown.text).not.to.contain(SECRET);
    const row = await a.inside(() => models.StoredFile.findByPk(body.id, { rejectOnEmpty: true }));
    expect(row).to.include({ purpose: "upload", name: "Taríro.jpg", key: `${a.schema}/uploads/${body.id}.jpg` });
    expect(Number(row.bytes)).to.equal(body.bytes);
    expect((await ask("GET", body.url, { host: b.host })).status, "at the other school").to.equal(404);
  });

  it("refuses what is no form, no file, another field, two files, nothing, or nothing it takes", async () => {
    const file = part("file", samplePng());
    const cases: [string, Promise<Answer>, number, string][] = [
      ["JSON", ask("POST", FILES, { token: a.token, body: {} }), 415, "unsupported_media_type"],
      [
        "no boundary",
        send(form(file), { token: a.token, headers: { "content-type": "multipart/form-data" } }),
        400,
        "malformed_json",
      ],
      ["no file", send(form()), 422, "/file"],
      ["another field", send(form(part("photo", samplePng()))), 422, "/file"],
      ["two files", send(form(file, file)), 422, "/file"],
      ["an empty one", upload(Buffer.alloc(0)), 422, "/file"],
      ["SVG called PNG", upload(Buffer.from("<svg onload=alert(1)>")), 422, "/file"],
      ["a cut body", send(form(file).subarray(0, 200)), 400, "malformed_json"],
      ["11 MB", upload(Buffer.alloc(11 * 1024 * 1024)), 413, "too_large"],
    ];
    for (const [what, answer, status, where] of cases) expect(error(await answer), what).to.deep.equal([status, where]);
  });

  it("counts 10 MB where no length was said, too", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(appPort(), "127.0.0.1");
      let text = "";
      socket.on("data", (bytes) => {
        text += bytes.toString();
        if (text.includes("\r\n\r\n")) resolve(text);
      });
      socket.on("error", reject).on("close", () => resolve(text));
      socket.write(
        `POST ${FILES} HTTP/1.1\r\nHost: ${a.host}\r\nAuthorization: Bearer ${a.token}\r\nContent-Type: ${multipart["content-type"]}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const body = form(part("file", Buffer.alloc(10 * 1024 * 1024 + 1)));
      socket.write(`${body.length.toString(16)}\r\n`);
      socket.write(body);
      socket.write("\r\n0\r\n\r\n");
    });
    expect(answer).to.match(/^HTTP\/1\.1 413/);
  });

  it("asks who it is before it reads: nobody, a stale token, the platform's user, a key that may not", async () => {
    const raw = form(part("file", samplePng()));
    const user = await makeUser(a, { preset: "viewer" });
    await ask("PATCH", `/api/v1/school/users/${user.id}`, { token: a.token, body: { status: "disabled" } });
    expect((await send(raw, {})).status).to.equal(401);
    expect((await send(raw, { token: user.token })).status).to.equal(401);
    expect(error(await send(raw, { token: await platformToken() }))).to.deep.equal([403, "wrong_audience"]);
    const key = async (permission: string) =>
      (
        await ask("POST", "/api/v1/school/api-keys", {
          token: a.token,
          body: { name: permission, permissions: [permission] },
        })
      ).body.key as string;
    expect((await send(raw, { key: await key("students.read") })).status).to.equal(403);
    expect((await send(raw, { key: await key("students.write") })).status).to.equal(201);
    const early = await new Promise<string>((resolve, reject) => {
      const socket = connect(appPort(), "127.0.0.1", () => {
        socket.write(
          `POST ${FILES} HTTP/1.1\r\nHost: ${a.host}\r\nContent-Type: ${multipart["content-type"]}\r\nContent-Length: 5000000\r\n\r\n--${BOUNDARY}`,
        );
      });
      socket.on("error", reject).once("data", (bytes) => (resolve(bytes.toString()), socket.destroy()));
    });
    expect(early, "answered although the body never came").to.match(/^HTTP\/1\.1 401/);
  });

  it("is a pupil's photo, a signature and the crest when it is this school's picture, and nothing else is", async () => {
    const student = await a.inside(() => buildStudent());
    const uses = (id: string): [string, Promise<Answer>][] => [
      [
        "/photoFileId",
        ask("PATCH", `/api/v1/school/students/${student.id}`, { token: a.token, body: { photoFileId: id } }),
      ],
      ["/crestFileId", ask("PATCH", "/api/v1/school/settings/general", { token: a.token, body: { crestFileId: id } })],
    ];
    const pdf = (await upload(Buffer.from("%PDF-1.7\n%%EOF"))).body.id as string;
    const theirs = (
      await ask("POST", FILES, { token: b.token, raw: form(part("file", samplePng())), headers: multipart })
    ).body.id as string;
    const report = await a.inside(() =>
      models.StoredFile.create({
        key: `${a.schema}/r.png`,
        name: "r.png",
        contentType: "image/png",
        bytes: 1,
        sha256: "x",
        purpose: "report",
      }),
    );
    for (const [what, id] of Object.entries({ pdf, theirs, report: report.id, nothing: student.id }))
      for (const [path, answer] of uses(id)) expect(error(await answer), what).to.deep.equal([422, path]);
    const { body: file } = await upload();
    for (const [path, answer] of uses(file.id as string)) expect((await answer).status, path).to.equal(200);
    const shown = (await ask("GET", `/api/v1/school/students/${student.id}`, { token: a.token })).body;
    expect(shown.photoFileId).to.equal(file.id);
    expect((await ask("GET", shown.photoUrl, { host: a.host })).status).to.equal(200);
    const { body: cleared } = await ask("PATCH", `/api/v1/school/students/${student.id}`, {
      token: a.token,
      body: { photoFileId: null },
    });
    expect([cleared.photoFileId, cleared.photoUrl]).to.deep.equal([null, null]);
  });

  it("is forgotten after a day when nothing came to refer to it, row and bytes; what was used once stays", async () => {
    const student = await a.inside(() => buildStudent());
    const [unused, young, used] = [(await upload()).body, (await upload()).body, (await upload()).body];
    await ask("PATCH", `/api/v1/school/students/${student.id}`, { token: a.token, body: { photoFileId: used.id } });
    await ask("PATCH", `/api/v1/school/students/${student.id}`, { token: a.token, body: { photoFileId: null } });
    await a.inside(() =>
      sequelize.query("UPDATE files SET created_at = now() - interval '25 hours' WHERE id = ANY($1)", {
        bind: [[unused.id, used.id]],
      }),
    );
    const key = (id: string) => `${a.schema}/uploads/${id}.png`;
    expect(await storage().stat(key(unused.id as string))).not.to.equal(null);
    expect(await sweepUploads()).to.equal(1);
    const there = async (id: string) => [
      (await a.inside(() => models.StoredFile.count({ where: { id } }))) === 1,
      (await storage().stat(key(id))) !== null,
    ];
    expect(await there(unused.id as string)).to.deep.equal([false, false]);
    for (const { id } of [young, used]) expect(await there(id as string)).to.deep.equal([true, true]);
  });

  it("goes with its pupil when he is erased", async () => {
    const student = await a.inside(() => buildStudent());
    const { id } = (await upload()).body as { id: string };
    await ask("PATCH", `/api/v1/school/students/${student.id}`, { token: a.token, body: { photoFileId: id } });
    const erased = await ask("POST", `/api/v1/school/students/${student.id}/erase`, { token: a.token, body: {} });
    expect(erased.status, erased.text).to.be.oneOf([200, 204]);
    expect(await a.inside(() => models.StoredFile.count({ where: { id } }))).to.equal(0);
    expect(await storage().stat(`${a.schema}/uploads/${id}.png`)).to.equal(null);
  });
});
