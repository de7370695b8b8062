import { Resource as SequelizeResource } from "@adminjs/sequelize";
import { BaseResource } from "adminjs";
import { expect } from "chai";
import { platformResources, schoolResources } from "../../resources/index.js";
import "../../app/api/school/index.js";
import "../../app/api/system/index.js";
import { makeAdmin } from "../../app/panel/admin.js";
import { SchoolResource, Shown } from "../../app/panel/SchoolResource.js";

describe("SchoolResource", () => {
  const methods = (prototype: object) => Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");

  it("overrides every method of AdminJS's Sequelize resource: none is left that asks the model itself", () => {
    const left = methods(SequelizeResource.prototype).filter((name) => !Object.hasOwn(SchoolResource.prototype, name));
    expect(left).to.deep.equal([]);
    expect(methods(SequelizeResource.prototype)).to.include.members(["find", "update", "populate"]);
  });

  it("leaves of AdminJS's base only what touches no data", () => {
    const left = methods(BaseResource.prototype).filter((name) => !Object.hasOwn(SchoolResource.prototype, name));
    expect(left.sort()).to.deep.equal(["build", "decorate"]);
  });

  it("holds no model: whatever reaches for it fails", () => {
    const resource = new SchoolResource(new Shown(schoolResources[0]!));
    const { SequelizeModel } = resource as unknown as { SequelizeModel: Record<string, unknown> };
    for (const name of ["findAll", "count", "create", "sequelize", "rawAttributes"])
      expect(() => SequelizeModel[name], name).to.throw("it must ask the door");
  });

  for (const [panel, resources] of [
    ["school", schoolResources],
    ["platform", platformResources],
  ] as const) {
    const admin = () => makeAdmin(resources);
    it(`has a resource for every reference of the ${panel}'s panel, and every listed column`, () => {
      for (const resource of admin().resources) {
        const decorated = resource.decorate();
        for (const property of Object.values(decorated.getFlattenProperties())) {
          const name = property.referenceName();
          if (name) expect(admin().findResource(name), `${resource.id()}.${property.propertyPath}`).to.exist;
        }
        const declared = (resource as unknown as SchoolResource).declaration;
        const shown = decorated.getListProperties().map((one) => one.propertyPath);
        if (declared.panel) expect(shown).to.deep.equal(declared.panel.list);
      }
    });

    it(`has no access rule that is a promise in the ${panel}'s panel: AdminJS would take it for a yes`, () => {
      for (const resource of admin().resources) {
        const actions = resource.decorate().options.actions ?? {};
        for (const [name, action] of Object.entries(actions)) {
          const { isAccessible } = action as { isAccessible?: () => unknown };
          expect(isAccessible, `${resource.id()}.${name}`).to.be.a("function");
          expect(isAccessible?.constructor.name).to.equal("Function");
        }
      }
    });
  }
});
