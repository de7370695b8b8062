import React from "react";
import { isEmpty, shown, type Names } from "../base/cell.js";
import { Link } from "../base/core.js";
import { resourceNamed, type PanelField } from "../base/state.js";

/** One field of an entry of the trail: what it was, and what it is since. */
export interface Change {
  field: PanelField;
  before: unknown;
  after: unknown;
}
/** An entry of the trail, as `/view/trail` answers it. */
export interface Entry {
  id: string;
  at: string;
  actor: { name: string; impersonatorId?: string };
  action: string;
  entity: string;
  entityId: string;
  resource?: string;
  changes: Change[];
}

/** What was changed, as term, old and new; of what was made or removed, and of an event, the one side that there is. */
export const Changes = ({ entry, names }: { entry: Entry; names: Names }) => {
  const isUpdate = entry.action === "update";
  const some = entry.changes.filter(({ before, after }) => isUpdate || !isEmpty(after ?? before));
  if (!some.length) return null;
  return (
    <dl className="facts inner">
      {some.map(({ field, before, after }) => (
        <React.Fragment key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            {isUpdate ? (
              <>
                <del>{shown(field, before, names)}</del> → <ins>{shown(field, after, names)}</ins>
              </>
            ) : (
              shown(field, after ?? before, names)
            )}
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
};

/** The record that an entry is about, by its name, where the person may see it. */
export const About = ({ entry, names, text }: { entry: Entry; names: Names; text: string }) => {
  const title = names[entry.resource ?? ""]?.[entry.entityId]?.title;
  if (!title || !resourceNamed(entry.resource)) return <>{title ?? text}</>;
  return <Link to={`/admin/resources/${entry.resource}/records/${entry.entityId}/show`}>{title}</Link>;
};
