import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import AdminJS, { ComponentLoader, Router as AdminRouter } from "adminjs";
import { expect } from "chai";
import type { Browser as Chrome } from "puppeteer";
import { bundleCore } from "../../app/panel/build.js";
import { components } from "../../app/panel/componentList.js";
import { GLOBALS } from "../../app/panel/core/entry.js";
import { openBrowser } from "../support/realBrowser.js";
import { Screen } from "./screen.js";
import { schoolWithPanel, usePanel } from "./support.js";

const require = createRequire(import.meta.url);
const frontend = join(dirname(require.resolve("adminjs")), "lib", "frontend");
const file = (path: string) => readFileSync(join(frontend, path), "utf8");

/** What the panel takes from the inside of AdminJS, point by point: an upgrade that changes one says which. */
describe("what the panel stands on in AdminJS", () => {
  it("is the version that these points were tried with", () => {
    expect(AdminJS.VERSION).to.match(/^7\.8\./);
  });

  it("offers every name that we put ours in the place of", () => {
    const { defaultComponents } = ComponentLoader as unknown as { defaultComponents: string[] };
    expect(defaultComponents).to.include.members([...components]);
    expect(file("components/application.js")).to.match(/allowOverride\(App, 'Application'\)/);
  });

  it("draws an override out of AdminJS.UserComponents", () => {
    expect(file("hoc/allow-override.js")).to.match(/AdminJS\??\.UserComponents/);
  });

  it("has an entry that exports the application, and reads its data from these names on window", () => {
    const entry = file("bundle-entry.js");
    for (const name of ["Application", "UserComponents"]) expect(entry).to.match(new RegExp(`^ {2}${name}[,:]`, "m"));
    for (const name of ["REDUX_STATE", "THEME"]) expect(entry).to.include(`window.${name}`);
  });

  it("writes REDUX_STATE and THEME as one line each, which the shell cuts out", async () => {
    const [index] = AdminRouter.routes;
    const controller = new index!.Controller({ admin: new AdminJS({ rootPath: "/admin" }) }, undefined as never);
    const page = String(await controller.index({}, {}));
    for (const name of ["REDUX_STATE", "THEME"]) {
      const data = new RegExp(`^\\s*window\\.${name} = (\\{.*\\});$`, "m").exec(page)?.[1];
      expect(JSON.parse(data ?? "null"), name).to.be.an("object");
    }
  });

  it("ships the three scripts that PANEL_CORE=stock is made of", async () => {
    expect((await bundleCore("stock")).length).to.be.above(3_000_000);
  });
});

describe("the core of the panel in a browser", function () {
  this.timeout(120_000);
  usePanel();
  let chrome: Chrome;
  let host: string;
  before(async () => {
    host = (await schoolWithPanel()).school.host;
    chrome = await openBrowser();
  });
  after(() => chrome.close());
  const open = () => Screen.open(chrome, host, `admin@${host.split(".")[0]}.example.test`);

  it("puts on window what pages import, and the parts of the router that they use", async () => {
    const screen = await open();
    await screen.load("/");
    const missing = await screen.page.evaluate((names) => {
      const all = window as unknown as Record<string, Record<string, unknown>>;
      const router = ["useNavigate", "useLocation", "useParams", "Link", "Routes", "Route"];
      return [
        ...names.filter((name) => !all[name]),
        ...["useState", "useSyncExternalStore", "useId"].filter((name) => !all["React"]?.[name]),
        ...router.filter((name) => !all["ReactRouterDOM"]?.[name]),
        ...["createPortal", "flushSync"].filter((name) => !all["ReactDOM"]?.[name]),
      ];
    }, Object.values(GLOBALS));
    expect(missing).to.deep.equal([]);
    screen.noFaults("ours");
  });

  it("may be AdminJS's own scripts: the same pages run on them", async () => {
    const screen = await open();
    const body = await bundleCore("stock");
    let sent = 0;
    await screen.page.setRequestInterception(true);
    screen.page.on("request", (request) => {
      if (!/\/frontend\/core\.[0-9a-f]+\.js$/.test(request.url())) return void request.continue();
      sent++;
      void request.respond({ contentType: "text/javascript", body });
    });
    await screen.load("/resources/students");
    expect(sent).to.be.above(0);
    expect(await screen.text()).to.include("There are no students yet.");
    await screen.go("/resources/students/actions/new");
    expect(await screen.page.$("#field-firstName")).not.to.equal(null);
    screen.noFaults("stock");
  });
});
