import { tmpdir } from "node:os";
import { expect } from "chai";
import { examine } from "../../app/cli/doctor.js";
import type { Installation } from "../../app/cli/installation.js";
import { asSuperuser, testDatabase } from "../support/database.js";

const LOGIN = `frdoctor${process.pid}`;

describe("doctor, of the application's login", () => {
  it("looks at the one that DATABASE_URL names, which may be the operator's own", async () => {
    const admin = await testDatabase();
    const app = new URL(admin);
    app.username = LOGIN;
    const said = async () => {
      const found = await examine({ home: { path: tmpdir() }, addresses: { admin, app: app.href } } as Installation);
      return found.filter(({ what }) => what.startsWith("the login")).map(({ ok, what }) => [ok, what]);
    };
    await asSuperuser(admin, async (client) => {
      await client.query(`CREATE ROLE ${LOGIN} LOGIN INHERIT`);
      try {
        expect(await said()).to.deep.equal([[false, `the login ${LOGIN} has rights of its own`]]);
        await client.query(`ALTER ROLE ${LOGIN} NOINHERIT`);
        expect(await said()).to.deep.equal([[true, `the login ${LOGIN} can do nothing without a role`]]);
      } finally {
        await client.query(`DROP ROLE ${LOGIN}`);
      }
    });
  });
});
