import React, { useState } from "react";
import { useLocation, useNavigate } from "../../base/core.js";
import { readQuery, writeQuery } from "../../base/query.js";
import { isUnsaved } from "../../base/unsaved.js";
import { useIsPhone } from "../../base/useWidth.js";
import { t } from "../../base/words.js";
import { PageHead } from "../../frame/PageHead.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { Question } from "../publication/Question.js";
import { Closed, InTheWay, Offer, PastedBand } from "./Bands.js";
import { Choosers } from "./Choosers.js";
import { ColumnState, type Step } from "./ColumnState.js";
import { Grid } from "./Grid.js";
import { Hint } from "./Hint.js";
import { NoExams } from "./NoExams.js";
import { PhoneSheet } from "./PhoneSheet.js";
import { StateLine } from "./StateLine.js";
import { useChoice, type ExamSession } from "./useChoice.js";
import type { Pasted } from "./useHands.js";
import { useSheet, type Opened } from "./useSheet.js";

/** The marks of a class in an exam session: typed, pasted, saved by themselves. */
export const MarksPage = () => {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const choice = useChoice();
  const { examSession, classSession } = choice;
  const { opened, error, reload } = useSheet(examSession, classSession?.id);
  const term = choice.terms.find((one) => one.id === examSession?.termId);
  const choose = async (change: { examSessionId: string; classSessionId?: string }) => {
    await opened?.saver.flush();
    if (isUnsaved() && !window.confirm(t("leave"))) return;
    const { examId: _, classSessionId: __, ...query } = readQuery(search);
    navigate(`${pathname}${writeQuery({ ...query, ...change })}`, { replace: true });
  };
  const wrong = choice.error ?? error;
  return (
    <>
      <PageHead
        title={classSession && examSession ? `${classSession.name}, ${examSession.name}` : t("page.marks")}
        under={
          term && examSession ? (
            <>
              <span>{[term.$.title, term.$.beside].filter(Boolean).join(" · ")}</span>
              <span className={`chip ${examSession.status === "open" ? "good" : ""}`}>
                {t(`marks.state.${examSession.status}`)}
              </span>
            </>
          ) : null
        }
      >
        {opened?.columns.some((one) => one.writable) ? (
          <StateLine sheet={opened.sheet} trouble={opened.trouble} />
        ) : null}
        {opened?.rows.length ? (
          <button type="button" onClick={() => window.print()}>
            {t("print")}
          </button>
        ) : null}
      </PageHead>
      {examSession ? <Choosers choice={choice} choose={(change) => void choose(change)} /> : null}
      {wrong ? (
        <p className="problem" role="alert">
          {wrong.message}
        </p>
      ) : choice.loading ? (
        <Waiting />
      ) : !examSession ? (
        <p className="card empty">{t("marks.no-exam-session")}</p>
      ) : !classSession ? (
        <p className="card empty">{t("marks.no-class")}</p>
      ) : !opened ? (
        <Waiting />
      ) : !opened.columns.length ? (
        <NoExams examSession={examSession} classSession={classSession} made={reload} />
      ) : !opened.rows.length ? (
        <p className="card empty">{t("marks.nobody", { name: classSession.name })}</p>
      ) : (
        <>
          <Closed examSession={examSession} columns={opened.columns} />
          <OpenSheet opened={opened} examSession={examSession} />
        </>
      )}
    </>
  );
};

const OpenSheet = ({ opened, examSession }: { opened: Opened; examSession: ExamSession }) => {
  const [step, setStep] = useState<Step>();
  const [pasted, setPasted] = useState<Pasted>();
  const Shown = useIsPhone() ? PhoneSheet : Grid;
  return (
    <>
      {opened.columns.some((one) => one.writable) ? <Hint /> : null}
      <InTheWay trouble={opened.trouble} saver={opened.saver} />
      <Offer offered={opened.offered} answerOffer={opened.answerOffer} />
      {pasted ? <PastedBand pasted={pasted} close={() => setPasted(undefined)} /> : null}
      <Shown
        sheet={opened.sheet}
        rows={opened.rows}
        columns={opened.columns}
        tell={setPasted}
        foot={(column) => <ColumnState key={column.examId} {...{ opened, column, examSession }} ask={setStep} />}
      />
      {step ? (
        <Question
          asked={step.asked}
          close={() => setStep(undefined)}
          done={(answer) => {
            setStep(undefined);
            step.done(answer);
          }}
        />
      ) : null}
    </>
  );
};

const Waiting = () => (
  <section className="card">
    <RowsSkeleton />
  </section>
);
