import React from "react";
import { state } from "../../base/state.js";
import { ago, instant, t } from "../../base/words.js";
import { toneOf } from "../../base/tone.js";
import { jobName } from "./jobWords.js";
import { every, mayRun, type StoredJob } from "./jobs.js";

interface Props {
  jobs: StoredJob[];
  run: (job: StoredJob) => void;
  busy: string | undefined;
}

/** The jobs as rows; the reason of a failure stands under the job that failed. */
export const JobsTable = ({ jobs, run, busy }: Props) => (
  <div className="card table-box jobs">
    <table className="rows">
      <thead>
        <tr>
          {["job", "status", "every", "last", "next"].map((name) => (
            <th key={name} scope="col">
              {t(`jobs.column.${name}`)}
            </th>
          ))}
          <th scope="col" className="right">
            {t("jobs.column.run")}
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">
              {jobName(job.name)}
              {job.failReason ? (
                <small className="job-why bad-text" title={job.failedAt ? instant(job.failedAt) : undefined}>
                  {t("jobs.failed-why", { count: Math.max(job.failCount, 1), why: job.failReason })}
                </small>
              ) : null}
            </th>
            <td>
              <span className={`chip ${toneOf("status", job.status) ?? ""}`}>{t(`jobs.${job.status}`)}</span>
            </td>
            <td>{job.every ? every(job.every, state.locale) : "–"}</td>
            <td>
              <When at={job.lastRunAt} />
            </td>
            <td>
              <small className="phone-only">{t("jobs.column.next")} </small>
              <When at={job.nextRunAt} />
            </td>
            <td className="right">
              <button
                type="button"
                disabled={busy === job.id || !mayRun(job)}
                aria-label={t("jobs.run-one", { name: jobName(job.name) })}
                onClick={() => run(job)}
              >
                {t("jobs.run")}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const When = ({ at }: { at: string | null }) =>
  at ? (
    <time dateTime={at} title={instant(at)}>
      {ago(at)}
    </time>
  ) : (
    <>–</>
  );
