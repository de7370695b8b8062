import React from "react";
import type { Names, Row } from "../../base/cell.js";
import { Link } from "../../base/core.js";
import { toneOf } from "../../base/tone.js";
import { useCall } from "../../base/useCall.js";
import { day, number, t } from "../../base/words.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { CardLinks, type Card } from "./CardLinks.js";

/** A student's report cards, newest first, each with its paper and its proof. */
export const StudentCards = ({ row }: { row: Row }) => {
  const { data, error } = useCall<{ rows: Card[]; names: Names }>(
    `/view/report-cards?studentId=${row.id}&sort=-issuedAt&columns=termId&pageSize=100`,
  );
  if (error) return <p className="problem">{error.message}</p>;
  if (!data) return <RowsSkeleton />;
  if (!data.rows.length) return <p className="card empty">{t("cards.none")}</p>;
  return (
    <section className="card related" aria-label={t("tab.report-cards")}>
      <div className="table-box">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t("cards.number")}</th>
              <th scope="col">{t("results.term")}</th>
              <th scope="col">{t("cards.issued")}</th>
              <th scope="col" className="right">
                {t("cards.version")}
              </th>
              <th scope="col">{t("publication.stands")}</th>
              <th scope="col">{t("tab.paper")}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((card) => (
              <tr key={card.id}>
                <th scope="row">
                  <Link to={`/admin/resources/report-cards/records/${card.id}/show`}>{card.number}</Link>
                </th>
                <td>{data.names.terms?.[card.termId]?.title ?? "–"}</td>
                <td>{day(card.issuedAt)}</td>
                <td className="right">{number(card.version)}</td>
                <td>
                  <span className={`chip ${toneOf("status", card.status) ?? ""}`}>
                    {t(`cards.status.${card.status}`)}
                  </span>
                </td>
                <td>
                  <CardLinks card={card} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
