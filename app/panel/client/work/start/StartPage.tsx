import React from "react";
import { state } from "../../base/state.js";
import { t } from "../../base/words.js";
import { PageHead } from "../../frame/PageHead.js";

/** The first page. */
export const StartPage = () => <PageHead title={t("start.hello", { name: state.person.name })} />;
