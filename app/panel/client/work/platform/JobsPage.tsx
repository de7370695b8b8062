import React, { useEffect, useState } from "react";
import { call, CallError } from "../../base/call.js";
import { Link, useLocation, useNavigate } from "../../base/core.js";
import { tell, warn } from "../../base/notices.js";
import { readQuery, writeQuery } from "../../base/query.js";
import { useCall } from "../../base/useCall.js";
import { number, t } from "../../base/words.js";
import { PageHead } from "../../frame/PageHead.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { jobName } from "./jobWords.js";
import { JobsTable } from "./JobsTable.js";
import { STATES, type Jobs, type StoredJob } from "./jobs.js";

/** How often the page looks again by itself. */
const AGAIN_MS = 15_000;

/** What runs by itself: how it went last, when it runs next, and letting it run now. */
export const JobsPage = () => {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const query = readQuery(search);
  const found = useCall<Jobs>(`/data/jobs${writeQuery({ status: query.status, page: query.page })}`);
  const [busy, setBusy] = useState<string>();
  useEffect(() => {
    const again = setInterval(found.reload, AGAIN_MS);
    return () => clearInterval(again);
  }, [found.reload]);
  const run = async (job: StoredJob) => {
    setBusy(job.id);
    try {
      await call("POST", `/data/jobs/${job.id}/retry`);
      tell(t("jobs.started", { name: jobName(job.name) }));
      found.reload();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      warn(error.message);
    } finally {
      setBusy(undefined);
    }
  };
  const page = found.data?.page;
  const to = (next: number) => navigate(`${pathname}${writeQuery({ ...query, page: String(next) })}`);
  return (
    <>
      <PageHead title={t("page.jobs")} under={<span>{t("jobs.under")}</span>} />
      <nav className="tabs" aria-label={t("jobs.states")}>
        {STATES.map((state) => (
          <Link
            key={state}
            to={`${pathname}${writeQuery({ status: state })}`}
            aria-current={(query.status ?? "") === state ? "true" : undefined}
          >
            {t(state ? `jobs.${state}` : "list.all")}
          </Link>
        ))}
      </nav>
      {found.error && !found.data ? (
        <p className="problem" role="alert">
          {found.error.message}
        </p>
      ) : !found.data ? (
        <RowsSkeleton />
      ) : found.data.data.length ? (
        <JobsTable jobs={found.data.data} run={(job) => void run(job)} busy={busy} />
      ) : (
        <p className="card empty">{t(query.status === "failed" ? "jobs.none-failed" : "jobs.none")}</p>
      )}
      {page && page.pages > 1 ? (
        <div className="pager">
          <span role="status">
            {t("list.range", {
              from: number((page.number - 1) * page.size + 1),
              to: number(Math.min(page.total, page.number * page.size)),
              total: number(page.total),
            })}
          </span>
          <span className="space" />
          <button type="button" disabled={page.number <= 1} onClick={() => to(page.number - 1)}>
            {t("list.back")}
          </button>
          <button type="button" disabled={page.number >= page.pages} onClick={() => to(page.number + 1)}>
            {t("list.next")}
          </button>
        </div>
      ) : null}
    </>
  );
};
