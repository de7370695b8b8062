import React from "react";
import { Link, useLocation } from "../../base/core.js";
import { readQuery } from "../../base/query.js";
import { state } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import type { Read } from "../../form/useForm.js";
import { Missing } from "../../frame/Missing.js";
import { PageHead } from "../../frame/PageHead.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { SettingsForm } from "./SettingsForm.js";

/** A house's settings: a tab a page of them, `?page=reports`. */
export const SettingsPage = () => {
  const { search, pathname } = useLocation();
  const { settings = [] } = state;
  const page = settings.find((one) => one.page === readQuery(search).page) ?? settings[0];
  const found = useCall<Read>(page && `/data${page.path}`);
  if (!page) return <Missing />;
  return (
    <>
      <PageHead title={t(state.house.kind === "platform" ? "page.platform-settings" : "page.settings")} />
      {settings.length > 1 ? (
        <nav className="tabs" aria-label={t("settings.pages")}>
          {settings.map((one) => (
            <Link
              key={one.page}
              to={`${pathname}?page=${one.page}`}
              aria-current={one.page === page.page ? "true" : undefined}
            >
              {one.label}
            </Link>
          ))}
        </nav>
      ) : null}
      {found.error ? (
        <p className="problem" role="alert">
          {found.error.message}
        </p>
      ) : found.data && !found.loading ? (
        <SettingsForm key={page.page} page={page} read={found.data} />
      ) : (
        <RowsSkeleton />
      )}
    </>
  );
};
