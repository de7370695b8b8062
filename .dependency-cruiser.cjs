/**
 * The arrows of the house, as rules: each layer may import what stands below it or beside it, never above.
 * ARCHITECTURE.md draws them. A new folder of app/ must be given its layer here (test/house/arrows.test.ts asks for it).
 */
const layers = [
  ["main", ["^app/main\\.ts$"]],
  ["edges", ["^app/(cli|api|panel|chatbot)/", "^jobs/", "^seeders/demo/"]],
  ["http", ["^app/(http|auth)/"]],
  ["commands", ["^app/commands/"]],
  ["declarations", ["^resources/", "^app/door/"]],
  ["rooms", ["^models/", "^app/(crypto|policies|academics|reports|files|engine|outbox|sheets|audit|mail|locale)/"]],
  ["tenancy", ["^app/tenancy/"]],
  ["database", ["^app/database/"]],
  ["ground", ["^app/(env|errors|ids|log)\\.ts$", "^app/home/", "^seeders/presets/"]],
];

/** One rule a layer: nothing in it imports a layer above, not even a type. */
const upward = layers.slice(1).map(([name, paths], index) => ({
  name: `${name}-never-imports-upward`,
  comment: `${name} stands below ${layers
    .slice(0, index + 1)
    .map(([above]) => above)
    .join(", ")}: move what both need down, or hand it in as a parameter`,
  severity: "error",
  from: { path: paths },
  to: { path: layers.slice(0, index + 1).flatMap(([, above]) => above) },
}));

const ours = "^(app|resources|models|jobs|seeders)/";

module.exports = {
  forbidden: [
    ...upward,
    {
      name: "door-knows-no-declaration",
      comment: "the five shared functions take the declaration as a parameter",
      severity: "error",
      from: { path: "^app/door/" },
      to: { path: "^resources/" },
    },
    {
      name: "only-the-panel-imports-adminjs",
      comment: "importing AdminJS costs 2 s and 300 MB: the API, the worker and the command line stay without it",
      severity: "error",
      from: { path: ours, pathNot: "^app/panel/" },
      to: { path: "(^|/)node_modules/(adminjs|@adminjs)/" },
    },
    {
      name: "the-panel-is-mounted-late",
      comment: "a static import of the panel pulls in AdminJS at start: main imports it dynamically, after listening",
      severity: "error",
      from: { path: ours, pathNot: "^app/panel/" },
      to: { path: "^app/panel/", dependencyTypesNot: ["dynamic-import", "type-only"] },
    },
    {
      name: "academics-imports-nothing-of-ours",
      comment: "pure calculation: no database, no clock, no environment",
      severity: "error",
      from: { path: "^app/academics/" },
      to: { path: [ours, "(^|/)node_modules/(sequelize|pg)/"], pathNot: "^app/academics/" },
    },
    {
      name: "the-product-never-imports-its-tests",
      severity: "error",
      from: { path: ours },
      to: { path: "^(test|bench)/" },
    },
    {
      name: "no-cycles",
      comment: "two files that need each other are one, or three",
      severity: "error",
      from: { pathNot: "^models/" },
      to: { circular: true },
    },
    {
      name: "no-cycles-at-run-time-between-models",
      comment:
        "models name each other's types in their associations, both ways, as the tables do; that is erased when compiled. A cycle that remains at run time is an error here too",
      severity: "error",
      from: { path: "^models/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "not-to-unresolvable",
      comment: "a file or package that is not there",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "not-to-dev-packages",
      comment: "what the product imports is a dependency, not a devDependency",
      severity: "error",
      from: { path: ours },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^seeders/data/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true, // types too: a type imported from above is an arrow that points up
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".json", ".css"],
    },
  },
};
