import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { JOB_STATES } from "../../app/engine/storedJobs.js";
import { catalogueOf, LANGUAGES } from "../../app/locale/catalogue.js";
import { bytes, every } from "../../app/panel/client/work/platform/jobs.js";

describe("the platform's pages", () => {
  it("have words in every language for every job and every state of one", () => {
    const folder = new URL("../../jobs/", import.meta.url);
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const names = sources.flatMap((text) => [...text.matchAll(/defineJob\("([^"]+)"/g)].map(([, name]) => name ?? ""));
    expect(names).to.include.members(["sweep", "reports.pump"]);
    const keys = [...names.map((name) => `jobs.name.${name}`), ...JOB_STATES.map((state) => `jobs.${state}`)];
    for (const language of LANGUAGES)
      expect(
        keys.filter((key) => !catalogueOf(language).frame?.[key]),
        language,
      ).to.deep.equal([]);
  });

  it("say how often a job runs in the person's language, and a cron as it is", () => {
    expect(every("30 seconds", "pt-MZ")).to.equal("30 segundos");
    expect(every("1 hour", "fr-CI").replace(/\s/g, " ")).to.equal("1 heure");
    expect(every("0 3 * * *", "en-GB")).to.equal("0 3 * * *");
  });

  it("tell bytes as people read them", () => {
    expect(bytes(0, "en-GB")).to.equal("0 byte");
    expect(bytes(999, "en-GB")).to.equal("999 byte");
    expect(bytes(12_400_000, "pt-PT").replace(/\s/g, " ")).to.equal("12,4 MB");
    expect(bytes(2.5e15, "en-GB")).to.equal("2,500 TB");
  });
});
