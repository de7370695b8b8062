import { expect } from "chai";
import type { DemoSchool } from "./demoSchool.js";
import type { Screen } from "./screen.js";
import { stateOf, type Browser } from "./support.js";

export interface PageOfPanel {
  name: string;
  /** Below /admin. */
  to: string;
  /** What a person does there before it looks as it is to be looked at. */
  prepare?: (screen: Screen) => Promise<void>;
  /** What the browser says of it in the console, and may. */
  provokes?: RegExp;
}

const press = (selector: string) => (screen: Screen) => screen.page.click(selector);
const firstOf = async (http: Browser, path: string): Promise<{ id: string } & Record<string, unknown>> => {
  const { status, body, text } = await http.ask("GET", `/admin/data${path}`);
  expect(status, text).to.equal(200);
  return (body as { data: [{ id: string }] }).data[0];
};

const firstSeen = async (http: Browser, path: string): Promise<{ id: string }> => {
  const { status, body, text } = await http.ask("GET", `/admin/view${path}`);
  expect(status, text).to.equal(200);
  return (body as { rows: [{ id: string }] }).rows[0];
};

/** The pages of a school with data in it, for who may see all of them. */
export async function schoolPages({ http }: Screen, _school?: DemoSchool): Promise<PageOfPanel[]> {
  const student = await firstSeen(http, "/students?status=active&pageSize=1");
  const classSession = await firstSeen(http, "/class-sessions?pageSize=1");
  const session = await firstOf(http, "/sessions?isCurrent=true&pageSize=1");
  const term = await firstOf(http, `/sessions/${session.id}/terms?pageSize=1`);
  const open = await firstOf(http, `/sessions/${session.id}/exam-sessions?status=open&pageSize=1`);
  const record = `/resources/students/records/${student.id}`;
  return [
    { name: "dashboard", to: "/" },
    { name: "list", to: "/resources/students" },
    { name: "list, filter open", to: "/resources/students?status=active", prepare: press(".toolbar [aria-expanded]") },
    { name: "list, nothing found", to: "/resources/students?search=nobody+of+this+name" },
    { name: "list of another version", to: "/resources/students?nonsense=1", provokes: /status of 422/ },
    { name: "ticked rows", to: "/resources/students?pageSize=25", prepare: tickTwo },
    { name: "what would happen to ticked rows", to: "/resources/students?pageSize=25", prepare: previewRemoval },
    { name: "record", to: `${record}/show` },
    ...["student-guardians", "registrations", "results", "report-cards", "history"].map((tab) => ({
      name: `record, ${tab}`,
      to: `${record}/show?tab=${tab}`,
    })),
    { name: "record, a verb", to: `/resources/class-sessions/records/${classSession.id}/show`, prepare: openVerb },
    { name: "form", to: "/resources/students/actions/new", prepare: sendEmpty, provokes: /status of 422/ },
    { name: "form, change", to: `${record}/edit` },
    { name: "preferences", to: "/pages/preferences" },
    { name: "marks", to: `/pages/marks?examSessionId=${open.id}&classSessionId=${classSession.id}` },
    { name: "results", to: `/pages/results?classSessionId=${classSession.id}&termId=${term.id}` },
    { name: "publication", to: `/pages/publication?termId=${term.id}` },
    ...["general", "assessment", "reports", "promotions"].map((page) => ({
      name: `settings, ${page}`,
      to: `/pages/settings?page=${page}`,
    })),
    { name: "no such page", to: "/pages/nothing" },
  ];
}

/** The platform's own pages. */
export async function platformPages({ http }: Screen): Promise<PageOfPanel[]> {
  const { id } = await firstOf(http, "/schools?status=active&pageSize=1");
  const { resources } = stateOf(await http.ask("GET", "/admin/"));
  const lists = resources.filter((one) => one.listed && one.name !== "schools");
  return [
    { name: "dashboard", to: "/" },
    { name: "schools", to: "/resources/schools" },
    { name: "school", to: `/resources/schools/records/${id}/show` },
    { name: "new school", to: "/resources/schools/actions/new" },
    { name: "jobs", to: "/pages/jobs", provokes: /status of 503/ }, // no engine runs beside these tests
    { name: "platform's settings", to: "/pages/platform-settings" },
    ...lists.map(({ name }) => ({ name, to: `/resources/${name}` })),
  ];
}

async function tickTwo({ page }: Screen): Promise<void> {
  for (const row of [0, 1]) await (await page.$(`[data-row="${row}"] input:not(:checked)`))?.click();
  await page.waitForSelector(".bulk-bar", { timeout: 10_000 });
}

async function previewRemoval(screen: Screen): Promise<void> {
  await tickTwo(screen);
  await press(".bulk-bar button.danger:nth-last-of-type(2)")(screen); // Remove
  await screen.page.waitForSelector("dialog[open] [role=status]", { timeout: 10_000 });
}

async function openVerb(screen: Screen): Promise<void> {
  await screen.settled();
  await screen.page.click(".page-actions > button");
  await screen.page.waitForSelector("dialog[open]", { timeout: 10_000 });
}

async function sendEmpty({ page }: Screen): Promise<void> {
  await page.click(".form-foot .main");
  await page.waitForSelector(".problem li", { timeout: 10_000 });
}
