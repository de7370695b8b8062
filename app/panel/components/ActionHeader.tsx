import React, { type ComponentType } from "react";
import type { ActionHeaderProps } from "adminjs";

type Props = ActionHeaderProps & { OriginalComponent: ComponentType<ActionHeaderProps> };

/** AdminJS heads a record's page with a verb ("Edit"): here stands whose record it is. */
export const ActionHeader = ({ OriginalComponent, ...props }: Props) => {
  const title = props.record?.title;
  if (!title) return <OriginalComponent {...props} />;
  return (
    <div className="with-record">
      <OriginalComponent {...props} />
      <h1 className="record-title">{title}</h1>
    </div>
  );
};
