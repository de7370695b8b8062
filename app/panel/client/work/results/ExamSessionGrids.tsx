import React from "react";
import type { Row } from "../../base/cell.js";
import { Link } from "../../base/core.js";
import { writeQuery } from "../../base/query.js";
import { t } from "../../base/words.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { useClasses, useTerms } from "./useTerms.js";

/** An exam session's classes, each with the grid of its marks; and the page on which it is locked and published. */
export const ExamSessionGrids = ({ row }: { row: Row }) => {
  const term = useTerms()?.find((one) => one.id === row.termId);
  const classes = useClasses(term?.sessionId, "marks.read");
  if (!classes || !term) return <RowsSkeleton />;
  return (
    <section className="card" aria-label={t("tab.marks")}>
      <div className="card-head">
        <h2>{t("tab.marks")}</h2>
        <Link className="button" to={`/admin/pages/publication?termId=${term.id}`}>
          {t("page.publication")}
        </Link>
      </div>
      {classes.length ? (
        <ul className="link-rows many">
          {classes.map((one) => (
            <li key={one.id}>
              <Link to={`/admin/pages/marks${writeQuery({ examSessionId: row.id, classSessionId: one.id })}`}>
                {one.$.title}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="empty">{t("results.no-class")}</p>
      )}
    </section>
  );
};
