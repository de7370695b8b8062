import React, { useEffect, useId, useState } from "react";
import { call, CallError } from "../../base/call.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import { useClasses, type TermRow } from "../results/useTerms.js";
import { OrderRow } from "./OrderRow.js";
import type { Order, Publication } from "./shape.js";

interface Props {
  publication: Publication;
  term: TermRow;
  mayMake: boolean;
}
const isAtWork = ({ status }: Order) => status === "queued" || status === "running";

/** Orders the term's report cards, for a class or for all of them, and shows how far the orders are. */
export const Cards = ({ publication, term, mayMake }: Props) => {
  const classes = useClasses(term.sessionId, "reports.make") ?? [];
  const orders = useCall<{ data: Order[] }>(mayMake ? `/data/reports?termId=${term.id}&pageSize=5` : undefined);
  const [classSessionId, setClass] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const rows = orders.data?.data ?? [];
  const working = rows.some(isAtWork);
  useEffect(() => {
    if (!working) return undefined;
    const timer = setInterval(orders.reload, 1500);
    return () => clearInterval(timer);
  }, [working, orders.reload]);
  const order = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const which = classSessionId ? { classSessionId } : {};
      await call("POST", "/data/reports", { kind: "report-card", format: "pdf", ...which, termId: term.id });
      orders.reload();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const isPublished = publication.status === "current";
  const nameOf = (one: Order) =>
    one.classSessionId
      ? (classes.find((found) => found.id === one.classSessionId)?.$.title ?? t("publication.a-class"))
      : t(one.studentId ? "publication.a-student" : one.formId ? "publication.a-form" : "publication.all-classes");
  if (!isPublished && !rows.length) return <p className="step-text soft">{t("publication.cards-later")}</p>;
  if (!mayMake) return <p className="step-text soft">{t("publication.waits.cards")}</p>;
  return (
    <>
      {isPublished ? (
        <div className="step-text order-form">
          <div className="results-chooser">
            <label htmlFor={id}>{t("publication.for-whom")}</label>
            <select id={id} value={classSessionId} onChange={({ target }) => setClass(target.value)}>
              <option value="">{t("publication.all-classes")}</option>
              {classes.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.$.title}
                </option>
              ))}
            </select>
          </div>
          <button type="button" className="main" disabled={busy} onClick={() => void order()}>
            {t("publication.order")}
          </button>
        </div>
      ) : null}
      {problem ? (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      ) : null}
      <ul className="card-orders" role="list" aria-label={t("publication.orders")}>
        {rows.map((one) => (
          <OrderRow key={one.id} order={one} name={nameOf(one)} changed={orders.reload} />
        ))}
      </ul>
    </>
  );
};
