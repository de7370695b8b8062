import React, { useId, type ReactNode } from "react";
import { t } from "../../base/words.js";
import type { Choice, ClassRow, ExamSession } from "./useChoice.js";

interface Props {
  choice: Choice;
  choose: (change: { examSessionId: string; classSessionId?: string }) => void;
}

/** Which exam session, which class: the newest term first, one's own classes first. */
export const Choosers = ({ choice, choose }: Props) => {
  const { terms, examSessions, classes, examSession, classSession } = choice;
  const own = classes.filter((one) => one.isOwn);
  const others = classes.filter((one) => !one.isOwn);
  return (
    <div className="mark-choosers">
      <Chooser
        label={t("marks.exam-session")}
        value={examSession?.id}
        choose={(examSessionId) => choose({ examSessionId })}
      >
        {terms.map((term) => (
          <Options
            key={term.id}
            label={[term.$.title, term.$.beside].filter(Boolean).join(" · ")}
            rows={examSessions.filter((one) => one.termId === term.id)}
            text={(one) => t("marks.exam-session-state", { name: one.name, state: t(`marks.state.${one.status}`) })}
          />
        ))}
      </Chooser>
      <Chooser
        label={t("marks.class")}
        value={classSession?.id}
        choose={(classSessionId) => choose({ examSessionId: examSession?.id ?? "", classSessionId })}
      >
        {own.length && others.length ? (
          <>
            <Options label={t("marks.own-classes")} rows={own} text={nameOf} />
            <Options label={t("marks.other-classes")} rows={others} text={nameOf} />
          </>
        ) : (
          <Plain rows={classes} text={nameOf} />
        )}
      </Chooser>
    </div>
  );
};

const nameOf = ({ name }: ClassRow | ExamSession) => name;

interface ChooserProps {
  label: string;
  value: string | undefined;
  choose: (id: string) => void;
  children: ReactNode;
}

const Chooser = ({ label, value = "", choose, children }: ChooserProps) => {
  const id = useId();
  return (
    <div className="mark-chooser">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => choose(target.value)}>
        {children}
      </select>
    </div>
  );
};

interface Rows<T> {
  rows: T[];
  text: (row: T) => string;
}

function Options<T extends { id: string }>({ label, ...rest }: Rows<T> & { label: string }) {
  return rest.rows.length ? (
    <optgroup label={label}>
      <Plain {...rest} />
    </optgroup>
  ) : null;
}

function Plain<T extends { id: string }>({ rows, text }: Rows<T>) {
  return (
    <>
      {rows.map((one) => (
        <option key={one.id} value={one.id}>
          {text(one)}
        </option>
      ))}
    </>
  );
}
