import { constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { TeacherprintError } from "../../errors.js";

/** A Chromium-like browser that can print. */
export interface PrintingBrowser {
  readonly executable: string;
  /** Set in the browser's environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Names the browser to print with, when the ones on the machine should not be looked for. */
export const browserVariable = "TEACHERPRINT_BROWSER";

const onPath = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "msedge",
];
const elsewhere: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * The browser to print with: the one that the environment names, else one of the machine, else the one that a package brings.
 * Null when there is none. Throws BROWSER_NOT_FOUND when the one that is named cannot be run.
 * @param playwrightPath where playwright keeps a browser of its own, which may not be there
 * @param packaged the browser of a package, asked last
 */
export async function findBrowser(
  environment: NodeJS.ProcessEnv,
  playwrightPath: string | null = null,
  packaged: (environment: NodeJS.ProcessEnv) => Promise<PrintingBrowser | null> = packagedBrowser,
): Promise<PrintingBrowser | null> {
  const named = environment[browserVariable];
  if (named !== undefined && named !== "") {
    if (await canRun(named)) return { executable: named, environment: {} };
    throw new TeacherprintError(
      "BROWSER_NOT_FOUND",
      `${browserVariable} names ${named}, which cannot be run.`,
      "Name the program of a Chromium, Chrome or Edge, or leave the variable unset.",
    );
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [
    ...onPath.flatMap((name) =>
      folders.map((folder) => join(folder, process.platform === "win32" ? `${name}.exe` : name)),
    ),
    ...(elsewhere[process.platform] ?? []),
    ...(playwrightPath === null ? [] : [playwrightPath]),
  ];
  for (const executable of candidates) if (await canRun(executable)) return { executable, environment: {} };
  return packaged(environment);
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => existsSync(path),
    () => false,
  );
}

/**
 * The Chromium of the package @sparticuz/chromium, where that is installed (Linux only). It unpacks itself into the temporary
 * folder and takes what lies there without a look at its version, so it gets a folder named by its version.
 */
export async function packagedBrowser(environment: NodeJS.ProcessEnv): Promise<PrintingBrowser | null> {
  const version = packageVersion();
  if (version === null || process.platform !== "linux") return null;
  const folder = join(environment.TMPDIR ?? tmpdir(), `teacherprint-chromium-${version}`);
  const before = process.env.TMPDIR;
  try {
    mkdirSync(folder, { recursive: true });
    process.env.TMPDIR = folder;
    const { default: chromium } = await import("@sparticuz/chromium");
    const executable = await chromium.executablePath();
    return { executable, environment: { FONTCONFIG_FILE: fontConfiguration(folder) } };
  } catch {
    return null;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Its own fonts cover Latin letters only; those of the system, if any, cover the rest. */
function fontConfiguration(folder: string): string {
  const path = join(folder, "teacherprint-fonts.conf");
  const folders = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const listed = folders.map((fonts) => `<dir>${fonts}</dir>`).join("");
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${listed}<cachedir>${join(folder, "font-cache")}</cachedir></fontconfig>\n`,
  );
  return path;
}

function packageVersion(): string | null {
  try {
    let folder = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
    while (folder !== dirname(folder)) {
      const manifest = join(folder, "package.json");
      if (existsSync(manifest)) {
        const facts = JSON.parse(readFileSync(manifest, "utf8")) as { name?: string; version?: string };
        if (facts.name === "@sparticuz/chromium" && facts.version !== undefined) return facts.version;
      }
      folder = dirname(folder);
    }
  } catch {
    // The package is not installed.
  }
  return null;
}
