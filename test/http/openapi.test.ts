import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import "../../app/api/app.js";
import { openApiDocument } from "../../app/http/openapi.js";
import { described } from "../../app/http/route.js";
import { webhookRouter } from "../../app/api/chatbot/index.js";
import { ask, closeApp, serveApp } from "../support/app.js";
import { testDatabase } from "../support/database.js";

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Json };
  responses: Record<string, Json>;
}
const file = new URL("../../docs/openapi.json", import.meta.url);
const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  info: Json;
  paths: Record<string, Record<string, Operation>>;
  components: Json;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the OpenAPI document", () => {
  after(closeApp);

  it("is the one that is committed (npm run openapi writes it)", () => {
    const text = `${JSON.stringify(document, null, 1)}\n`;
    if (process.env.UPDATE_OPENAPI) writeFileSync(file, text);
    expect(
      readFileSync(file, "utf8") === text,
      "docs/openapi.json has drifted: npm run openapi, and look at the difference",
    ).to.equal(true);
  });

  it("has every route that was told, and no other", () => {
    const told = described.map(
      ({ method, mount, path }) => `${method} /api/v1/${mount}${path.replace(/:(\w+)/g, "{$1}")}`,
    );
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).to.deep.equal([...new Set(told)].sort());
  });

  it("is a document of OpenAPI 3.1 by its structure", () => {
    expect(document.openapi).to.match(/^3\.1\.\d$/);
    expect(document.info).to.include.keys("title", "version");
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      "operationIds are unique",
    ).to.deep.equal([]);
    for (const { path, method, operation } of operations) {
      const at = `${method} ${path}`;
      expect(operation.summary, at).to.be.a("string").and.not.equal("");
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = operation.parameters
        .filter((one) => one.in === "path")
        .map(({ name, required }) => (expect(required).to.equal(true), name));
      expect(named, at).to.deep.equal(inPath);
      const all = operation.parameters.map(({ name, in: place }) => `${place}:${name}`);
      expect(new Set(all).size, `${at}: ${all.join()}`).to.equal(all.length);
      for (const status of Object.keys(operation.responses)) expect(status, at).to.match(/^([1-5]\d\d|default)$/);
      if (method === "get") expect(operation.requestBody, at).to.equal(undefined);
    }
  });

  it("refers only to what is in it", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? "");
    expect(refs.length).to.be.above(0);
    for (const ref of new Set(refs)) {
      const found = ref
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>(
          (at, step) => (at as Json | undefined)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")],
          document,
        );
      expect(found, ref).to.be.an("object");
    }
  });

  it("says of every body field what it is", () => {
    const empty = operations.filter(({ operation }) =>
      JSON.stringify(operation.requestBody ?? { a: 1 }).includes('"schema":{}'),
    );
    expect(empty.map(({ path }) => path)).to.deep.equal([]);
  });

  it("shows nothing that is answered 404", async () => {
    await testDatabase();
    await serveApp({ chatbot: webhookRouter });
    for (const { path, method } of operations) {
      const answer = await ask(
        method.toUpperCase(),
        path.replace(/\{\w+\}/g, "x"),
        method === "get" || method === "delete" ? {} : { body: {} },
      );
      expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 200)}`).not.to.be.oneOf([404, 405, 500]);
    }
  });

  it("is served as JSON and as YAML, to anybody", async () => {
    await testDatabase();
    const json = await ask("GET", "/api/schema/");
    expect([json.status, json.body]).to.deep.equal([200, document]);
    const yaml = await ask("GET", "/api/schema/?format=yaml");
    expect(parse(yaml.text)).to.deep.equal(document);
  });
});
