import { expect } from "chai";
import { z } from "zod";
import { fieldsOf } from "../../app/door/fields.js";
import { schoolResources } from "../../resources/index.js";
import { formBody, verbBody } from "../../app/panel/form.js";
import { listParameters } from "../../app/panel/listParameters.js";
import { safeTarget } from "../../app/panel/login.js";
import { refuseStrangeKeys } from "../../app/panel/safeKeys.js";
import { html, scriptJson, singular, words } from "../../app/panel/words.js";

const named = (name: string) => schoolResources.find((one) => one.name === name)!;

describe("AdminJS's words turned into the wire's", () => {
  const students = named("students");

  it("makes a whole body of the flattened text of a form", () => {
    const sent = {
      id: "x",
      createdAt: "y",
      deletedAt: "z",
      version: "3",
      firstName: "Ana",
      middleName: "",
      "demographics.address": "Rua 1",
      "demographics.house": "",
      secretNote: "kept for the door to refuse",
    };
    expect(formBody(students, sent, "update")).to.deep.equal({
      version: 3,
      firstName: "Ana",
      middleName: null,
      demographics: { address: "Rua 1", house: null },
      secretNote: "kept for the door to refuse",
    });
  });

  it("never saves an emptied number as 0 or a word as true", () => {
    const fields = fieldsOf(z.strictObject({ points: z.number(), weight: z.number().nullable(), passes: z.boolean() }));
    expect(verbBody(fields, { points: "", weight: "", passes: "yes" })).to.deep.equal({
      points: null,
      weight: null,
      passes: "yes",
    });
    expect(verbBody(fields, { points: "1,5", passes: "true" })).to.deep.equal({ points: 1.5, passes: true });
    expect(verbBody(fields, { points: "0x10" })).to.deep.equal({ points: "0x10" });
  });

  it("types the rows of a list of objects", () => {
    const sent = { "bands.0.from": "0", "bands.0.passes": "false", "bands.1.from": "50", "bands.1.passes": "true" };
    expect(formBody(named("grade-scales"), sent, "create")).to.deep.equal({
      bands: [
        { from: 0, passes: false },
        { from: 50, passes: true },
      ],
    });
  });

  it("asks for a page, an order and ranges as the API does", () => {
    const filter = {
      filters: { dateOfBirth: { value: { from: "2010-01-01T00:00:00.000Z", to: "" } }, status: { value: "active" } },
    };
    const options = { limit: 25, offset: 50, sort: { sortBy: "lastName", direction: "desc" as const } };
    expect(listParameters(students, filter as never, options)).to.deep.equal({
      page: "3",
      pageSize: "25",
      sort: "-lastName",
      dateOfBirthFrom: "2010-01-01",
      status: "active",
    });
  });

  it("refuses names that every object has, wherever they stand", () => {
    for (const value of [
      { constructor: 1 },
      JSON.parse(`{"__proto__": 1}`) as object,
      { "filters.constructor": 1 },
      { a: { "b.toString": 1 } },
      { "filters.x~~hasOwnProperty": 1 },
    ])
      expect(() => refuseStrangeKeys(value)).to.throw("Not found");
    expect(() => refuseStrangeKeys({ "filters.lastName": "constructor" })).not.to.throw();
  });

  it("names things as people do", () => {
    expect(["examSessionId", "class-sessions", "roleIds"].map(words)).to.deep.equal([
      "Exam session",
      "Class sessions",
      "Roles",
    ]);
    expect(["classes", "class-sessions", "students", "staff", "report-cards"].map(singular)).to.deep.equal([
      "class",
      "class session",
      "student",
      "staff",
      "report card",
    ]);
  });

  it("cannot be ended by a name: script, tag, attribute", () => {
    const name = `</script><script>alert(1)</script>"'&`;
    expect(scriptJson(JSON.stringify({ name }))).not.to.include("<");
    expect(JSON.parse(scriptJson(JSON.stringify({ name })))).to.deep.equal({ name });
    expect(html(name)).not.to.match(/[<>"']/);
  });

  it("goes back only to pages of this panel", () => {
    expect(safeTarget("/admin/resources/students?page=2&filters.status=active")).to.equal(
      "/admin/resources/students?page=2&filters.status=active",
    );
    for (const bad of [undefined, ["/admin/"], "/admin", "/admin/login", "/admin/api/x", "/admin/a//b", "javascript:1"])
      expect(safeTarget(bad)).to.equal("/admin/");
  });
});
