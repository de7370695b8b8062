import type { Looks } from "./looks.js";

/** The platform's own colours, as in client/styles/values.css. */
const PLATFORM = { light: "#5b3a8c", dark: "#c3a6f0", wash: "#efe9f8", darkWash: "#2c2540" };
const USUAL = { light: "#1f4e8c", dark: "#8ab4ee", wash: "#e8eef7", darkWash: "#22303f" };

/** The style of pages without scripts: the values of client/styles/values.css, in the house's colour. */
export function plainStyle(looks?: Pick<Looks, "kind" | "accent">): string {
  const accent = looks?.kind === "platform" ? PLATFORM : (looks?.accent ?? USUAL);
  return `:root{--ink:#17202b;--soft:#55606d;--line:#dfe4e9;--control:#7c8791;--ground:#f5f6f8;--paper:#fff;--accent:${accent.light};--wash:${accent.wash};--on:#fff;--good:#1a6b45;--good-wash:#e5f3ec;--bad:#a3261b;--bad-wash:#fbe9e7;--height:36px;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#a3adb8;--line:#2c3640;--control:#77838f;--ground:#12181f;--paper:#18212b;--accent:${accent.dark};--wash:${accent.darkWash};--on:#12181f;--good:#7fd0a5;--good-wash:#173328;--bad:#f2a199;--bad-wash:#3a1f1d}}
@media(max-width:640px){:root{--height:44px}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:16px;background:var(--ground);color:var(--ink);font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",Arial,sans-serif;overflow-wrap:anywhere}
main{width:min(368px,100%);background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:24px}
.house{display:flex;align-items:center;gap:8px;margin:0 0 24px;font-weight:600}.badge{display:grid;flex:none;place-items:center;width:36px;height:36px;border-radius:6px;background:var(--accent);color:var(--on);overflow:hidden}.badge img{width:100%;height:100%;object-fit:contain;background:#fff}
main:has(.platform){border-top:4px solid var(--accent)}
h1{font-size:20px;line-height:28px;font-weight:600;margin:0 0 4px}p{margin:0 0 12px}.soft{color:var(--soft)}
label{display:block;font-weight:600;margin:16px 0 4px}small{display:block;margin-top:4px;color:var(--soft);font-size:12px;line-height:16px}
input{width:100%;min-height:var(--height);font:inherit;padding:0 10px;border:1px solid var(--control);border-radius:6px;background:var(--paper);color:inherit}
button,.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:var(--height);margin-top:24px;font:inherit;font-weight:500;border:0;border-radius:6px;background:var(--accent);color:var(--on);cursor:pointer;text-decoration:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
.wrong,.note{padding:10px 12px;border-radius:6px;margin:12px 0 0;background:var(--bad-wash);color:var(--bad)}.note{background:var(--good-wash);color:var(--good)}
.foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 16px;margin-top:16px}.foot a,.foot span{padding:4px 0}nav{display:flex;flex-wrap:wrap;gap:0 16px;margin-top:12px;padding-top:12px;border-top:1px solid var(--line);font-size:12px;line-height:16px}nav a,nav span{padding:6px 0}nav span{color:var(--soft)}`;
}
