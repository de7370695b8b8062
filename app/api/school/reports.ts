import { cardFile } from "../../commands/reports/cardFile.js";
import { cancelReport, retryReport } from "../../commands/reports/changeReport.js";
import { orderReport } from "../../commands/reports/orderReport.js";
import { revokeCard } from "../../commands/reports/revokeCard.js";
import { one, permitted } from "../../door/load.js";
import { problem } from "../../errors.js";
import { checkedKey } from "../../files/keys.js";
import { limit } from "../../http/limits.js";
import { sendProblem } from "../../http/problems.js";
import { Reply } from "../../http/route.js";
import { bodyOf, routes } from "../../http/routes.js";
import { who } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import type { Report } from "../../../models/school/Report.js";
import type { ReportCard } from "../../../models/school/ReportCard.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { reportCards } from "../../../resources/reportCards.js";
import { reports } from "../../../resources/reports.js";
import { sendFile } from "../public/sendFile.js";

const r = routes("school", "school");
r.route({
  method: "post",
  path: "/reports",
  may: "signed-in",
  kind: "verb",
  verb: orderReport,
  status: 202,
  summary: "Order papers",
  answer: orderReport.answer,
  handler: async (input) => {
    const body = (await orderReport.call(undefined, bodyOf(input))) as { id: string };
    const location = `${input.request.baseUrl}${input.request.path.replace(/\/$/, "")}/${body.id}`;
    return new Reply(body, { status: 202, headers: { Location: location } });
  },
});
r.list("/reports", reports);
r.get("/reports/:id", reports);
r.route({
  method: "get",
  path: "/reports/:id/download",
  may: "reports.make",
  resource: reports,
  summary: "The report's file, in parts by Range",
  handler: async ({ params, request, response }) => {
    permitted(reports, "read");
    const report = (await one(reports, params.id, { plain: true })) as Report;
    if (report.fileId === null) throw problem("invalid_transition", "There is no file yet");
    const file = await StoredFile.findByPk(report.fileId, { rejectOnEmpty: true });
    checkedKey(current().schema, file.key);
    return new Reply(undefined, { send: () => void sendFile(request, response, file, "attachment") });
  },
});
r.verb("/reports/:id/cancel", cancelReport);
r.verb("/reports/:id/retry", retryReport);
r.list("/report-cards", reportCards);
r.route({
  method: "get",
  path: "/report-cards/:id.pdf",
  may: "results.read",
  resource: reportCards,
  summary: "One report card as a tagged PDF",
  handler: async ({ params, request, response }) => {
    limit(`card:${who().id}`, 60, response);
    permitted(reportCards, "read");
    const card = (await one(reportCards, params.id, { plain: true })) as ReportCard;
    const client = response.locals.client as KnownClient;
    // After COMMIT: printing takes a second, in which no connection is held.
    const send = () =>
      void cardFile(client, card).then(
        (file) => sendFile(request, response, file, "inline"),
        (error: unknown) => sendProblem(response, error),
      );
    return new Reply(undefined, { send });
  },
});
r.get("/report-cards/:id", reportCards);
r.verb("/report-cards/:id/revoke", revokeCard);

export const reportsRouter = r.router;
