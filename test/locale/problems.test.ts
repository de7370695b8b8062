import { expect } from "chai";
import { catalogueOf } from "../../app/locale/catalogue.js";
import { problemCodes } from "../../app/errors.js";
import { sourcesOf } from "./support/client.js";

describe("the words of refusals", () => {
  const frame = catalogueOf("en").frame ?? {};
  const server = [
    "door",
    "commands",
    "http",
    "api",
    "academics",
    "locale",
    "auth",
    "files",
    "sheets",
    "audit",
    "policies",
  ]
    .flatMap((room) => sourcesOf(`app/${room}`))
    .concat(sourcesOf("resources"), sourcesOf("models"))
    .join("\n");

  it("stand in the catalogue for every code of a refusal", () => {
    expect(problemCodes.filter((code) => !(`problem.${code}` in frame))).to.deep.equal([]);
  });

  it("stand in the catalogue for every code of a field, zod's own too", () => {
    const ours = [...server.matchAll(/fieldError\((?:[^()]|\([^()]*\))*?,\s*"([a-z_]+)"\s*(?:,|\))/g)].map(
      ([, code = ""]) => code,
    );
    const zods =
      "invalid_type too_big too_small invalid_format not_multiple_of unrecognized_keys invalid_union invalid_value custom";
    const codes = [...new Set([...ours, ...zods.split(" ")])];
    expect(codes).to.include.members(["unknown_field", "duplicate", "unknown_sort", "nul"]);
    expect(codes.filter((code) => !(`problem.${code}` in frame)).sort()).to.deep.equal([]);
  });

  it("are for sentences that the server says, each as it is written there", () => {
    const said = Object.keys(frame).flatMap((key) => /^said\.(.*)$/.exec(key)?.[1] ?? []);
    expect(said.length).to.be.above(50);
    const written = server.replace(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, "*");
    expect(
      said.filter((sentence) => !written.includes(`"${sentence}"`) && !written.includes(`\`${sentence}\``)),
    ).to.deep.equal([]);
  });
});
