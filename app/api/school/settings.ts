import { answerOf, bodyOf, changePage, resetReports, showPage } from "../../commands/settings/change.js";
import type { PageName } from "../../commands/settings/read.js";
import { routes } from "../../http/routes.js";

const r = routes("school", "school");

function page(path: string, name: PageName, summary: string): void {
  r.route({
    method: "get",
    path,
    may: "settings.read",
    summary: `Read ${summary}`,
    answer: answerOf(name),
    handler: () => showPage(name),
  });
  r.route({
    method: "patch",
    path,
    may: "settings.write",
    summary: `Change ${summary}`,
    body: bodyOf(name),
    answer: answerOf(name),
    handler: ({ body }) => changePage(name, body),
  });
}

page("/settings/general", "general", "what the school says of itself");
page("/settings/reports", "reports", "what stands on papers");
page("/settings/assessment", "assessment", "how marks become results");
page("/settings/promotions", "promotions", "how promotions count");
r.route({
  method: "post",
  path: "/settings/reports/reset",
  may: "settings.write",
  summary: "Put the papers' settings back",
  answer: answerOf("reports"),
  handler: () => resetReports(),
});

export const settingsRouter = r.router;
