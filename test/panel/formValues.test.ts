import { expect } from "chai";
import type * as values from "../../app/panel/client/form/values.js";
import type { PanelField } from "../../app/panel/describe/types.js";

/** The pages' modules ask the window for who is signed in; here nobody is. */
const nobody = { FORMROOM: { language: "en", locale: "en-GB", timeZone: "UTC", resources: [] } };
const field = (name: string, kind: PanelField["kind"], more: Partial<PanelField> = {}): PanelField => ({
  name,
  label: name,
  kind,
  required: false,
  ...more,
});

describe("what a form of the panel sends", () => {
  let valuesOf: typeof values.valuesOf;
  let bodyOf: typeof values.bodyOf;
  before(async () => {
    Object.assign(globalThis, { window: nobody });
    ({ valuesOf, bodyOf } = await import("../../app/panel/client/form/values.js"));
  });
  after(() => Reflect.deleteProperty(globalThis, "window"));

  const fields = [
    field("firstName", "string", { required: true }),
    field("middleName", "string", { nullable: true }),
    field("dateOfBirth", "date", { required: true }),
    field("weight", "number", { nullable: true }),
    field("active", "boolean"),
    field("roleIds", "reference", { many: true }),
    field("demographics", "object", { fields: [field("address", "string"), field("house", "string")] }),
    field("bands", "object", { many: true, fields: [field("from", "number"), field("passes", "boolean")] }),
  ];

  it("sends of a new row what was filled in, typed, and nothing for nothing", () => {
    const typed = { firstName: "Ana", weight: "12,5", active: true, demographics: { address: "Rua 1", house: "" } };
    expect(bodyOf(fields, typed)).to.deep.equal({
      firstName: "Ana",
      weight: 12.5,
      active: true,
      demographics: { address: "Rua 1" },
    });
  });

  it("sends an empty object that must be there as empty, so that its own fields are named", () => {
    const inner = [field("email", "string", { required: true })];
    const admin = field("admin", "object", { required: true, fields: inner });
    expect(bodyOf([admin], {})).to.deep.equal({ admin: {} });
    expect(bodyOf([{ ...admin, required: false }], { admin: { email: "" } })).to.deep.equal({});
  });

  it("sends of a change only what differs, null for what was emptied", () => {
    const row = {
      firstName: "Ana",
      middleName: "B",
      dateOfBirth: "2011-03-14",
      weight: 2,
      roleIds: ["a"],
      active: true,
    };
    const before = valuesOf(fields, row);
    expect(before.dateOfBirth, "a day is a day in every zone").to.equal("2011-03-14");
    expect(bodyOf(fields, before, before)).to.deep.equal({});
    const after = { ...before, firstName: "", middleName: "", weight: "", roleIds: [], active: false };
    expect(bodyOf(fields, after, before)).to.deep.equal({
      firstName: "",
      middleName: null,
      weight: null,
      roleIds: [],
      active: false,
    });
  });

  it("leaves what is no number for the server to refuse by its name", () => {
    expect(bodyOf(fields, { weight: "0x10" })).to.deep.equal({ weight: "0x10" });
    expect(bodyOf(fields, { weight: "1.2.3" })).to.deep.equal({ weight: "1.2.3" });
  });

  it("sends an object whole, and each row of a list with the types of its fields", () => {
    const before = valuesOf(fields, {
      demographics: { address: "Rua 1", house: "Red" },
      bands: [{ from: 0, passes: false }],
    });
    const after = {
      ...before,
      demographics: { address: "Rua 2", house: "" },
      bands: [
        { from: "0", passes: false },
        { from: "50", passes: true },
      ],
    };
    expect(bodyOf(fields, after, before)).to.deep.equal({
      demographics: { address: "Rua 2", house: null },
      bands: [
        { from: 0, passes: false },
        { from: 50, passes: true },
      ],
    });
  });
});
