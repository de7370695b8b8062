import { clientOf, placeOf, storeDump } from "./dumps.js";
import { copySteps, takeTargetBack } from "./copySteps.js";
import type { Kind } from "./kind.js";

/** Makes a school of another: its dump, straight into a new one. */
export const cloneSchool: Kind = {
  name: "clone",
  steps: [
    {
      name: "write",
      run: async (work) => {
        const { operation } = work;
        const [source, target] = [await clientOf(operation.clientId), await clientOf(operation.makes)];
        const people = operation.input.withData !== false;
        await storeDump(source, placeOf(target.schemaName, operation), work, people);
      },
      undo: takeTargetBack,
    },
    ...copySteps,
  ],
};

/** Makes a school of a file that was sent, checked, and put into the storage. */
export const importSchool: Kind = { name: "import", steps: copySteps };
