/** AdminJS chooses its scripts when it is loaded: the small ones only in production. Imported before anything that loads it. */
process.env["NODE_ENV"] = "production";
