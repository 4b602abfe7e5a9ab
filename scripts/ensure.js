// Plain JavaScript that runs on Node 20. Makes sure that what the next command needs is there, and says what it does:
//   node scripts/ensure.js install   npm packages
//   node scripts/ensure.js build     packages and the built client
//   node scripts/ensure.js test      packages, the built client, Chromium, Firefox and Tesseract's trained data
import { createHash } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (line) => process.stdout.write(`coram: ${line}\n`);

/** What the user reads in place of a stack. */
class Failure extends Error {}

function fail(line) {
  throw new Failure(line);
}

async function run(command, args, what) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Failure(`${what} failed: ${error.message}`)));
    child.on("exit", (status, signal) => resolve(status ?? signal));
  });
  if (code !== 0) fail(`${what} failed (exit ${code}); the lines above say why.`);
}

/** One hash over files and folders, so that a build is made exactly when something in it has changed. */
function hashOf(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    let names;
    try {
      names = readdirSync(full).sort();
    } catch {
      hash.update(path).update(readFileSync(full));
      return;
    }
    for (const name of names) visit(join(path, name));
  };
  paths.forEach(visit);
  return hash.digest("hex");
}

async function upToDate(stamp, wanted, make) {
  const path = join(root, stamp);
  if (existsSync(path) && readFileSync(path, "utf8") === wanted) return;
  await make();
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, wanted);
}

function ensurePackages() {
  return upToDate("node_modules/.coram-lock", hashOf(["package-lock.json"]), () => {
    say("installing npm packages (about half a minute)");
    return run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci");
  });
}

function ensureClient() {
  return upToDate(
    "dist/.coram-client",
    hashOf(["client", "schema", "package-lock.json", "scripts/lazy-shapes.js"]),
    () => {
      say("building the web client");
      return run(
        join(root, "node_modules", ".bin", "vite"),
        ["build", "client", "--logLevel", "warn"],
        "the build of the client",
      );
    },
  );
}

const folders = (process.env.PATH ?? "").split(delimiter);

const isOnPath = (name) => folders.some((folder) => existsSync(join(folder, name)));

/** Installs Debian packages for tests where that may be done; else says who wants what. */
async function installWithApt(wants) {
  const packages = wants.flatMap((want) => want.packages);
  const apt = isOnPath("apt-get");
  if (!apt || !(process.getuid?.() === 0 || process.env.CI)) {
    const line = `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
    const why = wants.map((want) => want.why).join("; ");
    const otherwise = wants.map((want) => want.otherwise).join(" and ");
    fail(`${why}: ${apt ? `run "sudo ${line}"` : "install that"}, or set ${otherwise}.`);
  }
  say(`installing ${[...packages, ...headlessWhere()].join(", ")} with apt-get`);
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apply = async (...args) => {
    const [command, ...rest] = [...sudo, ...args];
    await run(command, rest, args.join(" "));
  };
  await apply("apt-get", "update", "-qq");
  await apply("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...packages, ...headlessWhere());
}

/** Flows run in Chromium without the browser around it where Debian has that: it takes less of the processor, and is not needed. */
function headlessWhere() {
  const shell = "chromium-headless-shell";
  if (process.env.CHROMIUM_PATH || isOnPath(shell)) return [];
  return spawnSync("apt-cache", ["show", shell], { stdio: "ignore" }).status === 0 ? [shell] : [];
}

function ensureServer() {
  const scripts = ["build-server.js", "bundle-server.js", "lazy-shapes.js"].map((name) => `scripts/${name}`);
  const sources = ["server", "schema", "package-lock.json", ...scripts];
  return upToDate("dist/.coram-server", hashOf(sources), () => {
    say("bundling the server");
    return run(process.execPath, [join(root, "scripts", "build-server.js")], "the bundling of the server");
  });
}

/** Null where nothing is missing. */
function missingTrainedData() {
  if (process.env.TESSDATA_PREFIX) return null;
  const places = [
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
  ];
  const models = ["srp", "srp_latn", "mkd", "sqi", "eng"];
  const isThere = (place) => models.every((model) => existsSync(join(place, `${model}.traineddata`)));
  if (places.some(isThere)) return null;
  return {
    packages: models.map((model) => `tesseract-ocr-${model.replace("_", "-")}`),
    why: "the tests of scans need Tesseract's trained data",
    otherwise: "TESSDATA_PREFIX",
  };
}

/** The browsers that flows are driven in, unless their variables name others. */
const BROWSERS = [
  {
    title: "Chromium",
    variable: "CHROMIUM_PATH",
    names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    package: "chromium",
  },
  { title: "Firefox", variable: "FIREFOX_PATH", names: ["firefox-esr", "firefox"], package: "firefox-esr" },
];

/** Null where nothing is missing. */
function missingBrowsers() {
  const isThere = ({ variable, names }) => process.env[variable] || names.some(isOnPath);
  const missing = BROWSERS.filter((browser) => !isThere(browser));
  if (missing.length === 0) return null;
  return {
    packages: missing.map((browser) => browser.package),
    why: `the browser tests need ${missing.map(({ title }) => title).join(" and ")}`,
    otherwise: missing.map(({ variable }) => variable).join(" and "),
  };
}

async function ensureSystem() {
  const wants = [missingBrowsers(), missingTrainedData()].filter((want) => want !== null);
  if (wants.length > 0) await installWithApt(wants);
  else if (isOnPath("apt-get") && process.getuid?.() === 0 && headlessWhere().length > 0)
    await installWithApt([]).catch(() => undefined);
}

async function ensureProgram() {
  await ensurePackages();
  if (need === "install") return;
  // One packs files while the other computes.
  await Promise.all([ensureClient(), ensureServer()]);
}

const need = process.argv[2];
if (!["install", "build", "test"].includes(need)) {
  process.stderr.write("coram: say what is needed: install, build or test.\n");
  process.exit(1);
}
// Beside each other: one waits for its registry and the disk while the other computes. What has begun is not left half done.
const done = await Promise.allSettled([ensureProgram(), need === "test" ? ensureSystem() : null]);
for (const { reason } of done) {
  if (!reason) continue;
  process.stderr.write(reason instanceof Failure ? `coram: ${reason.message}\n` : `${reason?.stack ?? reason}\n`);
  process.exitCode = 1;
}
