import { storage } from "../../files/openStorage.js";
import { clientOf, placeOf, storeDump } from "./dumps.js";
import type { Kind, Work } from "./kind.js";

const placed = async ({ operation }: Work) => {
  const client = await clientOf(operation.clientId);
  return { client, place: placeOf(client.schemaName, operation) };
};

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
