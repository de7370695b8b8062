import React, { useEffect, useRef, useState } from "react";
import { Link } from "../base/core.js";
import { state } from "../base/state.js";
import { t } from "../base/words.js";
import { initials } from "./Sidebar.js";
import { chooseTheme, theme } from "./theme.js";
import { useStore } from "../base/store.js";

/** Who is signed in, and what is his own: preferences, light and dark, keys, signing out. */
export const UserMenu = ({ showHelp }: { showHelp: () => void }) => {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const chosen = useStore(theme);
  useEffect(() => {
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("click", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("click", away);
      document.removeEventListener("focusin", away);
    };
  }, []);
  return (
    <div
      className="user-menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        setOpen(false);
        box.current?.querySelector("button")?.focus();
      }}
    >
      <button
        type="button"
        className="avatar"
        aria-expanded={open}
        aria-label={`${t("user.menu", { name: state.person.name })} (${initials(state.person.name)})`}
        onClick={() => setOpen(!open)}
      >
        {initials(state.person.name)}
      </button>
      {open ? (
        <div className="menu-box">
          <p className="who">
            <strong>{state.person.name}</strong>
            <small>{state.person.email}</small>
          </p>
          <Link to="/admin/pages/preferences" onClick={() => setOpen(false)}>
            {t("page.preferences")}
          </Link>
          <button type="button" onClick={() => chooseTheme(chosen === "dark" ? "light" : "dark")}>
            {t(chosen === "dark" ? "theme.light" : "theme.dark")}
          </button>
          <button
            type="button"
            onClick={() => {
              setOpen(false);
              showHelp();
            }}
          >
            {t("keys.title")}
          </button>
          <form method="post" action="/admin/logout">
            <button>{t("sign-out")}</button>
          </form>
        </div>
      ) : null}
    </div>
  );
};
