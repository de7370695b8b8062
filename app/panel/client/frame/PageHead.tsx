import React, { useEffect, type ReactNode } from "react";
import { Link } from "../base/core.js";
import { state } from "../base/state.js";
import { t } from "../base/words.js";

export interface Crumb {
  to: string;
  text: string;
}
interface Props {
  title: string;
  crumbs?: Crumb[];
  /** One line under the title: who or what this is. */
  under?: ReactNode;
  picture?: ReactNode;
  /** Buttons at the right; the main one last. */
  children?: ReactNode;
}

/** A page's head: where one is, what it is called, what can be done. It is the page's only first heading. */
export const PageHead = ({ title, crumbs = [], under, picture, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · ${state.house.name}`;
  }, [title]);
  return (
    <header className="page-head">
      {picture}
      <div className="page-name">
        {crumbs.length ? (
          <nav aria-label={t("crumbs")} className="crumbs">
            {crumbs.map(({ to, text }) => (
              <Link key={to} to={to}>
                {text}
              </Link>
            ))}
          </nav>
        ) : null}
        <h1 tabIndex={-1}>{title}</h1>
        {under ? <div className="under">{under}</div> : null}
      </div>
      {children ? <div className="page-actions">{children}</div> : null}
    </header>
  );
};
