import React, { useState } from "react";
import { call } from "../base/call.js";
import { useNavigate } from "../base/core.js";
import type { Row } from "../base/cell.js";
import { tell } from "../base/notices.js";
import type { PanelResource, PanelWrite } from "../base/state.js";
import { t } from "../base/words.js";
import { FormShell } from "./FormShell.js";
import { Groups } from "./Groups.js";
import { Previews, previewsOf } from "./previews.js";
import { Secret, secretIn } from "./Secret.js";
import { useForm, type Read } from "./useForm.js";
import type { Values } from "./values.js";

interface Props {
  /** The name under which an unsaved draft is kept. */
  form: string;
  resource: PanelResource;
  write: PanelWrite;
  first: Values;
  /** The row as it was read, when one is changed. */
  before?: Row;
  /** Fields that stand in the path: not shown, not sent. */
  fixed?: string[];
}

/** A form out of a declaration: groups, errors at their fields and in a summary, a draft, a question before leaving. */
export const RecordForm = ({ form: name, resource, write, first, before, fixed = [] }: Props) => {
  const [secret, setSecret] = useState<{ text: string; to: string }>();
  const navigate = useNavigate();
  const saved = (answer: Read | undefined) => {
    const id = (answer as { id?: string } | undefined)?.id ?? before?.id;
    const to = id ? `/admin/resources/${resource.name}/records/${id}/show` : `/admin/resources/${resource.name}`;
    const text = secretIn(answer);
    if (text) return setSecret({ text, to });
    tell(before ? t("form.saved") : t("form.added", { one: resource.one }));
    navigate(to);
  };
  const form = useForm({
    form: name,
    fields: write.fields.filter((one) => !fixed.includes(one.name)),
    write,
    first,
    before,
    saved,
    ...(before
      ? { again: async () => (await call<{ row: Row }>("GET", `/view/${resource.name}/${before.id}`)).row }
      : {}),
  });
  if (secret) return <Secret text={secret.text} done={() => navigate(secret.to)} />;
  const leave = () => {
    if (form.isDirty() && !window.confirm(t("leave"))) return;
    form.abandon();
    navigate(-1);
  };
  const cancel = (
    <button type="button" onClick={leave}>
      {t("cancel")}
    </button>
  );
  return (
    <FormShell form={form} save={!before && write.method === "POST" ? t("form.add") : t("save")} other={cancel}>
      <Previews.Provider value={previewsOf(before)}>
        <Groups
          resource={resource}
          fields={form.fields}
          values={form.values}
          change={form.change}
          errors={form.errors}
        />
      </Previews.Provider>
    </FormShell>
  );
};
