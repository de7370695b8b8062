import React from "react";
import type { Row } from "../../base/cell.js";
import { Link } from "../../base/core.js";
import { writeQuery } from "../../base/query.js";
import { t } from "../../base/words.js";

/** From an exam's record to the grid in which its marks stand, on a phone to the exam itself. */
export const ExamLink = ({ row: { id, examSessionId, classSessionId } }: { row: Row }) => {
  const query = { examSessionId: String(examSessionId), classSessionId: String(classSessionId), examId: id };
  return (
    <p className="card empty">
      <Link className="button" to={`/admin/pages/marks${writeQuery(query)}`}>
        {t("marks.to-grid")}
      </Link>
    </p>
  );
};
