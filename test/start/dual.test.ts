import { StartError } from "../../app/home/StartError.js";
it("one instance", async () => {
  const other = await import("../../app/home/StartError.js");
  console.log("static===dynamic", other.StartError === StartError, import.meta.url);
  const a = await import("../../app/home/openHome.js");
  try { a.openHome("/proc/x"); } catch (e) { console.log("via dynamic", e instanceof StartError); }
});
