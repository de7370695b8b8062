import React, { useState } from "react";
import { useNotice, type ActionProps } from "adminjs";
import { useNavigate } from "./globals.js";
import { FormFrame, type Refusal } from "./FormFrame.js";
import type { FormField } from "./VerbField.js";

interface Told {
  label: string;
  path: string;
  fields: FormField[];
}
interface Problem {
  title?: string;
  detail?: string;
  errors?: { path: string; message: string }[];
}

/** A creation that the API does in its own way, sent to the API's own route. A secret that it answers is shown once. */
export const RouteForm = ({ action, resource }: ActionProps) => {
  const { label, path, fields } = action.custom as unknown as Told;
  const [secret, setSecret] = useState<string>();
  const addNotice = useNotice();
  const navigate = useNavigate();

  const send = async (body: Record<string, unknown>): Promise<Refusal | undefined> => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = (await response.json().catch(() => ({}))) as Problem & { id?: string; key?: string };
    if (!response.ok) return refusal(answer);
    const page = `/admin/resources/${resource.id}`;
    addNotice({ message: `${label}: done`, type: "success" });
    if (typeof answer.key === "string") setSecret(answer.key);
    else navigate(typeof answer.id === "string" ? `${page}/records/${answer.id}/show` : `${page}?refresh=true`);
    return undefined;
  };

  if (secret !== undefined)
    return (
      <div className="verb">
        <p className="verb-question">Copy this now: it is shown only once.</p>
        <p className="secret">
          <code>{secret}</code>
        </p>
      </div>
    );
  return <FormFrame label={label} fields={fields} send={send} />;
};

function refusal({ title, detail, errors = [] }: Problem): Refusal {
  const entries = errors.map(({ path, message }) => [path.slice(1).replaceAll("/", "."), { message }] as const);
  return { message: detail ?? title ?? "Not done", errors: Object.fromEntries(entries) };
}
