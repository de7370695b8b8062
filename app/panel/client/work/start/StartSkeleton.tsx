import React from "react";

/** The first page's layout while it is awaited. */
export const StartSkeleton = () => (
  <div className="start skeleton" aria-hidden="true">
    <ul className="day-figures">
      {[1, 2, 3, 4].map((one) => (
        <li key={one} className="card day-figure">
          <div className="skeleton-row" />
          <div className="skeleton-row" />
        </li>
      ))}
    </ul>
    <div className="start-columns">
      {[1, 2].map((one) => (
        <div key={one} className="card chart-text">
          {[1, 2, 3, 4].map((row) => (
            <div key={row} className="skeleton-row" />
          ))}
        </div>
      ))}
    </div>
  </div>
);
