// Quiet and not "development" unless told otherwise; before env.ts is read by anything.
process.env.LOG_LEVEL ??= "silent";
process.env.NODE_ENV ??= "test";
// Loaded before mocha (.mocharc.json). Where Node can `require` a module, mocha does so with the tests, and tsx then
// makes CommonJS of them: what a test imports and what the application imports by `await import()` become two copies
// of one module, with two settings, two scopes and two StartErrors. Told that Node cannot, mocha imports, as we do.
Object.defineProperty(process.features, "require_module", { value: false });
