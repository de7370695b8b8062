import React, { useState } from "react";
import { call, CallError } from "../../base/call.js";
import { tell, tellAfterReload, warn } from "../../base/notices.js";
import { state, type PanelField, type PanelSettings } from "../../base/state.js";
import { t } from "../../base/words.js";
import { Fields } from "../../form/Fields.js";
import { FormShell } from "../../form/FormShell.js";
import { Previews } from "../../form/previews.js";
import { useForm, type Read } from "../../form/useForm.js";
import { valuesOf, type Value, type Values } from "../../form/values.js";
import { ColourPreview } from "./ColourPreview.js";
import { Facts } from "./Facts.js";
import { RankingControl } from "./RankingControl.js";
import { rankingInWords } from "./rankingWords.js";

/** Pages whose values the frame itself shows: name, crest, colour. */
const FRAME = new Set(["general", "platform"]);

/** A page of settings as a form; saving stays on it. */
export const SettingsForm = ({ page, read }: { page: PanelSettings; read: Read }) => {
  const [busy, setBusy] = useState(false);
  const form = useForm({
    form: `settings.${page.page}`,
    fields: page.write.fields,
    write: page.write,
    first: valuesOf(page.write.fields, read),
    before: read,
    again: () => call<Read>("GET", `/data${page.path}`),
    saved: (answer) => {
      if (FRAME.has(page.page)) return tellAfterReload("form.saved");
      form.rebase(answer ?? {});
      tell(t("form.saved"));
    },
  });
  const reset = async (path: string) => {
    if (!window.confirm(t("settings.reset-question"))) return;
    setBusy(true);
    try {
      form.forget();
      form.rebase(await call<Read>("POST", `/data${path}`));
      tell(t("settings.reset-done"));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      warn(error.message);
    } finally {
      setBusy(false);
    }
  };
  const { reset: path } = page;
  const other = (
    <>
      {path === undefined ? null : (
        <button type="button" disabled={busy} onClick={() => void reset(path)}>
          {t("settings.reset")}
        </button>
      )}
      <button type="button" disabled={!form.isDirty()} onClick={form.forget}>
        {t("settings.discard")}
      </button>
    </>
  );
  return (
    <FormShell form={form} save={t("save")} other={other} say={say}>
      <Previews.Provider value={state.house.crest ? { crestFileId: state.house.crest } : {}}>
        {page.groups.map(([heading, names]) => (
          <section className="card form-card" key={heading}>
            <h2>{heading}</h2>
            <Group page={page} names={names} form={form} />
          </section>
        ))}
      </Previews.Provider>
      {page.facts.length ? <Facts facts={page.facts} read={read} /> : null}
    </FormShell>
  );
};

const say = (field: PanelField, value: Value) => (field.name === "ranking" ? rankingInWords(value) : undefined);

interface GroupProps {
  page: PanelSettings;
  names: string[];
  form: ReturnType<typeof useForm>;
}

const Group = ({ page, names, form: { values, change, errors } }: GroupProps) => {
  const ranking = names.includes("ranking") ? page.write.fields.find((one) => one.name === "ranking") : undefined;
  const plain = names.filter((one) => one !== "ranking");
  return (
    <>
      <Fields fields={page.write.fields} names={plain} values={values} change={change} errors={errors} />
      {names.includes("colours") ? <ColourPreview colour={(values.colours as Values | undefined)?.main} /> : null}
      {ranking ? (
        <RankingControl
          field={ranking}
          value={values.ranking}
          errors={errors}
          onChange={(next) => change({ ...values, ranking: next })}
        />
      ) : null}
    </>
  );
};
