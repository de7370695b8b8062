import { expect } from "chai";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { repository } from "./repository.js";

/** The files here are not on the disk, so the rules that need types are left out. */
const eslint = new ESLint({ cwd: repository, overrideConfig: tseslint.configs.disableTypeChecked });

/** The names of the rules that `code` breaks, were it the file `filePath`. */
async function broken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map((message) => message.ruleId ?? message.message);
}

describe("the house rules", function () {
  this.timeout(30_000);

  const bans: [rule: string, code: string, forbidden: string[], allowed: string[]][] = [
    [
      "house/no-bare-transaction",
      "export const run = (db: Db): unknown => db.transaction(work);",
      ["app/commands/people/a.ts", "app/database/a.ts", "app/panel/a.ts", "jobs/a.ts", "models/school/a.ts"],
      ["app/tenancy/scope.ts", "test/a.test.ts"],
    ],
    [
      "house/no-process-env",
      "export const port = process.env.PORT;",
      ["app/main.ts", "app/database/a.ts", "app/tenancy/a.ts", "jobs/a.ts", "seeders/a.ts"],
      ["app/env.ts", "test/support/a.ts", "bench/a.ts", "start.mjs"],
    ],
    ["house/no-process-env", "const { env } = process;\nexport { env };", ["app/main.ts"], ["app/env.ts"]],
    ["house/no-process-env", `import { env } from "node:process";\nexport { env };`, ["app/main.ts"], ["app/env.ts"]],
    [
      "house/no-model-schema",
      `export const rows = Student.schema("gp").findAll();`,
      ["app/commands/a.ts", "app/api/school/a.ts", "app/panel/a.ts"],
      ["app/tenancy/a.ts"],
    ],
    [
      "house/no-parallel-queries",
      "export const both = Promise.all([one(), two()]);",
      ["app/commands/a.ts", "app/door/a.ts", "app/policies/a.ts", "resources/a.ts", "models/a.ts"],
      ["app/reports/a.ts", "app/files/a.ts", "test/a.test.ts"],
    ],
    [
      "house/no-find-or-create",
      "export const row = Student.findOrCreate({ where });",
      ["app/commands/a.ts", "app/tenancy/a.ts", "seeders/a.ts"],
      [],
    ],
    [
      "house/no-raw-query",
      `export const rows = sequelize.query("SELECT 1");`,
      ["app/commands/a.ts", "app/api/a.ts", "models/a.ts", "jobs/a.ts"],
      ["app/database/a.ts", "app/tenancy/a.ts", "app/audit/a.ts", "test/a.test.ts"],
    ],
    [
      "house/no-raw-query",
      `export const rows = Student.sequelize.query("SELECT 1");`,
      ["app/commands/a.ts"],
      ["app/audit/a.ts"],
    ],
    [
      "house/no-adminjs",
      `import AdminJS from "adminjs";\nexport { AdminJS };`,
      ["app/http/a.ts", "resources/a.ts", "app/main.ts"],
      ["app/panel/mount.ts"],
    ],
    [
      "house/no-adminjs",
      `export const late = (): unknown => import("@adminjs/express");`,
      ["app/main.ts"],
      ["app/panel/mount.ts"],
    ],
    ["house/no-non-null", "export const first = find(id)!;", ["app/academics/a.ts"], ["test/a.test.ts"]],
    ["house/no-non-null", "export const first = student.name!;", ["app/academics/a.ts"], ["test/a.test.ts"]],
    [
      "@typescript-eslint/no-explicit-any",
      "export const anything = (value: any): unknown => value;",
      ["app/tenancy/scope.ts", "app/door/a.ts", "models/a.ts", "test/a.test.ts"],
      ["app/tenancy/hooks.ts", "app/panel/core/a.tsx"],
    ],
  ];
  for (const [rule, code, forbidden, allowed] of bans) {
    it(`${rule} refuses ${code.split("\n")[0]}`, async () => {
      for (const path of forbidden) expect(await broken(path, code), path).to.deep.equal([rule]);
      for (const path of allowed) expect(await broken(path, code), path).to.deep.equal([]);
    });
  }

  it("lets a named spot break a rule, and refuses a permission that is not needed", async () => {
    const permission = "// eslint-disable-next-line house/no-raw-query -- one statement for the whole form\n";
    const query = `export const rows = sequelize.query("SELECT 1");`;
    expect(await broken("app/commands/a.ts", permission + query)).to.deep.equal([]);
    expect(await broken("app/commands/a.ts", `${permission}export const rows = [];`)).to.have.length(1);
  });

  it("lets a lookup that cannot miss be asserted", async () => {
    const code = "export const found = [list[index]!, list.at(-1)!, order.get(id)!];";
    expect(await broken("app/academics/a.ts", code)).to.deep.equal([]);
  });

  it("refuses a file of 301 lines", async () => {
    expect(await broken("app/http/a.ts", "\n".repeat(301))).to.include("max-lines");
    expect(await broken("app/http/a.ts", "\n".repeat(300))).not.to.include("max-lines");
  });

  it("asks for `import type` where only a type is imported", async () => {
    const code = `import { Router } from "express";\nexport type Mount = Router;\n`;
    expect(await broken("app/http/a.ts", code)).to.deep.equal(["@typescript-eslint/consistent-type-imports"]);
  });
});
