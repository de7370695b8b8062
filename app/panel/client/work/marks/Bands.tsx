import React, { useId } from "react";
import { Link } from "../../base/core.js";
import { t } from "../../base/words.js";
import type { ExamSession } from "./useChoice.js";
import type { Pasted } from "./useHands.js";
import type { Opened } from "./useSheet.js";

/** Why nothing, or not everything, can be written here. */
export const Closed = ({ examSession, columns }: { examSession: ExamSession } & Pick<Opened, "columns">) => {
  if (examSession.status !== "open")
    return (
      <p className="band">
        {t(`marks.closed.${examSession.status}`, { name: examSession.name })}{" "}
        <Link to={`/admin/resources/exam-sessions/records/${examSession.id}/show`}>{t("marks.closed-link")}</Link>
      </p>
    );
  if (columns.every((one) => one.mine)) return null;
  return <p className="soft mark-hint">{t(columns.some((one) => one.mine) ? "marks.own-only" : "marks.look-only")}</p>;
};

/** What stands in the way of saving, and that nothing is lost meanwhile. */
export const InTheWay = ({ trouble, saver }: Pick<Opened, "trouble" | "saver">) => {
  if (!trouble || trouble.code === "offline") return null;
  return (
    <p className={trouble.waiting ? "band" : "problem"} role="alert">
      {t(trouble.waiting ? "marks.server-trouble" : "marks.refused", { why: trouble.message })}{" "}
      <button type="button" className="plain" onClick={() => void saver.retry()}>
        {t("marks.try-again")}
      </button>
    </p>
  );
};

/** What was typed before the tab crashed or the session ended. */
export const Offer = ({ offered, answerOffer }: Pick<Opened, "offered" | "answerOffer">) => {
  if (!offered) return null;
  return (
    <p className="band" role="status">
      {t("marks.offer", { count: offered })}{" "}
      <button type="button" className="plain" onClick={() => answerOffer(true)}>
        {t("marks.offer-put-back")}
      </button>{" "}
      <button type="button" className="plain" onClick={() => answerOffer(false)}>
        {t("marks.offer-forget")}
      </button>
    </p>
  );
};

/** What was pasted; what did not fit stays to be seen and copied until it is closed. */
export const PastedBand = ({ pasted, close }: { pasted: Pasted; close: () => void }) => {
  const id = useId();
  const left = pasted.left.flat().filter(Boolean).length;
  const undo = () => {
    pasted.undo();
    close();
  };
  return (
    <div className={left ? "band pasted" : "pasted"} role="status">
      <p>
        {t("marks.pasted", { count: pasted.count })} {left ? <strong>{t("marks.left", { count: left })}</strong> : null}{" "}
        <button type="button" className="plain" onClick={undo}>
          {t("undo")}
        </button>{" "}
        <button type="button" className="plain" onClick={close}>
          {t("close")}
        </button>
      </p>
      {left ? (
        <>
          <label htmlFor={id}>{t("marks.left-label")}</label>
          <textarea
            id={id}
            readOnly
            rows={Math.min(pasted.left.length, 6)}
            value={pasted.left.map((row) => row.join("\t")).join("\n")}
          />
        </>
      ) : null}
    </div>
  );
};
