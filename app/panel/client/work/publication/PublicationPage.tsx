import React, { useState } from "react";
import { useLocation, useNavigate } from "../../base/core.js";
import { holds } from "../../base/state.js";
import { readQuery, writeQuery } from "../../base/query.js";
import { useCall } from "../../base/useCall.js";
import { day, t } from "../../base/words.js";
import { PageHead } from "../../frame/PageHead.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { TermChooser } from "../results/TermChooser.js";
import { termIn, useTerms } from "../results/useTerms.js";
import { Cards } from "./Cards.js";
import { ExamSessions } from "./ExamSessions.js";
import { MissingMarks } from "./MissingMarks.js";
import { Question, type Asked } from "./Question.js";
import type { Publication } from "./shape.js";
import { StepCard } from "./StepCard.js";
import { stepsOf } from "./steps.js";
import { TermStep } from "./TermStep.js";

/** A term on its way to report cards: what is missing and who must act, then lock, publish, print. */
export const PublicationPage = () => {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const query = readQuery(search);
  const terms = useTerms();
  const term = termIn(terms, query.termId);
  const found = useCall<Publication>(term ? `/data/terms/${term.id}/publication` : undefined);
  const [asked, setAsked] = useState<Asked>();
  const publication = found.loading ? undefined : found.data;
  const steps = publication && stepsOf(publication);
  const done = () => {
    setAsked(undefined);
    found.reload();
  };
  return (
    <>
      <PageHead
        title={t("page.publication")}
        under={
          publication && term ? (
            <>
              <span>{[term.name, term.$.beside].filter(Boolean).join(" · ")}</span>
              <span className={`chip ${publication.status === "current" ? "good" : "warn"}`}>
                {publication.status === "current"
                  ? t("results.published-on", { day: day(publication.publishedAt) })
                  : t(`publication.status.${publication.status}`)}
              </span>
            </>
          ) : null
        }
      />
      {terms && term ? (
        <div className="results-choosers">
          <TermChooser
            terms={terms}
            value={term.id}
            choose={(id) => navigate(`${pathname}${writeQuery({ termId: id })}`, { replace: true })}
          />
        </div>
      ) : null}
      {found.error ? (
        <p className="problem" role="alert">
          {found.error.message}
        </p>
      ) : terms && !term ? (
        <p className="card empty">{t("results.no-term")}</p>
      ) : !publication || !steps || !term ? (
        <section className="card">
          <RowsSkeleton />
        </section>
      ) : (
        <ol className="steps">
          <StepCard number={1} state={steps.marks} title={t("publication.step.marks")}>
            <MissingMarks publication={publication} termId={term.id} />
          </StepCard>
          <StepCard number={2} state={steps.lock} title={t("publication.step.lock")}>
            <ExamSessions publication={publication} termId={term.id} isNext={steps.lock === "now"} ask={setAsked} />
          </StepCard>
          <StepCard number={3} state={steps.term} title={t("publication.step.term")}>
            <TermStep publication={publication} term={term} isNext={steps.term === "now"} ask={setAsked} />
          </StepCard>
          <StepCard number={4} state={steps.cards} title={t("publication.step.cards")}>
            <Cards publication={publication} term={term} mayMake={holds("reports.make")} />
          </StepCard>
        </ol>
      )}
      {asked ? <Question key={asked.path} asked={asked} close={() => setAsked(undefined)} done={done} /> : null}
    </>
  );
};
