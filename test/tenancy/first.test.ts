import { writeFileSync, existsSync } from "node:fs";
import { expect } from "chai";
import { baselineFile } from "../../app/database/streams.js";
import { ask, closeApp } from "../support/app.js";
import { freshBaseline, testDatabase } from "../support/database.js";
import { makeSchool, platformToken } from "../support/schools.js";

describe("walk", () => {
  after(closeApp);
  it("walks", async () => {
    const admin = await testDatabase();
    writeFileSync(baselineFile, await freshBaseline(admin));
    const a = await makeSchool();
    console.log((await ask("GET", "/api/v1/school/students", { token: a.token })).text);
    const made = await ask("POST", "/api/v1/school/students", { token: a.token, body: { firstName: "Táriro", lastName: "Moyo", gender: "female", dateOfBirth: "2011-02-28" } });
    console.log(made.status, made.text);
    console.log((await ask("GET", "/api/v1/school/students?search=tariro", { token: a.token })).body.page);
    console.log((await ask("GET", "/api/v1/system/schools", { token: await platformToken() })).text);
    expect(existsSync(baselineFile)).to.equal(true);
  });
});
