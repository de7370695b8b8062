import React from "react";
import { useIsPhone } from "../../base/useWidth.js";
import { t } from "../../base/words.js";

/** Which keys there are: "[A] absent", what stands in brackets is a key. */
export const Hint = () => {
  const text = t(useIsPhone() ? "marks.hint-phone" : "marks.hint");
  return (
    <p className="soft mark-hint">
      {text
        .split(/(\[[^\]]+\])/)
        .map((part, at) => (part.startsWith("[") ? <kbd key={at}>{part.slice(1, -1)}</kbd> : part))}
    </p>
  );
};
