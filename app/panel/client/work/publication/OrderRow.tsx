import React, { useState } from "react";
import { call, CallError, download } from "../../base/call.js";
import { Link } from "../../base/core.js";
import { resourceNamed } from "../../base/state.js";
import { toneOf } from "../../base/tone.js";
import { instant, t } from "../../base/words.js";
import { useNames } from "../../form/useNames.js";
import type { Order } from "./shape.js";

interface Props {
  order: Order;
  name: string;
  changed: () => void;
}

/** One order: for whom, how far, its file, and the cards that failed with a way to try them again. */
export const OrderRow = ({ order, name, changed }: Props) => {
  const [problem, setProblem] = useState<string>();
  const names = useNames(order.failures.map((one) => ({ resource: "students", id: one.studentId })));
  const isAtWork = order.status === "queued" || order.status === "running";
  const run = (work: Promise<unknown>) => {
    setProblem(undefined);
    work.then(changed, (error: unknown) => error instanceof CallError && setProblem(error.message));
  };
  const verb = (named: string) => {
    const found = resourceNamed("reports")?.verbs.find((one) => one.name === named);
    return found && (() => run(call("POST", `/data${found.path.replace(":id", order.id)}`, {})));
  };
  const cancel = isAtWork ? verb("cancel") : undefined;
  const retry = order.status === "failed" || (order.status === "done" && order.failed) ? verb("retry") : undefined;
  return (
    <li className="card-order">
      <span className="order-name">
        <Link to={`/admin/resources/reports/records/${order.id}/show`}>{name}</Link>{" "}
        <small>{instant(order.createdAt)}</small>
      </span>
      <span className={`chip ${toneOf("status", order.status) ?? ""}`}>{t(`publication.order.${order.status}`)}</span>
      <span role="status" className="order-progress">
        {isAtWork ? (
          <progress max={order.total} value={order.done} aria-label={t("publication.progress-of", { name })} />
        ) : null}
        {t("publication.progress", { done: order.done, total: order.total })}
      </span>
      <span className="next">
        {order.status === "done" && order.files.length ? (
          <button type="button" onClick={() => run(download(`/data/reports/${order.id}/download`))}>
            {t("publication.download")}
          </button>
        ) : null}
        {retry ? (
          <button type="button" onClick={retry}>
            {t("publication.retry")}
          </button>
        ) : null}
        {cancel ? (
          <button type="button" className="danger" onClick={cancel}>
            {t("publication.cancel")}
          </button>
        ) : null}
      </span>
      {problem ? (
        <p className="problem" role="alert">
          {problem}
        </p>
      ) : null}
      {order.failures.length ? (
        <details open>
          <summary>{t("publication.failures", { count: order.failures.length })}</summary>
          <ul>
            {order.failures.map(({ studentId, reason }) => (
              <li key={studentId}>
                <Link to={`/admin/resources/students/records/${studentId}/show`}>
                  {names.students?.[studentId]?.title ?? t("publication.a-student")}
                </Link>{" "}
                <small>{reason}</small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
};
