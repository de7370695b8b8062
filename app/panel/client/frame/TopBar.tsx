import React from "react";
import { state } from "../base/state.js";
import { t } from "../base/words.js";
import { GlobalSearch } from "./GlobalSearch.js";
import { UserMenu } from "./UserMenu.js";

interface Props {
  openMenu: () => void;
  showHelp: () => void;
}

/** Search over everything, where one is, who one is. */
export const TopBar = ({ openMenu, showHelp }: Props) => (
  <div className="top-bar" role="banner">
    <button type="button" className="menu-button" aria-label={t("menu.open")} onClick={openMenu}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <path d="M3 5h14M3 10h14M3 15h14" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
    </button>
    <GlobalSearch />
    <span className="space" />
    {state.house.kind === "platform" ? <span className="chip platform-chip">{t("platform")}</span> : null}
    <UserMenu showHelp={showHelp} />
  </div>
);
