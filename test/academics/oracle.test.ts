import { expect } from "chai";
import fc from "fast-check";
import { computeResults } from "../../app/academics/results.js";
import { oracle } from "./oracle.js";
import { randomForm } from "./randomForm.js";

/** What the oracle does not make: words. */
function withoutWords(results: ReturnType<typeof computeResults>) {
  return results.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map(({ explanation: _explanation, remark: _remark, subjects, ...row }) => ({
      ...row,
      subjects: subjects.map(({ remark: _subjectRemark, ...subject }) => subject),
    })),
  }));
}

/** Shrinking a whole form takes minutes: the forms are small already, and the seed in the report finds one again. */
describe("results against a slow oracle", function () {
  this.timeout(60_000);

  it("agrees with it in every number of random forms", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(randomForm, (input) => {
        const results = withoutWords(computeResults(input));
        expect(results).to.deep.equal(oracle(input));
        for (const row of results.flatMap(({ rows }) => rows)) {
          seen.add(`complete ${row.complete}`).add(row.average === null ? "no total" : "a total");
          if (row.position !== null && row.position % 1 !== 0) seen.add("a shared half position");
          for (const { state } of row.subjects) seen.add(state);
          for (const part of row.subjects.flatMap(({ parts }) => parts))
            seen.add(part.status).add(`score ${part.score === 0}`);
        }
      }),
      { numRuns: 600, endOnFailure: true },
    );
    // The generator is part of the test: if it stopped making a case, agreement about it would say nothing.
    const wanted = ["complete true", "complete false", "no total", "a total", "a shared half position", "score true"];
    wanted.push("counted", "missing", "exempt", "notExamined", "present", "absent", "not_entered");
    expect([...seen]).to.include.members(wanted);
  });

  it("does not depend on the order in which marks, bands and registrations come", () => {
    fc.assert(
      fc.property(randomForm, (input) => {
        const turned = {
          ...input,
          scale: { ...input.scale, bands: [...input.scale.bands].reverse() },
          classSessions: input.classSessions.map((c) => ({
            ...c,
            registrations: [...c.registrations].reverse(),
            marks: [...c.marks].reverse(),
          })),
        };
        const straight = computeResults(input).map((c) => ({ ...c, rows: [...c.rows].reverse() }));
        expect(computeResults(turned)).to.deep.equal(straight);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
