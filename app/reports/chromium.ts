import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { untarBrotli } from "./untar.js";

const require = createRequire(import.meta.url);

/** A browser that can be started: made by `prepareChromium`. */
export interface Chromium {
  executablePath: string;
  /** Environment of the browser alone; nothing of ours (secrets!) is passed on. */
  env: Record<string, string>;
  args: string[];
  /** Where profiles of running browsers lie; ours, each removed at its browser's end. */
  profiles: string;
  /** "chromium 143.0.4", or the path of the browser that was given. Goes with every file we make. */
  version: string;
}

/** What stops a page from reaching anything, beside interception and the CSP: reports.md 3. */
const NETWORK_ARGS = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--proxy-server=http://127.0.0.1:9",
  "--proxy-bypass-list=<-loopback>",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
];

// Never the package's own list: it has --single-process and --disable-web-security (reports.md 1).
const ARGS = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--no-first-run",
  "--mute-audio",
  "--hide-scrollbars",
  "--font-render-hinting=none",
  "--disable-webgl",
  ...NETWORK_ARGS,
];

/**
 * Unpacks the bundled Chromium and its libraries into `folder` (once a version; several processes may do it at the same
 * time), or takes the browser at `executablePath` (CHROMIUM_PATH). About 1.5 s the first time, then nothing.
 * Never /tmp/chromium, where another account may have put a program of its own (startup.md 2).
 */
export async function prepareChromium(options: {
  folder: string;
  executablePath?: string | undefined;
}): Promise<Chromium> {
  const profiles = join(options.folder, "profiles");
  await mkdir(profiles, { recursive: true, mode: 0o700 });
  const args = sandboxless() ? ["--no-sandbox", "--no-zygote", ...ARGS] : ARGS;
  const env = { PATH: "/usr/bin:/bin", HOME: profiles, LANG: "C.UTF-8", TZ: "UTC" };
  if (options.executablePath) {
    const version = options.executablePath;
    return { executablePath: options.executablePath, env, args, profiles, version };
  }
  const { version, home } = await unpack(options.folder);
  return {
    executablePath: join(home, "chromium"),
    env: { ...env, LD_LIBRARY_PATH: join(home, "lib"), FONTCONFIG_PATH: join(home, "fonts") },
    args,
    profiles,
    version: `chromium ${version}`,
  };
}

/** Root may not use Chromium's sandbox; an ordinary user prints inside it. */
function sandboxless(): boolean {
  return process.getuid?.() === 0;
}

async function unpack(folder: string): Promise<{ version: string; home: string }> {
  const source = dirname(dirname(dirname(require.resolve("@sparticuz/chromium"))));
  const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as { version: string };
  const home = join(folder, `chromium-${version}`);
  if (existsSync(home)) return { version, home };
  const draft = `${home}.${randomBytes(6).toString("hex")}`;
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    await untarBrotli(join(source, "bin", "al2023.tar.br"), draft);
    await untarBrotli(join(source, "bin", "fonts.tar.br"), draft);
    await writeFile(join(draft, "fonts", "fonts.conf"), fontsConf(home));
    const program = createWriteStream(join(draft, "chromium"), { mode: 0o700 });
    await pipeline(createReadStream(join(source, "bin", "chromium.br")), createBrotliDecompress(), program);
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error; // else another process was first: its copy is as good
  }
  return { version, home };
}

/** The system's fonts come last, for scripts that our own do not have. */
function fontsConf(home: string): string {
  return (
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts</dir>` +
    `<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`
  );
}
