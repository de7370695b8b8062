import { hashPassword } from "../../app/crypto/passwords.js";
import { User } from "../../models/public/User.js";
import { Role } from "../../models/school/Role.js";
import { RoleAssignment } from "../../models/school/RoleAssignment.js";
import type { PanelState } from "../../app/panel/describe/state.js";
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

/** Signs a new user of the school in, with exactly these permissions. */
export async function userWith(school: School, permissions: string[]): Promise<Browser & { userId: string }> {
  const email = `user${++users}@${school.schema}.example.test`;
  const passwordHash = await hashPassword(PASSWORD);
  const userId = await school.inside(async () => {
    const role = await Role.create({ name: `Role ${users}`, permissions });
    const names = { firstName: "Uma", lastName: `User ${users}` };
    const user = await User.create({ clientId: school.client.id, email, ...names, passwordHash });
    await RoleAssignment.create({ userId: user.id, roleId: role.id });
    return user.id;
  });
  const browser = Object.assign(new Browser(school.host), { userId });
  await browser.signIn(email);
  return browser;
}
let users = 0;

/** What a refusal of the panel looks like: 200, an error notice, its words and the fields named. */
export function refusalOf(answer: Answer): { message: string; fields: string[] } {
  const { notice, record, errors } = answer.body as {
    notice?: { type: string; message: string };
    record?: { errors?: object };
    errors?: object;
  };
  if (answer.status !== 200 || notice?.type !== "error")
    throw new Error(`expected a refusal: ${answer.status} ${answer.text.slice(0, 300)}`);
  return { message: notice.message, fields: Object.keys(errors ?? record?.errors ?? {}) };
}

/** The id of what was made; fails where it was refused. */
export function madeId(answer: Answer): string {
  const { notice, record } = answer.body as { notice?: { type: string; message: string }; record?: { id: string } };
  if (notice?.type !== "success" || !record)
    throw new Error(`expected success: ${answer.status} ${answer.text.slice(0, 300)}`);
  return record.id;
}

/** What a page tells the pages in the browser: FORMROOM of the shell. */
export function stateOf(page: Answer): PanelState {
  const found = /window\.FORMROOM=(.*?);document\./.exec(page.text)?.[1];
  if (found === undefined) throw new Error(`no page of the panel: ${page.status} ${page.text.slice(0, 300)}`);
  return JSON.parse(found) as PanelState;
}
