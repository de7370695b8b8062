import React, { useEffect, useState } from "react";
import { call, CallError } from "../base/call.js";
import type { Row } from "../base/cell.js";
import { Dialog } from "../base/Dialog.js";
import { tell } from "../base/notices.js";
import type { Query } from "../base/query.js";
import type { PanelResource, PanelVerb } from "../base/state.js";
import { number, t } from "../base/words.js";
import { Fields } from "../form/Fields.js";
import { bodyOf, type Values } from "../form/values.js";
import { useNames } from "../form/useNames.js";

interface Outcome {
  total: number;
  refused: { id: string; message: string }[];
  done: boolean;
}
interface Props {
  resource: PanelResource;
  verb: PanelVerb;
  rows: Row[];
  target: { ids: string[] } | { query: Query };
  close: () => void;
  done: () => void;
}

/** Asks, tells for each row what would happen, and does it to all of them or to none. */
export const BulkDialog = ({ resource, verb, rows, target, close, done }: Props) => {
  const [values, setValues] = useState<Values>({});
  const [outcome, setOutcome] = useState<Outcome>();
  const [wrong, setWrong] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const run = async (preview: boolean) => {
    setBusy(true);
    setWrong(undefined);
    try {
      const input = bodyOf(verb.fields, values);
      const found = await call<Outcome>("POST", `/view/${resource.name}/bulk/${verb.name}`, {
        ...target,
        input,
        preview,
      });
      setOutcome(found);
      if (found.done) {
        tell(t("bulk.done", { count: found.total, verb: verb.label }));
        done();
      }
    } catch (error) {
      if (error instanceof CallError) setWrong(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (!verb.fields.length) void run(true);
  }, []);
  return (
    <Dialog title={verb.label} onClose={close} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run(!outcome || outcome.refused.length > 0);
        }}
      >
        <Fields
          fields={verb.fields}
          values={values}
          change={(next) => (setValues(next), setOutcome(undefined))}
          errors={wrong?.errors ?? []}
        />
        {wrong ? (
          <p className="problem" role="alert">
            {wrong.message}
          </p>
        ) : null}
        {outcome ? (
          <Told resource={resource} outcome={outcome} rows={rows} chosen={"ids" in target ? target.ids : undefined} />
        ) : null}
        <div className="dialog-foot">
          <button type="button" onClick={close}>
            {t("cancel")}
          </button>
          {outcome && !outcome.refused.length ? (
            <button className={verb.danger ? "main danger" : "main"} disabled={busy}>
              {t("bulk.do", { verb: verb.label, count: outcome.total })}
            </button>
          ) : (
            <button className="main" disabled={busy}>
              {t("bulk.preview")}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
};

interface ToldProps {
  resource: PanelResource;
  outcome: Outcome;
  rows: Row[];
  chosen: string[] | undefined;
}

const Told = ({ resource, outcome, rows, chosen }: ToldProps) => {
  const here = new Map(rows.map((one) => [one.id, one.$.title]));
  const some = outcome.refused.slice(0, 50);
  const names = useNames(some.filter(({ id }) => !here.has(id)).map(({ id }) => ({ resource: resource.name, id })));
  const fine = outcome.total - outcome.refused.length;
  return (
    <div role="status">
      <p>
        {outcome.refused.length
          ? t("bulk.some-refused", { fine: number(fine), total: number(outcome.total) })
          : t("bulk.all-fine", { count: outcome.total })}
      </p>
      {!outcome.refused.length && rows.length ? (
        <p className="soft">
          {rows
            .filter((one) => !chosen || chosen.includes(one.id))
            .slice(0, 50)
            .map((one) => one.$.title)
            .join(" · ")}
          {outcome.total > 50 ? " …" : ""}
        </p>
      ) : null}
      {some.length ? (
        <table className="small">
          <tbody>
            {some.map(({ id, message }) => (
              <tr key={id}>
                <th scope="row">{here.get(id) ?? names[resource.name]?.[id]?.title ?? "…"}</th>
                <td className="bad-text">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
};
