import React from "react";
import { Dialog } from "../base/Dialog.js";
import { t } from "../base/words.js";

const KEYS = ["/", "g h", "j", "k", "x", "Enter", "n", "e", "[", "]", "?"];

/** Which keys there are. */
export const KeyHelp = ({ close }: { close: () => void }) => (
  <Dialog title={t("keys.title")} onClose={close}>
    <dl className="facts keys">
      {KEYS.map((key) => (
        <React.Fragment key={key}>
          <dt>
            {key.split(" ").map((one) => (
              <kbd key={one}>{one}</kbd>
            ))}
          </dt>
          <dd>{t(`keys.${key}`)}</dd>
        </React.Fragment>
      ))}
    </dl>
  </Dialog>
);
