import React, { useEffect, useRef } from "react";
import { Link, useLocation } from "../base/core.js";
import { state } from "../base/state.js";
import { t } from "../base/words.js";
import { initials } from "../../initials.js";
import { useIsPhone } from "../base/useWidth.js";
import { menuGroups, type Entry } from "./menu.js";
import { useWaiting } from "./waiting.js";

export { initials };

interface Props {
  isOpen: boolean;
  close: () => void;
}

/** The menu, by task. On a phone a drawer: focus stays inside, Escape closes. */
export const Sidebar = ({ isOpen, close }: Props) => {
  const phone = useIsPhone();
  const drawer = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (phone && isOpen) drawer.current?.showModal();
    else if (drawer.current?.open) drawer.current.close();
  }, [phone, isOpen]);
  if (!phone) return <Menu />;
  return (
    <dialog
      ref={drawer}
      className="drawer"
      aria-label={t("menu")}
      onClose={close}
      onClick={({ target }) => target === drawer.current && close()}
    >
      <Menu />
    </dialog>
  );
};

const Menu = () => {
  const { pathname } = useLocation();
  const counts = useWaiting();
  return (
    <div className="sidebar">
      <Link to="/admin/" className="house">
        <span className="badge" aria-hidden="true">
          {state.house.crest ? <img src={state.house.crest} alt="" /> : initials(state.house.name)}
        </span>
        <span className="house-name">{state.house.name}</span>
      </Link>
      {state.house.kind === "platform" ? <p className="place">{t("platform")}</p> : null}
      <nav aria-label={t("menu")}>
        {menuGroups(counts).map(({ name, entries }) => (
          <section key={name}>
            <h2>{name}</h2>
            <ul>
              {entries.map((entry) => (
                <li key={entry.to}>
                  <MenuLink entry={entry} isCurrent={isAt(pathname, entry.to)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </div>
  );
};

const MenuLink = ({ entry, isCurrent }: { entry: Entry; isCurrent: boolean }) => (
  <Link to={entry.to} aria-current={isCurrent ? "page" : undefined} className="menu-link">
    <span>{entry.text}</span>
    {entry.count ? <span className={entry.mine ? "count mine" : "count"}>{entry.count}</span> : null}
  </Link>
);

const isAt = (pathname: string, to: string) =>
  to === "/admin/" ? /^\/admin\/?$/.test(pathname) : pathname === to || pathname.startsWith(`${to}/`);
