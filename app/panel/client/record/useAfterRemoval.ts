import { call, type CallError } from "../base/call.js";
import type { Row } from "../base/cell.js";
import { useNavigate } from "../base/core.js";
import { tell, warn } from "../base/notices.js";
import type { PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { listAddress } from "../list/context.js";

/** After a removal there is no record to stay on: back to the list, with a way to take it back where there is one. */
export function useAfterRemoval(resource: PanelResource) {
  const navigate = useNavigate();
  return (row: Row) => {
    const restore = resource.verbs.find((one) => one.name === "restore");
    const undo = restore && {
      label: t("undo"),
      run: () => {
        call("POST", `/data${restore.path.replace(":id", row.id)}`, {}).then(
          () => navigate(`/admin/resources/${resource.name}/records/${row.id}/show`),
          (error: CallError) => warn(error.message),
        );
      },
    };
    tell(t("removed", { name: row.$.title }), undo);
    navigate(listAddress(resource.name));
  };
}
