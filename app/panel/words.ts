/** "examSessionId" → "Exam session"; "class-sessions" → "Class sessions". */
export function words(name: string): string {
  const plain = name
    .replace(/^is([A-Z])/, "$1")
    .replace(/Id$/, "")
    .replace(/Ids$/, "s")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[-_.]/g, " ")
    .trim()
    .toLowerCase()
    .replace(/\bapi\b/g, "API")
    .replace(/\bwhatsapp\b/g, "WhatsApp");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** "class-sessions" → "class session", for "Add class session". */
export function singular(name: string): string {
  const plain = words(name);
  const small =
    /^[A-Z][a-z]/.test(plain) && !plain.startsWith("WhatsApp") ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
  return small
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");
}

/** Text for HTML: between tags and in quoted attributes. */
export function html(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** JSON for a script element: no text in it can end the script (panel.md 2.4, no. 10). */
export function scriptJson(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
