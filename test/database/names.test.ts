import { expect } from "chai";
import fc from "fast-check";
import { namesFor, schoolRole } from "../../app/database/names.js";
// @ts-expect-error -- plain JavaScript: sequelize-cli runs it without the application
import { rolesOf } from "../../migrations/support.js";

describe("names of roles", () => {
  const database = fc.string({ minLength: 1, maxLength: 63 });
  const schema = fc.stringMatching(/^[a-z][a-z0-9_]{1,40}$/);

  it("fit in 63 bytes for every database and school", () => {
    fc.assert(
      fc.property(database, schema, (name, school) => {
        const names = namesFor(name);
        for (const role of [...Object.values(names), schoolRole(names.prefix, school)])
          expect(Buffer.byteLength(role)).to.be.at.most(63);
      }),
    );
  });

  it("differ for two schools and for two databases", () => {
    fc.assert(fc.property(schema, schema, (x, y) => (x === y) === (schoolRole("p", x) === schoolRole("p", y))));
    expect(namesFor("formroom").owner).not.to.equal(namesFor("formroom2").owner);
    expect(namesFor("Odd name").owner).not.to.equal(namesFor("odd name").owner);
  });

  it("cannot be a school's role and one of ours at once", () => {
    fc.assert(
      fc.property(schema, (school) => !Object.values(namesFor("formroom")).includes(schoolRole("formroom", school))),
    );
  });

  it("are the same in the migrations, which sequelize-cli runs without the application", () => {
    fc.assert(
      fc.property(database, (name) => {
        const { owner, platform, school } = namesFor(name);
        expect((rolesOf as (name: string) => unknown)(name)).to.deep.equal({ owner, platform, school });
      }),
    );
  });
});
