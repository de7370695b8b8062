import React, { useId, useState } from "react";
import { Link, useLocation, useNavigate } from "../../base/core.js";
import { readQuery, writeQuery } from "../../base/query.js";
import { state } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { useIsPhone } from "../../base/useWidth.js";
import { day, t } from "../../base/words.js";
import { PageHead } from "../../frame/PageHead.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { Distribution } from "./Distribution.js";
import { ordered, subjectsOf } from "./figures.js";
import { ResultCards } from "./ResultCards.js";
import { ResultsTable } from "./ResultsTable.js";
import type { ClassResults, ResultRow } from "./shape.js";
import { StatisticsLine } from "./StatisticsLine.js";
import { TermChooser } from "./TermChooser.js";
import { termIn, useClasses, useTerms } from "./useTerms.js";
import { Why } from "./Why.js";

/** So many subjects stand side by side on an upright sheet of paper. */
const FEW = 3;

/** Results of a class in a term: who stands where and why, what the class reached, how the averages lie. */
export const ResultsPage = () => {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const query = readQuery(search);
  const terms = useTerms();
  const term = termIn(terms, query.termId);
  const classes = useClasses(term?.sessionId, "results.read");
  const chosen = classes?.find((one) => one.id === query.classSessionId) ?? classes?.[0];
  const found = useCall<ClassResults>(
    chosen && term ? `/data/class-sessions/${chosen.id}/results?termId=${term.id}` : undefined,
  );
  const [asked, setAsked] = useState<ResultRow>();
  const phone = useIsPhone();
  const classId = useId();
  const go = (change: Record<string, string | undefined>) =>
    navigate(`${pathname}${writeQuery({ ...query, ...change })}`, { replace: true });
  const sort = query.sort === "name" ? "name" : "position";
  const results = found.loading ? undefined : found.data;
  const rows = results ? ordered(results.data, sort, state.language) : [];
  const subjects = subjectsOf(rows, state.language);
  const incomplete = rows.filter((one) => !one.complete).length;
  const Rows = phone ? ResultCards : ResultsTable;
  return (
    <>
      <PageHead
        title={t("page.results")}
        under={
          results && term ? (
            <>
              <span>{results.classSession.name}</span>
              <span>{[results.term.name, term.$.beside].filter(Boolean).join(" · ")}</span>
              <span className={`chip ${term.publishedAt ? "good" : "warn"}`}>
                {term.publishedAt
                  ? t("results.published-on", { day: day(term.publishedAt) })
                  : t("results.not-published")}
              </span>
            </>
          ) : null
        }
      >
        {rows.length ? (
          <button type="button" onClick={() => window.print()}>
            {t("print")}
          </button>
        ) : null}
        {term ? (
          <Link className="button" to={`/admin/pages/publication?termId=${term.id}`}>
            {t("page.publication")}
          </Link>
        ) : null}
      </PageHead>
      {terms && term ? (
        <div className="results-choosers">
          <TermChooser terms={terms} value={term.id} choose={(id) => go({ termId: id, classSessionId: undefined })} />
          <div className="results-chooser">
            <label htmlFor={classId}>{t("results.class")}</label>
            <select
              id={classId}
              value={chosen?.id ?? ""}
              onChange={({ target }) => go({ classSessionId: target.value, termId: term.id })}
            >
              {(classes ?? []).map((one) => (
                <option key={one.id} value={one.id}>
                  {one.$.title}
                </option>
              ))}
            </select>
          </div>
        </div>
      ) : null}
      {found.error ? (
        <p className="problem" role="alert">
          {found.error.message}
        </p>
      ) : terms && !term ? (
        <p className="card empty">{t("results.no-term")}</p>
      ) : classes && !chosen ? (
        <p className="card empty">{t("results.no-class")}</p>
      ) : !results ? (
        <section className="card">
          <RowsSkeleton />
        </section>
      ) : (
        <div className={subjects.length <= FEW ? "results-page few" : "results-page"} aria-busy={found.loading}>
          {incomplete ? (
            <p className="band" role="status">
              {t("results.incomplete", { count: incomplete })}
            </p>
          ) : null}
          {rows.length ? (
            <>
              <StatisticsLine statistics={results.statistics} scale={results} />
              <Rows
                rows={rows}
                subjects={subjects}
                scale={results}
                sort={sort}
                setSort={(next) => go({ sort: next === "name" ? next : undefined })}
                why={setAsked}
              />
              <Distribution rows={rows} scale={results} />
            </>
          ) : (
            <p className="card empty">{t("results.none")}</p>
          )}
        </div>
      )}
      {asked && results && term ? (
        <Why row={asked} scale={results} termId={term.id} close={() => setAsked(undefined)} />
      ) : null}
    </>
  );
};
