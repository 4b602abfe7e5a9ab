// Plain JavaScript that runs on Node 20. Makes sure that what the next command needs is there, and says what it does:
//   node scripts/ensure.js install   npm packages
//   node scripts/ensure.js build     packages and the built client
//   node scripts/ensure.js test      packages, the built client, Chromium, Firefox and Tesseract's trained data
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (line) => process.stdout.write(`coram: ${line}\n`);

function fail(line) {
  process.stderr.write(`coram: ${line}\n`);
  process.exit(1);
}

function run(command, args, what) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.error) fail(`${what} failed: ${done.error.message}`);
  if (done.status !== 0) fail(`${what} failed (exit ${done.status}); the lines above say why.`);
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

function upToDate(stamp, wanted, make) {
  const path = join(root, stamp);
  if (existsSync(path) && readFileSync(path, "utf8") === wanted) return;
  make();
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, wanted);
}

function ensurePackages() {
  upToDate("node_modules/.coram-lock", hashOf(["package-lock.json"]), () => {
    say("installing npm packages (about half a minute)");
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci");
  });
}

function ensureClient() {
  upToDate("dist/.coram-client", hashOf(["client", "schema", "package-lock.json"]), () => {
    say("building the web client");
    run(
      join(root, "node_modules", ".bin", "vite"),
      ["build", "client", "--logLevel", "warn"],
      "the build of the client",
    );
  });
}

const folders = (process.env.PATH ?? "").split(delimiter);

/** Installs Debian packages for tests where that may be done; else says who wants what. */
function installWithApt(packages, why, otherwise) {
  const line = `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  const apt = folders.some((folder) => existsSync(join(folder, "apt-get")));
  if (!apt || !(process.getuid?.() === 0 || process.env.CI))
    fail(`${why}: ${apt ? `run "sudo ${line}"` : "install it"}, or set ${otherwise}.`);
  say(`installing ${packages.join(", ")} with apt-get`);
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apply = (...args) => run([...sudo, ...args][0], [...sudo, ...args].slice(1), args.join(" "));
  apply("apt-get", "update", "-qq");
  apply("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...packages);
}

function ensureTrainedData() {
  if (process.env.TESSDATA_PREFIX) return;
  const places = [
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
  ];
  const models = ["srp", "srp_latn", "mkd", "sqi", "eng"];
  const isThere = (place) => models.every((model) => existsSync(join(place, `${model}.traineddata`)));
  if (places.some(isThere)) return;
  const packages = models.map((model) => `tesseract-ocr-${model.replace("_", "-")}`);
  installWithApt(packages, "the tests of scans need Tesseract's trained data", "TESSDATA_PREFIX");
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

function ensureBrowsers() {
  const isThere = ({ variable, names }) =>
    process.env[variable] || names.some((name) => folders.some((folder) => existsSync(join(folder, name))));
  const missing = BROWSERS.filter((browser) => !isThere(browser));
  if (missing.length === 0) return;
  installWithApt(
    missing.map((browser) => browser.package),
    `the browser tests need ${missing.map(({ title }) => title).join(" and ")}`,
    missing.map(({ variable }) => variable).join(" and "),
  );
}

/** Flows run in Chromium without the browser around it where Debian has that: it takes less of the processor, and is not needed. */
function tryHeadless() {
  const isThere = (name) => folders.some((folder) => existsSync(join(folder, name)));
  const shell = "chromium-headless-shell";
  if (process.env.CHROMIUM_PATH || isThere(shell) || !isThere("apt-get") || process.getuid?.() !== 0) return;
  const quietly = (...args) => spawnSync(args[0], args.slice(1), { stdio: "ignore" }).status === 0;
  if (!quietly("apt-cache", "show", shell)) quietly("apt-get", "update", "-qq");
  if (!quietly("apt-cache", "show", shell)) return;
  say(`installing ${shell} with apt-get`);
  quietly("apt-get", "install", "-y", "-qq", "--no-install-recommends", shell);
}

const need = process.argv[2];
if (!["install", "build", "test"].includes(need)) fail("say what is needed: install, build or test.");
ensurePackages();
if (need !== "install") ensureClient();
if (need === "test") {
  ensureBrowsers();
  tryHeadless();
  ensureTrainedData();
}
