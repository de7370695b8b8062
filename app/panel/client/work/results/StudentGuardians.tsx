import React from "react";
import type { Row } from "../../base/cell.js";
import { Link, useLocation } from "../../base/core.js";
import { resourceNamed } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";

interface GuardianLink extends Row {
  relationship: string;
  isPrimary: boolean;
  mayKnow: boolean;
  guardian: { id: string; firstName: string; lastName: string; phone: string } | null;
}

/** Who cares for a student, with the phone to call. */
export const StudentGuardians = ({ row }: { row: Row }) => {
  const { pathname } = useLocation();
  const { data, error } = useCall<{ rows: GuardianLink[] }>(`/view/student-guardians?studentId=${row.id}&pageSize=50`);
  const adds = resourceNamed("students")?.verbs.find((one) => one.name === "add-guardian");
  if (error) return <p className="problem">{error.message}</p>;
  if (!data) return <RowsSkeleton />;
  return (
    <section className="card related" aria-label={t("tab.guardians")}>
      <div className="card-head">
        <h2>{t("tab.guardians")}</h2>
        {adds ? (
          <Link to={`${pathname}?tab=student-guardians&do=add-guardian`} className="button">
            {adds.label}
          </Link>
        ) : null}
      </div>
      {data.rows.length ? (
        <div className="table-box">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t("list.name")}</th>
                <th scope="col">{t("guardians.phone")}</th>
                <th scope="col">{t("guardians.relationship")}</th>
                <th scope="col">{t("guardians.told")}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map(({ id, guardian, relationship, isPrimary, mayKnow }) => (
                <tr key={id}>
                  <th scope="row">
                    {guardian ? (
                      <Link to={`/admin/resources/guardians/records/${guardian.id}/show`}>
                        {guardian.lastName}, {guardian.firstName}
                      </Link>
                    ) : (
                      t("hidden-row")
                    )}
                  </th>
                  <td>{guardian ? <a href={`tel:${guardian.phone}`}>{guardian.phone}</a> : "–"}</td>
                  <td>
                    <Link to={`/admin/resources/student-guardians/records/${id}/show`}>{relationship}</Link>{" "}
                    {isPrimary ? <span className="chip good">{t("guardians.first")}</span> : null}
                  </td>
                  <td>{t(mayKnow ? "yes" : "no")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="empty">{t("guardians.none")}</p>
      )}
    </section>
  );
};
