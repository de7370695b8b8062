import js from "@eslint/js";
import tseslint from "typescript-eslint";

/**
 * The house rules: one rule for each thing that looks right and is wrong here (docs: ARCHITECTURE.md, design of the tenancy).
 * They are rules with names, not entries of `no-restricted-syntax`, because that one list cannot be switched off
 * entry by entry: a spot that may break one is written
 *   // eslint-disable-next-line house/no-raw-query -- why this spot may
 */
const house = {
  "no-bare-transaction": ban(
    `CallExpression[callee.property.name="transaction"]`,
    "A bare transaction opens a new connection in no school. Use savepoint(), withTenant() or withPlatform() of app/tenancy.",
  ),
  "no-process-env": ban(
    `MemberExpression[object.name="process"][property.name="env"],` +
      ` VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"],` +
      ` ImportDeclaration[source.value=/^(node:)?process$/]`,
    "Only app/env.ts reads process.env: take the value from `env`, where it is validated and typed.",
  ),
  "no-model-schema": ban(
    `CallExpression[callee.property.name="schema"]`,
    "Model.schema() names a school's schema by hand. The scope's search_path does that; only app/tenancy knows schemas.",
  ),
  "no-parallel-queries": ban(
    `CallExpression[callee.object.name="Promise"][callee.property.name=/^(all|allSettled)$/]`,
    "A scope has one connection: queries started together queue up there and one failure leaves the others running. Await them in order.",
  ),
  "no-find-or-create": ban(
    `CallExpression[callee.property.name="findOrCreate"]`,
    "findOrCreate opens a transaction of its own and creates a function in the schema. Use upsert, or find and create in a savepoint().",
  ),
  "no-raw-query": ban(
    `CallExpression[callee.property.name="query"][callee.object.name=/^(sequelize|pool|pg)$/i],` +
      ` CallExpression[callee.property.name="query"][callee.object.property.name=/^(sequelize|pool)$/i]`,
    "Raw SQL stands in app/database, app/tenancy and app/audit. Elsewhere use the models, or name the spot and its reason.",
  ),
  // strict's own rule, less `list[index]!`, `list.at(index)!` and `map.get(key)!`: that a lookup cannot miss is beyond the compiler.
  "no-non-null": ban(
    `TSNonNullExpression[expression.type!=/^(MemberExpression|CallExpression)$/],` +
      ` TSNonNullExpression > MemberExpression[computed=false],` +
      ` TSNonNullExpression > CallExpression:not([callee.property.name=/^(get|at)$/])`,
    "Say what happens when it is missing: narrow it, or throw. Only a lookup that cannot miss may be asserted.",
  ),
  "no-adminjs": ban(
    `:matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^(adminjs|@adminjs\\u002f)/]`,
    "Only app/panel imports AdminJS: it costs 2 s and 300 MB, which the API, the worker and the command line must not pay.",
  ),
};

/** A rule that reports whatever an esquery selector finds. */
function ban(selector, message) {
  return { create: (context) => ({ [selector]: (node) => context.report({ node, message }) }) };
}

const everyHouseRule = Object.fromEntries(Object.keys(house).map((name) => [`house/${name}`, "error"]));

/** Allows some house rules to be broken by some files: the places whose work it is. */
const allow = (files, ...names) => ({
  files,
  rules: Object.fromEntries(names.map((name) => [`house/${name}`, "off"])),
});

const typescript = ["**/*.{ts,tsx,mts}"];
const typeChecked = ["{app,resources,models,jobs,seeders}/**/*.{ts,tsx}"];
const nodeGlobals = [
  "process",
  "console",
  "URL",
  "Buffer",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
];
const browserGlobals = ["window", "document", "location", "fetch", "FormData", "EventSource", "HTMLElement"];

export default [
  { ignores: ["node_modules/", "dist/", "var/", "coverage/", ".adminjs/", "seeders/data/", "templates/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { plugins: { house: { rules: house } } },

  // Everything, plain JavaScript (migrations, start.mjs, settings) included: light.
  js.configs.recommended,
  {
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: ["error", "smart"],
    },
  },
  {
    files: ["**/*.{js,mjs,cjs,jsx}"],
    languageOptions: {
      ecmaVersion: 2023,
      globals: Object.fromEntries(nodeGlobals.map((name) => [name, "readonly"])),
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { module: "writable", require: "readonly", __dirname: "readonly" },
    },
  },
  // What is sent to a browser.
  {
    files: ["app/panel/**/*.{js,mjs,jsx}", "app/**/{public,assets,static}/**/*.{js,mjs}"],
    languageOptions: { globals: Object.fromEntries(browserGlobals.map((name) => [name, "readonly"])) },
  },

  // TypeScript: strict.
  ...tseslint.configs.strict.map((config) => ({ ...config, files: typescript })),
  {
    files: typescript,
    rules: {
      ...everyHouseRule,
      "house/no-parallel-queries": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-namespace": ["error", { allowDeclarations: true }], // Express is typed by merging its namespace
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/unified-signatures": "off", // verb()'s forms are overloads because a union would not infer
      "@typescript-eslint/no-dynamic-delete": "off", // what may not be answered is taken out of an object
      "no-console": "error",
    },
  },
  // Rules that need types, on the product only: a forgotten await is work done outside its transaction.
  {
    files: typeChecked,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      "@typescript-eslint/no-for-in-array": "error",
      "@typescript-eslint/no-base-to-string": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ["{app/commands,app/door,app/policies,resources,models}/**/*.ts"],
    rules: { "house/no-parallel-queries": "error" },
  },

  // Whose work it is.
  allow(["app/tenancy/**"], "no-bare-transaction", "no-model-schema", "no-raw-query"),
  allow(["app/database/**", "app/audit/**"], "no-raw-query"),
  allow(["app/env.ts"], "no-process-env"),
  allow(["app/panel/**"], "no-adminjs"),
  allow(["{test,bench,seeders}/**"], "no-raw-query"),
  allow(["{test,bench}/**"], "no-non-null"),
  allow(["test/**", "bench/**"], "no-process-env", "no-bare-transaction", "no-adminjs"), // they prove what the bans are for
  { files: ["app/panel/**", "app/tenancy/hooks.ts"], rules: { "@typescript-eslint/no-explicit-any": "off" } },
  { files: ["app/main.ts", "app/cli/**", "bench/**", "test/**"], rules: { "no-console": "off" } },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off", // chai: expect(x).to.be.true
    },
  },
];
