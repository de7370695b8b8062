import { expect } from "chai";
import { database } from "../../app/database/connection.js";
import { askForMail } from "../../app/mail/askForMail.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { rowsOf } from "./support.js";

const MOST = 5;

describe("a mail that is asked for so many times an hour", () => {
  let school: School;
  before(async () => void (school = await makeSchool()));
  after(closeApp);

  for (const [whose, inside] of [
    ["a school", <T>(work: () => Promise<T>) => school.inside(work)],
    ["the platform", <T>(work: () => Promise<T>) => withPlatform(work)],
  ] as const)
    it(`is not asked for once more by two at once: ${whose}'s second waits until the first has committed`, async () => {
      const address = `two@${school.schema}.${whose.length}.example.test`;
      const asked = () => askForMail({ kind: "reset", address, mostAnHour: MOST, lives: 60_000 });
      for (let n = 1; n < MOST; n += 1) await inside(asked);
      let commit: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (commit = resolve));
      let [written, over] = [false, false];
      const first = inside(async () => {
        await asked();
        written = true;
        await held;
      });
      await until(() => written);
      const second = inside(asked).finally(() => (over = true));
      // Without the lock it counts four, since the fifth is not committed, and writes the sixth here and now.
      await until(async () => over || (await waiting()) > 0);
      commit();
      await Promise.all([first, second]);
      expect(await rowsOf(address)).to.have.length(MOST);
    });
});

/** How many of the application's transactions wait for a lock that is no row's. */
async function waiting(): Promise<number> {
  return asSuperuser(await testDatabase(), async (client) => {
    const { rows } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE usename = $1 AND datname = current_database() AND wait_event = 'advisory'",
      [database().names.app],
    );
    return rows.length;
  });
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await what()); await new Promise((resolve) => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error("it did not happen in time");
}
