import { expect } from "chai";
import { useClock } from "../../app/locale/clock.js";
import {
  buildClassSession,
  buildClassSessionSubject,
  buildSession,
  buildStaff,
  buildStudent,
  makeUser,
  type SignedIn,
} from "../factories.js";
import { closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { callsOf, NOBODY, ok, wrong } from "./support.js";

describe("registrations", () => {
  let a: School;
  let b: School;
  let viewer: SignedIn;
  const { call, post, patch, read } = callsOf(() => a.token);

  before(async () => {
    useClock(() => new Date("2026-03-02T22:30:00Z"));
    a = await makeSchool();
    b = await makeSchool();
    viewer = await makeUser(a, { preset: "viewer" });
  });
  after(async () => {
    useClock();
    await closeApp();
  });

  const classes = (capacity: number | null = null) =>
    a.inside(async () => {
      const { id: sessionId } = await buildSession();
      const one = await buildClassSession({ sessionId, capacity });
      const two = await buildClassSession({ sessionId });
      return { sessionId, one: one.id, two: two.id };
    });
  const students = (n: number) =>
    a.inside(async () => {
      const ids: string[] = [];
      for (let index = 0; index < n; index++) ids.push((await buildStudent()).id);
      return ids;
    });

  it("are made in bulk, in the order sent, from the school's own today", async () => {
    const { sessionId, one } = await classes();
    const studentIds = (await students(3)).reverse();
    const { data } = await ok(post(`/class-sessions/${one}/registrations`, { studentIds }));
    expect(data.map((row: { studentId: string }) => row.studentId)).to.deep.equal(studentIds);
    // 22:30 UTC on the second is half past midnight on the third in Harare.
    const placements = [{ classSessionId: one, from: "2026-03-03", to: null }];
    expect(data[0]).to.deep.include({ sessionId, classSessionId: one, status: "active", placements });
    expect((await read(`/students/${studentIds[0]}`)).body.currentClassSession.id).to.equal(one);
    expect((await read(`/class-sessions/${one}/registrations`)).body.page.total).to.equal(3);
    expect((await read(`/sessions/${sessionId}/registrations?status=active`)).body.page.total).to.equal(3);
    expect((await read(`/students/${studentIds[0]}/registrations`)).body.page.total).to.equal(1);
    expect((await ok(patch(`/registrations/${data[0].id}`, { rollNumber: 7 }), 200)).rollNumber).to.equal(7);
  });

  it("are one a student and session", async () => {
    const { one, two } = await classes();
    const [id = "", other = ""] = await students(2);
    await ok(post(`/class-sessions/${one}/registrations`, { studentIds: [id] }));
    const refused = await wrong(
      post(`/class-sessions/${two}/registrations`, { studentIds: [other, id] }),
      409,
      "/studentIds/1",
    );
    expect(refused.code).to.equal("duplicate");
    expect((await read(`/class-sessions/${two}/registrations`)).body.page.total, "nothing half-done").to.equal(0);
    const [fresh] = await students(1);
    const both = await Promise.all(
      [one, two].map((at) => post(`/class-sessions/${at}/registrations`, { studentIds: [fresh] })),
    );
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
  });

  it("fill a class to its capacity, beyond it only when wished, of two at once too", async () => {
    const { one } = await classes(2);
    const [first, second, third, fourth] = await students(4);
    const at = `/class-sessions/${one}/registrations`;
    expect((await post(at, { studentIds: [first, second, third] })).body.code).to.equal("over_capacity");
    await ok(post(at, { studentIds: [first] }));
    const both = await Promise.all([second, third].map((id) => post(at, { studentIds: [id] })));
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
    await ok(post(at, { studentIds: [fourth], overCapacity: true }));
  });

  it("name the wrong student", async () => {
    const { one } = await classes();
    const [id = ""] = await students(1);
    const theirs = await b.inside(() => buildStudent());
    const left = await a.inside(() => buildStudent({ status: "graduated" }));
    const at = `/class-sessions/${one}/registrations`;
    const refused = (studentIds: unknown) => post(at, { studentIds });
    await wrong(refused([id, theirs.id]), 422, "/studentIds/1");
    await wrong(refused([id, NOBODY]), 422, "/studentIds/1");
    await wrong(refused([id, id]), 422, "/studentIds/1");
    await wrong(refused([id, left.id]), 422, "/studentIds/1");
    await wrong(refused([id, "x"]), 422, "/studentIds/1");
    await wrong(refused([]), 422, "/studentIds");
    await wrong(post(at, { studentIds: [id], on: "2026-02-30" }), 422, "/on");
    await wrong(post(at, { studentIds: [id], on: "2027-03-01" }), 422, "/on");
    expect((await post(at, { studentIds: [theirs.id] }, b.token)).status).to.equal(404);
    expect((await post(at, { studentIds: [id] }, viewer.token)).status).to.equal(403);
    expect((await read(at)).body.page.total).to.equal(0);
  });

  it("move within their session and keep where they were", async () => {
    const { one, two } = await classes();
    const [studentId = ""] = await students(1);
    const body = { studentIds: [studentId], on: "2026-01-12" };
    const [{ id }] = (await ok(post(`/class-sessions/${one}/registrations`, body))).data;
    const move = (more: object, token?: string) => post(`/registrations/${id}/move`, more, token);
    const elsewhere = await classes();
    await wrong(move({ classSessionId: elsewhere.one }), 422, "/classSessionId");
    await wrong(move({ classSessionId: one }), 422, "/classSessionId");
    await wrong(move({ classSessionId: two, on: "2025-12-31" }), 422, "/on");
    expect((await move({ classSessionId: two }, b.token)).status).to.equal(404);
    expect((await move({ classSessionId: two }, viewer.token)).status).to.equal(403);
    const moved = await ok(move({ classSessionId: two, on: "2026-02-02" }), 200);
    expect(moved.placements).to.deep.equal([
      { classSessionId: one, from: "2026-01-12", to: "2026-02-01" },
      { classSessionId: two, from: "2026-02-02", to: null },
    ]);
    expect((await read(`/students/${studentId}`)).body.currentClassSession.id).to.equal(two);
    await wrong(move({ classSessionId: one, on: "2026-02-01" }), 422, "/on");
    const sameDay = await ok(move({ classSessionId: one, on: "2026-02-02" }), 200);
    expect(sameDay.placements).to.have.length(2);
  });

  it("are withdrawn from a day on, and come back by moving", async () => {
    const { one, two } = await classes();
    const [studentId = ""] = await students(1);
    const body = { studentIds: [studentId], on: "2026-01-12" };
    const [{ id }] = (await ok(post(`/class-sessions/${one}/registrations`, body))).data;
    const withdraw = (more: object, token?: string) => post(`/registrations/${id}/withdraw`, more, token);
    await wrong(withdraw({ on: "2026-01-11" }), 422, "/on");
    expect((await withdraw({}, b.token)).status).to.equal(404);
    const gone = await ok(withdraw({ on: "2026-02-10", reason: "Moved away" }), 200);
    expect(gone.status).to.equal("withdrawn");
    expect(gone.placements).to.deep.equal([{ classSessionId: one, from: "2026-01-12", to: "2026-02-10" }]);
    expect((await read(`/students/${studentId}`)).body.currentClassSession).to.equal(null);
    await wrong(withdraw({}), 409, "invalid_transition");
    await wrong(post(`/class-sessions/${two}/registrations`, { studentIds: [studentId] }), 409, "/studentIds/0");
    await wrong(post(`/registrations/${id}/move`, { classSessionId: two, on: "2026-02-10" }), 422, "/on");
    const back = await ok(post(`/registrations/${id}/move`, { classSessionId: one, on: "2026-02-20" }), 200);
    expect([back.status, back.placements.length]).to.deep.equal(["active", 2]);
  });

  it("choose electives of their class", async () => {
    const { one, two } = await classes();
    const { maths, art, music, other } = await a.inside(async () => ({
      maths: (await buildClassSessionSubject({ classSessionId: one })).subjectId,
      art: (await buildClassSessionSubject({ classSessionId: one, elective: true })).subjectId,
      music: (await buildClassSessionSubject({ classSessionId: one, elective: true })).subjectId,
      other: (await buildClassSessionSubject({ classSessionId: two, elective: true })).subjectId,
    }));
    const [{ id }] = (await ok(post(`/class-sessions/${one}/registrations`, { studentIds: await students(1) }))).data;
    const at = `/registrations/${id}/subjects`;
    const taken = (body: { data: { subjectId: string }[] }) => body.data.map(({ subjectId }) => subjectId);
    const put = (subjectIds: unknown, token?: string) => call("PUT", at, { subjectIds }, token);
    expect(taken((await read(at)).body)).to.deep.equal([maths]);
    expect(taken(await ok(put([music, maths]), 200))).to.have.members([maths, music]);
    const second = await ok(put([art]), 200);
    expect(taken(second)).to.have.members([maths, art]);
    expect((await read(at)).body).to.deep.equal(second);
    await wrong(put([art, other]), 422, "/subjectIds/1");
    await wrong(put([art, art]), 422, "/subjectIds/1");
    expect((await put([art], b.token)).status).to.equal(404);
    expect((await put([art], viewer.token)).status).to.equal(403);
    expect((await read(at, b.token)).status).to.equal(404);
  });

  it("in a later session leave the student in this year's class until that session is current", async () => {
    const now = await classes();
    const next = await classes();
    const studentIds = await students(1);
    await ok(post(`/class-sessions/${now.one}/registrations`, { studentIds }));
    await ok(post(`/sessions/${now.sessionId}/activate`), 200);
    await ok(post(`/class-sessions/${next.one}/registrations`, { studentIds }));
    const current = async () => (await read(`/students/${studentIds[0]}`)).body.currentClassSession?.id;
    expect(await current()).to.equal(now.one);
    await ok(post(`/sessions/${next.sessionId}/activate`), 200);
    expect(await current()).to.equal(next.one);
    await wrong(
      post(`/class-sessions/${now.two}/registrations`, { studentIds: await students(1) }),
      409,
      "invalid_transition",
    );
  });

  it("of own classes only are shown to a teacher", async () => {
    const teacher = await makeUser(a, { preset: "class-teacher" });
    const { one, two } = await a.inside(async () => {
      const { id: sessionId } = await buildSession();
      const one = await buildClassSession({ sessionId, classTeacherId: teacher.id });
      const two = await buildClassSession({ sessionId, classTeacherId: (await buildStaff()).id });
      return { one: one.id, two: two.id };
    });
    const [mine, theirs] = await students(2);
    await ok(post(`/class-sessions/${one}/registrations`, { studentIds: [mine] }));
    const [row] = (await ok(post(`/class-sessions/${two}/registrations`, { studentIds: [theirs] }))).data;
    const seen = (await read("/students", teacher.token)).body.data;
    expect(seen.map((found: { id: string }) => found.id)).to.deep.equal([mine]);
    expect((await read(`/registrations/${row.id}`, teacher.token)).status).to.equal(404);
    expect((await read(`/registrations/${row.id}/subjects`, teacher.token)).status).to.equal(404);
    expect((await read(`/students/${theirs}`, teacher.token)).status).to.equal(404);
  });
});
