import React, { useState } from "react";
import { call, CallError } from "../base/call.js";
import { t } from "../base/words.js";
import { usePreview } from "./previews.js";
import type { ControlProps } from "./props.js";

const MOST = 10 * 1024 * 1024;
interface Stored {
  id: string;
  url: string;
  contentType: string;
}

/** A photo or crest: sent as soon as it is chosen, shown, and kept with the row when the form is saved. */
export const FileControl = ({ id, field, value, onChange, more }: ControlProps) => {
  const [stored, setStored] = useState<Stored>();
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const kept = usePreview(field.name);
  const url = stored?.url ?? kept;
  const send = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST) return setWrong(t("file.too-large"));
    const form = new FormData();
    form.append("file", file);
    setBusy(true);
    setWrong(undefined);
    try {
      const found = await call<Stored>("POST", "/data/files", form);
      setStored(found);
      onChange(found.id);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setWrong(error.errors[0]?.message ?? error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="file-control">
      {url && value && field.file === "image" ? <img src={url} alt={t("file.preview")} /> : null}
      {value && !url ? <span className="soft">{t("file.there")}</span> : null}
      <input
        id={id}
        type="file"
        accept={field.file === "image" ? "image/png,image/jpeg,image/webp" : undefined}
        onChange={({ target }) => void send(target.files?.[0])}
        {...more}
      />
      {busy ? <span role="status">{t("file.sending")}</span> : null}
      {value ? (
        <button type="button" className="plain" onClick={() => (setStored(undefined), onChange(null))}>
          {t("file.remove")}
        </button>
      ) : null}
      {wrong ? (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
    </div>
  );
};
