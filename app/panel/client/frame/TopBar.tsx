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
      ☰
    </button>
    <GlobalSearch />
    <span className="space" />
    {state.house.kind === "platform" ? <span className="chip platform-chip">{t("platform")}</span> : null}
    <UserMenu showHelp={showHelp} />
  </div>
);
