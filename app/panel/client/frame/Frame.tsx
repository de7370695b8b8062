import React, { useEffect, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { useLocation, useNavigate } from "../base/core.js";
import { state } from "../base/state.js";
import { tellKept, warn } from "../base/notices.js";
import { isUnsaved, whenLeftByHistory } from "../base/unsaved.js";
import { day, instant, t } from "../base/words.js";
import { KeyHelp } from "./KeyHelp.js";
import { Notices } from "./Notices.js";
import { Sidebar } from "./Sidebar.js";
import { SignInAgain } from "./SignInAgain.js";
import { TopBar } from "./TopBar.js";
import { useKeys } from "./keys.js";
import "./theme.js";

/** What stands around every page: menu, top bar, notices; and what every page needs: leaving asks, focus follows. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const location = useLocation();
  const navigate = useNavigate();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(tellKept, []);
  useEffect(() => whenLeftByHistory(() => warn(t("left-unsaved"))), []);
  useEffect(() => {
    setMenu(false);
    if (first.current) first.current = false;
    else {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [location.pathname]);
  useKeys({
    "?": () => setHelp(true),
    "/": () => document.getElementById("global-search")?.focus(),
    "mod+k": () => document.getElementById("global-search")?.focus(),
    "g h": () => navigate("/admin/"),
  });
  return (
    <div className={`frame ${state.house.kind}`} onClickCapture={askBeforeLeaving}>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <Sidebar isOpen={menu} close={() => setMenu(false)} />
      <div className="beside-menu">
        {state.actingAs ? (
          <p className="acting" role="note">
            {t("acting", { by: state.actingAs.by, name: state.person.name, until: instant(state.actingAs.until) })}
          </p>
        ) : null}
        {state.demonstration ? (
          <p className="demonstration" role="note">
            {t("demonstration")}
          </p>
        ) : null}
        <TopBar openMenu={() => setMenu(true)} showHelp={() => setHelp(true)} />
        <p className="print-only">
          {state.house.name} · {day(new Date().toISOString())}
        </p>
        <main id="main" ref={main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <Notices />
      <SignInAgain />
      {help ? <KeyHelp close={() => setHelp(false)} /> : null}
    </div>
  );
};

/** A link away from typed work asks first; the router would just go. */
function askBeforeLeaving(event: MouseEvent): void {
  const link = (event.target as HTMLElement).closest("a[href]");
  const away = link && !link.hasAttribute("download") && !link.getAttribute("href")?.startsWith("#");
  if (!away || event.ctrlKey || event.metaKey || event.button !== 0 || !isUnsaved()) return;
  if (!window.confirm(t("leave"))) {
    event.preventDefault();
    event.stopPropagation();
  }
}
