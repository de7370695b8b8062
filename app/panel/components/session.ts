import { ApiClient } from "adminjs";

type Call = (...parameters: unknown[]) => Promise<unknown>;

/** What the panel answers when the session has ended: reading goes to the sign-in page, typed work stays on screen. */
function onEnded(reading: boolean): void {
  const { pathname, search } = window.location;
  if (reading) return window.location.assign(`/admin/login?to=${encodeURIComponent(pathname + search)}`);
  if (document.getElementById("session-ended")) return;
  const band = document.createElement("p");
  band.id = "session-ended";
  band.setAttribute("role", "alert");
  band.innerHTML =
    'You were signed out after a pause. <a href="/admin/login" target="_blank" rel="opener">Sign in again</a> in a new tab, then save here once more: what you typed is still here.';
  document.body.prepend(band);
}

/** AdminJS looks for a redirect to the login page only; our mount answers 401. */
const calls = ApiClient.prototype as unknown as Record<string, Call>;
for (const name of ["resourceAction", "recordAction", "bulkAction", "getDashboard", "getPage"]) {
  const original = calls[name];
  if (!original) continue;
  calls[name] = async function (this: unknown, ...parameters: unknown[]) {
    try {
      const answer = await original.apply(this, parameters);
      document.getElementById("session-ended")?.remove();
      return answer;
    } catch (error) {
      const { response, config } = error as { response?: { status?: number }; config?: { method?: string } };
      if (response?.status === 401) onEnded(config?.method === "get");
      throw error;
    }
  };
}
