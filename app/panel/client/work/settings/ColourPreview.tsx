import React, { type CSSProperties } from "react";
import { accentOf } from "../../../accent.js";
import { state } from "../../base/state.js";
import { t } from "../../base/words.js";

/** What the panel makes of the school's colour: readable on light and on dark, and how that looks. */
export const ColourPreview = ({ colour }: { colour: unknown }) => {
  const accent = accentOf(colour);
  if (!accent) return null;
  const shown = typeof colour === "string" ? colour.toLowerCase() : "";
  const same = shown === accent.light;
  return (
    <div className="colour-preview">
      <p className="help">
        {same ? t("settings.colour-same") : t("settings.colour-changed", { light: accent.light, dark: accent.dark })}
      </p>
      <Sample theme="light" accent={accent.light} wash={accent.wash} />
      <Sample theme="dark" accent={accent.dark} wash={accent.darkWash} />
    </div>
  );
};

const Sample = ({ theme, accent, wash }: { theme: "light" | "dark"; accent: string; wash: string }) => (
  <div className="colour-sample" data-theme={theme} style={{ "--accent": accent, "--wash": wash } as CSSProperties}>
    <small>{t(`theme.${theme}`)}</small>
    <span className="sample-current">{state.house.name}</span>
    <span className="sample-button">{t("save")}</span>
    <span className="sample-link">{t("edit")}</span>
  </div>
);
