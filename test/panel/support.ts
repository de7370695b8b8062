import { panelRouter } from "../../app/panel/index.js";
import { ask, closeApp, serveApp, type Answer, type Ask } from "../support/app.js";
import { makeSchool, PASSWORD, type School } from "../support/schools.js";

let router: ReturnType<typeof panelRouter> | undefined;

/** Serves the application with the panel for the tests of one file; AdminJS takes its two seconds once a process. */
export function usePanel(): void {
  before("serve the panel", async function () {
    this.timeout(120_000);
    await serveApp({ panel: await (router ??= panelRouter()) });
  });
  after(closeApp);
}

/** One person's browser at one host: keeps the cookie, says that its calls come from its own pages. */
export class Browser {
  cookie = "";
  constructor(
    readonly host: string,
    readonly site = "same-origin",
  ) {}

  async ask(method: string, path: string, { headers = {}, ...more }: Ask = {}): Promise<Answer> {
    const sent = { "sec-fetch-site": this.site, ...(this.cookie ? { cookie: this.cookie } : {}), ...headers };
    const answer = await ask(method, path, { host: this.host, headers: sent, ...more });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) this.cookie = line.split(";")[0] ?? "";
    return answer;
  }
  /** Sends a form as the sign-in page does. */
  form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const raw = new URLSearchParams(fields).toString();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    return this.ask("POST", path, { raw, headers: { ...type, ...headers } });
  }
  async signIn(name: string, password = PASSWORD): Promise<Answer> {
    const answer = await this.form("/admin/login", { name, password });
    if (answer.status !== 303) throw new Error(`sign-in at the panel failed: ${answer.status} ${answer.text}`);
    return answer;
  }
  list(resource: string, query = ""): Promise<Answer> {
    return this.ask("GET", `/admin/api/resources/${resource}/actions/list${query}`);
  }
  create(resource: string, body: Record<string, unknown>): Promise<Answer> {
    return this.ask("POST", `/admin/api/resources/${resource}/actions/new`, { body });
  }
  record(resource: string, id: string, action: string, body?: Record<string, unknown>): Promise<Answer> {
    const path = `/admin/api/resources/${resource}/records/${id}/${action}`;
    return body ? this.ask("POST", path, { body }) : this.ask("GET", path);
  }
  bulk(resource: string, ids: string[], action: string, body?: Record<string, unknown>): Promise<Answer> {
    const path = `/admin/api/resources/${resource}/bulk/${action}?recordIds=${ids.join(",")}`;
    return body ? this.ask("POST", path, { body }) : this.ask("GET", path);
  }
}

/** A new school with the signed-in browser of its administrator. */
export async function schoolWithPanel(): Promise<{ school: School; browser: Browser }> {
  const school = await makeSchool();
  const browser = new Browser(school.host);
  await browser.signIn(`admin@${school.schema}.example.test`);
  return { school, browser };
}
