import React from "react";
import { call } from "../../base/call.js";
import { tellAfterReload } from "../../base/notices.js";
import { t } from "../../base/words.js";
import { Fields } from "../../form/Fields.js";
import { FormShell } from "../../form/FormShell.js";
import { useForm, type Read } from "../../form/useForm.js";
import { valuesOf } from "../../form/values.js";
import { preferenceFields } from "./fields.js";

/** How one wants the panel; saving loads the page again, in the language that was chosen. */
export const PreferencesForm = ({ read }: { read: Read }) => {
  const fields = preferenceFields(read.effective as { locale: string; timeZone: string });
  const write = { path: "/preferences", method: "PATCH", fields } as const;
  const form = useForm({
    form: "preferences",
    fields,
    write,
    first: valuesOf(fields, read),
    before: read,
    again: () => call<Read>("GET", "/data/preferences"),
    saved: () => tellAfterReload("form.saved"),
  });
  const part = (heading: string, names: string[]) => (
    <section className="card form-card">
      <h2>{t(`preferences.heading.${heading}`)}</h2>
      <Fields fields={fields} names={names} values={form.values} change={form.change} errors={form.errors} />
    </section>
  );
  return (
    <FormShell form={form} save={t("save")}>
      {part("language", ["language", "locale", "timeZone"])}
      {part("looks", ["theme", "pageSize"])}
    </FormShell>
  );
};
