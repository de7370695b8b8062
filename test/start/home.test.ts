import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { StartError } from "../../app/home/StartError.js";
import { controlPath } from "../../app/home/controlPath.js";
import { askControl, serveControl } from "../../app/home/controlSocket.js";
import { openHome } from "../../app/home/openHome.js";
import { openSecrets, readSecrets } from "../../app/home/secrets.js";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("the home folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "formroom-home-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is closed to others, and new until it has secrets", () => {
    const home = openHome(join(folder, "deep", "var"));
    expect([home.path, home.run, home.logs].map(modeOf)).to.deep.equal([0o700, 0o700, 0o700]);
    expect(home.isNew).to.equal(true);
    openSecrets(home.secrets);
    expect(openHome(home.path).isNew).to.equal(false);
  });

  it("closes an empty folder that was made by hand, and leaves a shared one as it is", () => {
    mkdirSync(join(folder, "empty"), { mode: 0o755 });
    mkdirSync(join(folder, "shared", "of-others"), { recursive: true });
    chmodSync(join(folder, "shared"), 0o755);
    expect(modeOf(openHome(join(folder, "empty")).path)).to.equal(0o700);
    expect(modeOf(openHome(join(folder, "shared")).path)).to.equal(0o755);
  });

  it("says in one sentence why it cannot be used", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openHome(join(folder, "file", "var"))).to.throw(StartError, /cannot be used/);
  });

  it("makes its secrets once, for the owner alone", () => {
    const { secrets: file } = openHome(folder);
    expect(readSecrets(file)).to.equal(undefined);
    const made = openSecrets(file);
    expect(openSecrets(file)).to.deep.equal(made);
    expect(modeOf(file)).to.equal(0o600);
    expect(Buffer.from(made.secretKeys[0]?.key ?? "", "base64")).to.have.length(32);
    expect(made.demoPassphrase).to.match(/^[a-z]+-[a-z]+-[a-z]+$/);
    expect(encodeURIComponent(made.databasePassword)).to.equal(made.databasePassword);
    expect(openSecrets(join(folder, "other.json"))).to.not.deep.equal(made);
  });

  it("closes secrets that were left open, and names a damaged file", () => {
    const { secrets: file } = openHome(folder);
    openSecrets(file);
    chmodSync(file, 0o644);
    openSecrets(file);
    expect(modeOf(file)).to.equal(0o600);
    writeFileSync(file, "{}");
    expect(() => openSecrets(file)).to.throw(StartError, /secrets\.json is damaged/);
  });

  for (const [words, name] of [
    ["in the home folder", "var"],
    ["elsewhere when its path is too long for a socket", "long-".repeat(30)],
  ] as const) {
    it(`answers on its control socket, ${words}`, async () => {
      const home = openHome(join(folder, name)).path;
      expect(Buffer.byteLength(controlPath(home))).to.be.at.most(103);
      expect(modeOf(dirname(home))).to.equal(0o700);
      expect(await askControl(home)).to.equal(undefined);
      const control = await serveControl(home, { pid: process.pid });
      control.tell({ url: "http://localhost:3000" });
      expect(await askControl(home)).to.deep.equal({ pid: process.pid, url: "http://localhost:3000" });
      const second = await serveControl(home, { pid: 1 }).catch((error: unknown) => error);
      expect(String(second)).to.match(/already runs in this folder \(pid \d+, http:\/\/localhost:3000\)/);
      await control.close();
      expect(await askControl(home)).to.equal(undefined);
      if (dirname(controlPath(home)) !== join(home, "run")) rmSync(dirname(controlPath(home)), { recursive: true });
    });
  }

  it("takes over the socket of a process that was killed", async () => {
    const home = openHome(folder).path;
    const dead = createServer().listen(controlPath(home));
    await new Promise((resolve) => dead.once("listening", resolve));
    // Closed behind node's back, so that the file stays as after kill -9.
    (dead as unknown as { _handle: { close(): void; fd: number } })._handle.close();
    writeFileSync(join(home, "marker"), "");
    const control = await serveControl(home, { pid: process.pid });
    expect((await askControl(home))?.pid).to.equal(process.pid);
    await control.close();
  });
});
