import React from "react";
import { state } from "../../base/state.js";
import { ago, day, instant, t } from "../../base/words.js";
import { PageHead } from "../../frame/PageHead.js";
import type { Dashboard } from "./answer.js";
import { BarChart } from "./BarChart.js";
import { Figures } from "./Figures.js";
import { LastReports } from "./LastReports.js";
import { StartSkeleton } from "./StartSkeleton.js";
import { TodoList } from "./TodoList.js";
import { useDashboard } from "./useDashboard.js";
import { longDay, partOfDay, termLine } from "./when.js";

/** The first page, by what this person may do: the day, few numbers, what waits, how far things are. */
export const StartPage = () => {
  const { data, error, reload } = useDashboard();
  const title = t(`start.${partOfDay(new Date(), state.timeZone)}`, { name: state.person.name });
  return (
    <>
      <PageHead title={title} under={data ? <Under board={data} /> : null} />
      {error && !data ? (
        <div className="problem" role="alert">
          <p>{error.message}</p>
          <button type="button" className="plain" onClick={reload}>
            {t("start.again")}
          </button>
        </div>
      ) : null}
      {data ? <Board board={data} /> : error ? null : <StartSkeleton />}
    </>
  );
};

const Board = ({ board: { numbers, todo, charts, reports = [] } }: { board: Dashboard }) => (
  <div className="start">
    {numbers.length ? <Figures figures={numbers} /> : null}
    <div className="start-columns">
      <div className="start-column">
        <TodoList todo={todo} />
        <LastReports reports={reports} />
      </div>
      {charts.length ? (
        <div className="start-column">
          {charts.map((chart, index) => (
            <BarChart key={index} chart={chart} />
          ))}
        </div>
      ) : null}
    </div>
  </div>
);

/** The day, and where it stands in the year; on the platform, what is new there. */
const Under = ({ board: { today, at, session, term, schemaLevel, lastActivityAt } }: { board: Dashboard }) => {
  const parts = [longDay(today ?? at ?? "", today ? "UTC" : state.timeZone, state.locale)];
  if (term && today) {
    const { key, week = 0, of = 0, day: when } = termLine(today, term);
    parts.push(t(key, { term: term.name, week, of, day: day(when) }));
  }
  if (session && !term) parts.push(session.name);
  if (schemaLevel) parts.push(t("start.schema-level", { level: schemaLevel }));
  return (
    <>
      <span>{parts.join(" · ")}</span>
      {lastActivityAt ? (
        <span title={instant(lastActivityAt)}>{t("start.last-activity", { when: ago(lastActivityAt) })}</span>
      ) : null}
    </>
  );
};
