import React from "react";
import { state } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import type { Read } from "../../form/useForm.js";
import { PageHead } from "../../frame/PageHead.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { PasswordForm } from "./PasswordForm.js";
import { PreferencesForm } from "./PreferencesForm.js";
import { SignatureForm } from "./SignatureForm.js";

/** What is one's own: language, days and times, looks, signature, password. */
export const PreferencesPage = () => {
  const found = useCall<Read>("/data/preferences");
  return (
    <>
      <PageHead
        title={t("page.preferences")}
        under={
          <span>
            {state.person.name}
            {state.person.email ? ` · ${state.person.email}` : ""}
          </span>
        }
      />
      {found.error ? (
        <p className="problem" role="alert">
          {found.error.message}
        </p>
      ) : found.data ? (
        <PreferencesForm read={found.data} />
      ) : (
        <RowsSkeleton />
      )}
      {state.actingAs || state.house.kind === "platform" ? null : <SignatureForm />}
      {state.actingAs ? null : <PasswordForm />}
    </>
  );
};
