import { storage } from "../../files/openStorage.js";
import { placed, storeDump } from "./dumps.js";
import type { Kind } from "./kind.js";

/** Writes a school into one file, to be downloaded. */
export const exportSchool: Kind = {
  name: "export",
  steps: [
    {
      name: "write",
      run: async (work) => {
        const { client, place } = await placed(work);
        work.result(await storeDump(client, place, work));
      },
      undo: async (work) => storage().clear((await placed(work)).place),
    },
  ],
};
