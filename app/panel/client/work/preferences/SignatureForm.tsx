import React, { useState } from "react";
import { call, CallError } from "../../base/call.js";
import { tell } from "../../base/notices.js";
import type { PanelField } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import { ErrorSummary } from "../../form/ErrorSummary.js";
import { Fields } from "../../form/Fields.js";
import { Previews, previewsOf } from "../../form/previews.js";
import type { Values } from "../../form/values.js";

const FIELDS: PanelField[] = [
  {
    name: "signatureFileId",
    label: t("preferences.signatureFileId"),
    help: t("preferences.signatureFileId.help"),
    kind: "string",
    required: false,
    nullable: true,
    file: "image",
  },
];
type Signature = { signatureFileId: string | null; signatureUrl: string | null };

/** One's own signature, kept as soon as a picture is chosen or taken away. Nobody without a profile in the school has one. */
export const SignatureForm = () => {
  const found = useCall<Signature>("/data/signature");
  const [values, setValues] = useState<Values>();
  const [problem, setProblem] = useState<CallError>();
  if (!found.data) return null;
  const change = async (next: Values) => {
    setValues(next);
    setProblem(undefined);
    try {
      await call<Signature>("PUT", "/data/signature", { signatureFileId: next.signatureFileId ?? null });
      tell(t("form.saved"));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setProblem(error);
    }
  };
  return (
    <div className="record-form signature-form">
      <section className="card form-card">
        <h2>{t("preferences.heading.signature")}</h2>
        {problem ? <ErrorSummary problem={problem} fields={FIELDS} /> : null}
        <Previews.Provider value={previewsOf(found.data)}>
          <Fields
            fields={FIELDS}
            values={values ?? { signatureFileId: found.data.signatureFileId }}
            change={(next) => void change(next)}
            errors={problem?.errors ?? []}
          />
        </Previews.Provider>
      </section>
    </div>
  );
};
