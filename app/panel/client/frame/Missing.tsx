import React from "react";
import { Link } from "../base/core.js";
import { t } from "../base/words.js";
import { PageHead } from "./PageHead.js";

/** A page that is not there, or not for this person: both look alike. */
export const Missing = () => (
  <>
    <PageHead title={t("missing.title")} />
    <p className="empty">
      {t("missing.text")} <Link to="/admin/">{t("missing.link")}</Link>
    </p>
  </>
);
