import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { repository } from "./repository.js";

const configFile = join(repository, ".dependency-cruiser.cjs");

/** What a house of these files (path → source) breaks: "rule: from → to". */
async function broken(files: Record<string, string>): Promise<string[]> {
  const baseDir = mkdtempSync(join(tmpdir(), "formroom-arrows-"));
  try {
    symlinkSync(join(repository, "node_modules"), join(baseDir, "node_modules"));
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(dirname(join(baseDir, path)), { recursive: true });
      writeFileSync(join(baseDir, path), source);
    }
    const options = await extractDepcruiseOptions(configFile);
    delete options.tsConfig;
    const roots = [...new Set(Object.keys(files).map((path) => path.split("/")[0]!))];
    const { output } = await cruise(roots, { ...options, baseDir, validate: true });
    return (output as ICruiseResult).summary.violations.map((v) => v.rule.name);
  } finally {
    rmSync(baseDir, { recursive: true, force: true });
  }
}

const value = "export const value = 1;\nexport type Value = number;\n";
const imports = (target: string): string => `import { value } from "${target}";\nexport const copy = value;\n`;

describe("the arrows of the house", function () {
  this.timeout(30_000);

  const wrong: [sentence: string, rule: string, from: string, to: string][] = [
    ["main is imported by nobody", "edges-never-imports-upward", "app/cli/a.ts", "app/main.ts"],
    ["http knows no API", "http-never-imports-upward", "app/http/a.ts", "app/api/b.ts"],
    ["auth knows no job", "http-never-imports-upward", "app/auth/a.ts", "jobs/b.ts"],
    ["a command knows no HTTP", "commands-never-imports-upward", "app/commands/people/a.ts", "app/http/b.ts"],
    ["a declaration knows no verb", "declarations-never-imports-upward", "resources/a.ts", "app/commands/b.ts"],
    ["the door knows no declaration", "door-knows-no-declaration", "app/door/a.ts", "resources/b.ts"],
    ["a model knows no declaration", "rooms-never-imports-upward", "models/school/a.ts", "resources/b.ts"],
    ["a policy knows no door", "rooms-never-imports-upward", "app/policies/a.ts", "app/door/b.ts"],
    ["tenancy knows no model", "tenancy-never-imports-upward", "app/tenancy/a.ts", "models/b.ts"],
    ["the database knows no tenancy", "database-never-imports-upward", "app/database/a.ts", "app/tenancy/b.ts"],
    ["the environment knows no database", "ground-never-imports-upward", "app/env.ts", "app/database/b.ts"],
    ["academics imports nothing of ours", "academics-imports-nothing-of-ours", "app/academics/a.ts", "app/errors.ts"],
    ["the panel is not imported at start", "the-panel-is-mounted-late", "app/main.ts", "app/panel/mount.ts"],
    ["the product knows no test", "the-product-never-imports-its-tests", "app/http/a.ts", "test/b.ts"],
  ];
  for (const [sentence, rule, from, to] of wrong) {
    it(`${sentence}: ${from} → ${to}`, async () => {
      const up = "../".repeat(from.split("/").length - 1);
      const files = { [from]: imports(`${up}${to.replace(/\.ts$/, ".js")}`), [to]: value };
      expect(await broken(files)).to.deep.equal([rule]);
    });
  }

  it("holds for types too", async () => {
    const source = `import type { Value } from "../../resources/b.js";\nexport type Copy = Value;\n`;
    expect(await broken({ "models/school/a.ts": source, "resources/b.ts": value })).to.deep.equal([
      "rooms-never-imports-upward",
    ]);
  });

  it("lets only the panel import AdminJS", async () => {
    const source = `import AdminJS from "adminjs";\nexport const panel = AdminJS;\n`;
    expect(await broken({ "resources/a.ts": source })).to.deep.equal(["only-the-panel-imports-adminjs"]);
    expect(await broken({ "app/panel/a.ts": source })).to.deep.equal([]);
  });

  it("finds a file and a package that are not there", async () => {
    expect(await broken({ "app/http/a.ts": imports("./nowhere.js") })).to.deep.equal(["not-to-unresolvable"]);
    expect(await broken({ "app/http/a.ts": imports("no-such-package") })).to.deep.equal(["not-to-unresolvable"]);
  });

  it("keeps development's packages out of the product", async () => {
    expect(
      await broken({ "package.json": `{"devDependencies":{"chai":"*"}}`, "app/http/a.ts": imports("chai") }),
    ).to.include("not-to-dev-packages");
  });

  it("refuses a circle, and lets two models name each other's types", async () => {
    const both = (other: string, type = ""): string =>
      `import ${type}{ value } from "./${other}.js";\nexport { value };\n`;
    expect(await broken({ "app/http/a.ts": both("b"), "app/http/b.ts": both("a") })).to.include("no-cycles");
    expect(await broken({ "models/a.ts": both("b"), "models/b.ts": both("a") })).to.include(
      "no-cycles-at-run-time-between-models",
    );
    const typesOnly = `import type { Value } from "./b.js";\nexport type Copy = Value;\n`;
    const back = `import { type Copy } from "./a.js";\nexport type Value = Copy | number;\n`;
    expect(await broken({ "models/a.ts": typesOnly, "models/b.ts": back })).to.deep.equal([]);
  });

  it("lets every arrow point down", async () => {
    const files = {
      "app/main.ts": `${imports("./api/a.js")}export const late = () => import("./panel/p.js");\n`,
      "app/api/a.ts": imports("../http/a.js"),
      "app/panel/p.ts": imports("../door/a.js"),
      "jobs/a.ts": imports("../app/commands/a.js"),
      "app/http/a.ts": imports("../commands/a.js"),
      "app/commands/a.ts": imports("../../resources/a.js"),
      "resources/a.ts": imports("../app/door/a.js"),
      "app/door/a.ts": imports("../policies/a.js"),
      "app/policies/a.ts": imports("../tenancy/a.js"),
      "app/tenancy/a.ts": imports("../database/a.js"),
      "app/database/a.ts": imports("../env.js"),
      "app/env.ts": value,
    };
    expect(await broken(files)).to.deep.equal([]);
  });

  it("knows the layer of every folder of app/", () => {
    const config = createRequire(import.meta.url)(configFile) as {
      forbidden: { name: string; from: { path?: string | string[] } }[];
    };
    const placed = config.forbidden
      .filter((rule) => rule.name.endsWith("-never-imports-upward"))
      .flatMap((rule) => rule.from.path ?? [])
      .map((path) => new RegExp(path));
    const unplaced = readdirSync(join(repository, "app"), { withFileTypes: true })
      .map((entry) => `app/${entry.name}${entry.isDirectory() ? "/" : ""}`)
      .filter((path) => path !== "app/main.ts" && !placed.some((pattern) => pattern.test(path)));
    expect(unplaced, "no layer in .dependency-cruiser.cjs").to.deep.equal([]);
  });
});
