import React from "react";
import { Link } from "../base/core.js";
import { t } from "../base/words.js";

export interface Concern {
  key: string;
  values?: Record<string, string | number>;
  to?: string;
}

/** What is wrong with the record, in amber beside it, each with the page that ends it. */
export const Wrong = ({ concerns }: { concerns: Concern[] }) =>
  concerns.length ? (
    <aside className="wrongs" aria-label={t("record.wrong")}>
      {concerns.map(({ key, values, to }) => (
        <p key={key} className="wrong-box">
          {t(`concern.${key}`, values)} {to ? <Link to={`/admin${to}`}>{t(`concern.${key}.do`)}</Link> : null}
        </p>
      ))}
    </aside>
  ) : null;
