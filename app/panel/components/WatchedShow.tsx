import React, { useEffect, useState, type ComponentType } from "react";
import * as AdminJS from "adminjs";
import type { ActionProps, RecordJSON } from "adminjs";

// The package's types do not know the pages that the browser's AdminJS has.
const { ApiClient, Show } = AdminJS as unknown as {
  ApiClient: typeof AdminJS.ApiClient;
  Show: ComponentType<ActionProps>;
};
const api = new ApiClient();
const isAtWork = (record?: RecordJSON) => ["queued", "running"].includes(record?.params.status as string);

/** A record that is being worked on, asked for again every two seconds until it is done. */
export const WatchedShow = (props: ActionProps) => {
  const [record, setRecord] = useState(props.record);
  useEffect(() => setRecord(props.record), [props.record]);
  useEffect(() => {
    if (!record || !isAtWork(record)) return undefined;
    const ask = () =>
      void api.recordAction({ resourceId: props.resource.id, recordId: record.id, actionName: "show" }).then(
        ({ data }) => setRecord(data.record),
        () => setRecord({ ...record }),
      );
    const timer = setTimeout(ask, 2000);
    return () => clearTimeout(timer);
  }, [record]);
  const { total, done } = (record?.params ?? {}) as { total?: number; done?: number };
  return (
    <>
      {isAtWork(record) && total ? (
        <p className="progress" role="status">
          <progress max={total} value={done ?? 0} /> {done ?? 0} of {total}
        </p>
      ) : null}
      <Show {...props} record={record} />
    </>
  );
};
