import React from "react";
import type { PanelField } from "../../base/state.js";
import { t } from "../../base/words.js";
import type { Read } from "../../form/useForm.js";

/** What stands on the page and only the platform changes. */
export const Facts = ({ facts, read }: { facts: PanelField[]; read: Read }) => (
  <section className="card">
    <div className="card-head">
      <h2>{t("settings.platforms")}</h2>
    </div>
    <dl className="facts">
      {facts.map(({ name, label }) => (
        <React.Fragment key={name}>
          <dt>{label}</dt>
          <dd>{typeof read[name] === "string" ? read[name] : "–"}</dd>
        </React.Fragment>
      ))}
    </dl>
  </section>
);
