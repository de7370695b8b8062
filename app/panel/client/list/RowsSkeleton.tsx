import React from "react";

/** The shape of the rows that are coming; seen only when they take longer than a moment (the style waits 200 ms). */
export const RowsSkeleton = () => (
  <div className="skeleton" aria-hidden="true">
    {Array.from({ length: 12 }, (_, index) => (
      <div key={index} className="skeleton-row" />
    ))}
  </div>
);
