import { expect } from "chai";
import type { Express } from "express";
import { createApp } from "../../app/api/app.js";
import { webhookRouter } from "../../app/api/chatbot/index.js";
import { described, type Described } from "../../app/http/route.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

interface Layer {
  rawPath?: string | string[];
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/** Every route that Express would serve, as `method path`, with the paths of the routers it stands in. */
function served(stack: Layer[], under: string[] = [""]): string[] {
  return stack.flatMap((layer) => {
    const { route } = layer;
    if (route)
      return Object.keys(route.methods).flatMap((method) => under.map((path) => `${method} ${path}${route.path}`));
    const paths = [layer.rawPath ?? ""].flat().map((path) => (path === "/" ? "" : path));
    return layer.handle?.stack
      ? served(
          layer.handle.stack,
          under.flatMap((base) => paths.map((path) => base + path)),
        )
      : [];
  });
}

/** What is served without being told to `route()`: each line is a decision. */
const UNTOLD = [
  /^get \/(healthz|readyz|metrics)?$/, // health: nothing of any school; metrics: loopback or a token
  /^get \/api\/(schema|docs|redoc)(\/|$)/, // the document and its pages
  /^get \/media\//, // signed links
  /^get \/verify\//, // printed codes
  /^(get|post) \/api(\/v1)?\/chatbot\/webhook$/, // Meta, by its signature
];

const address = ({ method, mount, path }: Described) => `${method} /api/v1/${mount}${path}`;

describe("the route table", () => {
  let school: School;
  let app: Express;
  before(async () => {
    school = await makeSchool();
    app = createApp({ chatbot: webhookRouter });
  });
  after(closeApp);

  it("serves nothing that was not told, so that no route is unguarded", () => {
    const told = new Set(described.map(address));
    const routes = served((app.router as unknown as { stack: Layer[] }).stack);
    expect(routes.length).to.be.above(100);
    const untold = routes.filter((line) => !told.has(line) && !UNTOLD.some((allowed) => allowed.test(line)));
    expect(untold).to.deep.equal([]);
  });

  it("serves all that was told, each once", () => {
    const lines = described.map(address);
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).to.deep.equal([]);
    const routes = new Set(served((app.router as unknown as { stack: Layer[] }).stack));
    expect(lines.filter((line) => !routes.has(line))).to.deep.equal([]);
  });

  it("leaves open to nobody only signing in, carrying on, and Meta", () => {
    const open = described.filter(({ may }) => may === "nobody").map(address);
    const sides = ["system", "school"].flatMap((side) =>
      ["login", "refresh", "logout", "forgot-password", "reset-password"].map(
        (name) => `post /api/v1/${side}/auth/${name}`,
      ),
    );
    expect(open.filter((line) => !sides.includes(line) && !/sign-up|chatbot\/webhook$/.test(line))).to.deep.equal([]);
  });

  it("stands under the owner's scopes: the platform's routes never in a school, a school's never on the platform", () => {
    for (const route of described) {
      expect(route.mount).to.be.oneOf(["system", "school", "chatbot"]);
      expect(route.scope, address(route)).to.be.oneOf(["self", route.mount === "system" ? "public" : "school"]);
    }
  });

  for (const route of described.filter(({ may }) => may !== "nobody")) {
    const method = route.method.toUpperCase();
    const path = `/api/v1/${route.mount}${route.path.replace(/:\w+/g, "01a20fad-63f0-7210-ba60-1fb532bcf15b")}`;
    const body = method === "GET" || method === "DELETE" ? undefined : {};

    it(`${method} ${route.mount}${route.path} asks for a credential and for one of its own side`, async () => {
      for (const host of [school.host, "localhost"]) {
        const open = await ask(method, path, { host, body });
        expect([open.status, open.body.code], open.text).to.deep.equal([401, "unauthenticated"]);
      }
      const token = route.mount === "system" ? school.token : await superadmin();
      const other = await ask(method, path, { host: school.host, token, body });
      expect([other.status, other.body.code], other.text).to.deep.equal([403, "wrong_audience"]);
    });
  }
  let kept: string | undefined;
  const superadmin = async () => (kept ??= await platformToken());

  it("keeps a path's scope whatever its spelling", async () => {
    const token = await superadmin();
    const spellings = ["/API/V1/SYSTEM/schools", "/api/v1/system/schools/", "/api/v1/System/Schools"];
    for (const path of spellings) {
      expect((await ask("GET", path, { token })).status, path).to.equal(200);
      const school403 = await ask("GET", path, { token: school.token, host: school.host });
      expect([school403.status, school403.body.code], path).to.deep.equal([403, "wrong_audience"]);
    }
    const tricks = [
      ...["//api/v1/system/schools", "/api//v1/system/schools", "/api/v1//system/schools", "/api/v1/system//schools"],
      ...["/api/v1/system%2fschools", "/api/v1%2fsystem/schools", "/api/v1/school/%2e%2e/system/schools"],
      ...["/api/v1/school/../system/schools", "/api/v1/school/..%2fsystem/schools", "/api/v1/system/./schools"],
      ...["/api/v1/system\\schools", "/api/v1/system;/schools", "/api/v1/school/students/../../system/schools"],
    ];
    for (const path of tricks) {
      for (const [who, given] of Object.entries({ school: school.token, platform: token, nobody: undefined })) {
        const answer = await ask("GET", path, { token: given, host: school.host });
        expect(answer.status, `${path} by ${who}: ${answer.text.slice(0, 200)}`).to.be.oneOf([401, 403, 404]);
      }
    }
  });

  it("opens /admin/data to no token and the API to no cookie", async () => {
    const cookie = { cookie: "formroom=s%3Aabc.def; connect.sid=abc" };
    const answer = await ask("GET", "/api/v1/school/students", { host: school.host, headers: cookie });
    expect(answer.status).to.equal(401);
  });
});
