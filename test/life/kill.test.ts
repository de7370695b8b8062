import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { env } from "../../app/env.js";
import { kinds } from "../../app/commands/life/kinds.js";
import { pumpOperations } from "../../app/commands/life/pump.js";
import { findClient, forgetClients } from "../../app/tenancy/resolve.js";
import { storage } from "../../app/files/openStorage.js";
import { StoredFile } from "../../models/school/StoredFile.js";
import { sums } from "../dump/support.js";
import { ask, closeApp } from "../support/app.js";
import { testDatabase, testKeys } from "../support/database.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";
import { freshName, traces } from "../tenancy/newSchools.js";
import { purgeNow } from "./purgeNow.js";
import { clone, filesBelow, form, keep, OPERATIONS, orphans, ownStorage, passOverOthers, SCHOOLS } from "./support.js";

/** A process that has loaded what a pump is made of, which takes seconds, and waits to be told when to die. */
async function loaded(): Promise<ChildProcess> {
  const child = new URL("dyingPump.ts", import.meta.url).pathname;
  const args = ["--import", "tsx", child, await testDatabase(), testKeys(), env.FILES_URL ?? ""];
  return spawn(process.execPath, args, {
    stdio: ["pipe", "ignore", "ignore"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
}
let next: Promise<ChildProcess> | undefined;

/** Runs the pump in another process until it kills itself. Answers the signal that ended it. */
async function killedAt(moment: string, failAt = ""): Promise<NodeJS.Signals | null> {
  const child = await (next ?? loaded());
  next = loaded();
  child.stdin?.end(JSON.stringify({ moment, failAt }));
  return new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
}

describe("an operation whose process is killed", function () {
  this.timeout(240_000);
  let own: Awaited<ReturnType<typeof ownStorage>>;
  let school: School;
  let token: string;
  before(async () => {
    own = await ownStorage();
    school = await makeSchool();
    await passOverOthers();
    const key = `${school.schema}/uploads/crest.png`;
    const stored = await keep(key, "crest");
    await school.inside(() =>
      StoredFile.create({ name: "crest.png", contentType: "image/png", purpose: "crest", key, ...stored }),
    );
    token = await platformToken();
  });
  after(async () => {
    (await next)?.kill("SIGKILL");
    await own.remove();
    await closeApp();
  });

  /** Carried on in this process, once the dead one's lease is over. */
  const carriedOn = async (id: string) => {
    await pause(1_100);
    await pumpOperations();
    forgetClients();
    return (await ask("GET", `${OPERATIONS}/${id}`, { token })).body;
  };
  const momentsOf = (kind: string) => kinds.get(kind)!.steps.flatMap(({ name }) => [`before ${name}`, `after ${name}`]);
  const whole = async (schemaName: string) => {
    const client = await findClient({ schemaName });
    if (!client) throw new Error("it is not there");
    const [a, b] = [await sums(school.client), await sums(client, school.schema)];
    for (const table of ["settings", "roles", "forms", "files"]) expect(b[table], table).to.equal(a[table]);
    expect(client.status).to.equal("active");
    expect(await filesBelow(own.folder, schemaName)).to.deep.equal(["crest.png"]);
  };

  for (const moment of momentsOf("clone"))
    it(`clone, ${moment}: is finished by the next, once, and nothing is orphaned`, async () => {
      const schemaName = freshName();
      const { body } = await clone(school.client.id, token, { name: "K", schemaName });
      expect(await killedAt(moment)).to.equal("SIGKILL");
      expect(await carriedOn(body.id)).to.deep.include({ status: "done", error: null });
      await whole(schemaName);
      expect(await orphans()).to.deep.equal([]);
    });

  for (const moment of ["before load", "after load", "after files", "after ready"])
    it(`import, ${moment}: is finished by the next, and nothing is orphaned`, async () => {
      const exported = await ask("POST", `${SCHOOLS}/${school.client.id}/export`, { token, body: {} });
      await pumpOperations();
      const parts: Buffer[] = [];
      for await (const part of storage().get(`${school.schema}/dumps/${exported.body.id}/school.tar.gz`))
        parts.push(part as Buffer);
      await storage().clear(`${school.schema}/dumps/${exported.body.id}`);
      const schemaName = freshName();
      const { body } = await ask("POST", `${SCHOOLS}/import`, { token, ...form(Buffer.concat(parts), { schemaName }) });
      expect(await killedAt(moment)).to.equal("SIGKILL");
      expect((await carriedOn(body.id)).status).to.equal("done");
      await whole(schemaName);
      expect(await orphans()).to.deep.equal([]);
    });

  for (const moment of ["undo ready", "undo files", "undo load", "undo write"])
    it(`a clone that failed, while it is taken back, at ${moment}: is taken back by the next, to the last row and file`, async () => {
      const schemaName = freshName();
      const { body } = await clone(school.client.id, token, { name: "K", schemaName });
      expect(await killedAt(moment, "before ready")).to.equal("SIGKILL");
      expect(await carriedOn(body.id)).to.deep.include({ status: "failed", error: "it fails" });
      expect(await traces(schemaName)).to.deep.equal([]);
      expect(await filesBelow(own.folder, schemaName)).to.deep.equal([]);
      expect(await orphans()).to.deep.equal([]);
    });

  for (const moment of [...momentsOf("delete"), ...momentsOf("restore").slice(1), ...momentsOf("purge")])
    it(`deletion, restoring and purge, at ${moment}: each is finished by the next`, async () => {
      const doomed = await makeSchool();
      const url = `${SCHOOLS}/${doomed.client.id}`;
      const remove = () => ask("DELETE", url, { token, body: { confirm: doomed.schema } });
      const { body } = await remove();
      const died = momentsOf("delete").includes(moment);
      if (died) expect(await killedAt(moment)).to.equal("SIGKILL");
      expect((await (died ? carriedOn(body.id) : pumpOperations().then(() => carriedOn(body.id)))).status).to.equal(
        "done",
      );
      expect(await filesBelow(own.folder, doomed.schema)).to.deep.equal(["school.tar.gz"]);
      if (momentsOf("purge").includes(moment)) {
        const id = await purgeNow(doomed.client.id);
        expect(await killedAt(moment)).to.equal("SIGKILL");
        expect((await carriedOn(id)).status).to.equal("done");
        expect(await traces(doomed.schema)).to.deep.equal([]);
        return;
      }
      const restored = await ask("POST", `${url}/restore`, { token, body: {} });
      const diedAgain = momentsOf("restore").includes(moment);
      if (diedAgain) expect(await killedAt(moment)).to.equal("SIGKILL");
      else await pumpOperations();
      expect((await carriedOn(restored.body.id)).status).to.equal("done");
      expect((await ask("GET", "/api/v1/school/auth/me", { host: doomed.host, token: doomed.token })).status).to.equal(
        200,
      );
      expect(await orphans()).to.deep.equal([]);
    });
});
