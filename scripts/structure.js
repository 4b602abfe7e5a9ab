// Prints the figures of the tree: `npm run structure`, `npm run structure -- --json`. What they should be stands beside them.
// The type-aware linter keeps the rules; this says how far the tree is from those that are not kept yet.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "rolldown/parseAst";

const root = fileURLToPath(new URL("..", import.meta.url));
const CODE = ["schema", "server", "client"];
const FLAT = 25;
const LONG_FILE = 400;
const LONG_FUNCTION = 60;
const LONG_TEST = 60;
const ROLES = ["facilitator", "lawyer", "reviewer", "reader"];

/** All sources below a folder, as paths from the root. */
function sources(folder, ending = ".ts") {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Calls `visit` for every node of a syntax tree. */
function walk(node, visit) {
  if (Array.isArray(node)) for (const each of node) walk(each, visit);
  else if (node && typeof node === "object") {
    if (typeof node.type === "string") visit(node);
    for (const value of Object.values(node)) if (value && typeof value === "object") walk(value, visit);
  }
}

function read(path) {
  const text = readFileSync(join(root, path), "utf8");
  const lineAt = lineFinder(text);
  const imports = [];
  const functions = [];
  const roles = [];
  walk(parseAst(text, { lang: "ts" }), (node) => {
    const from = node.source?.value;
    if (typeof from === "string" && from.startsWith("."))
      imports.push({
        to: relative(root, resolve(root, dirname(path), from.replace(/\?.*$/, ""))),
        type: isTypeOnly(node),
      });
    if (/^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
      const lines = lineAt(node.end) - lineAt(node.start) + 1;
      if (lines > LONG_FUNCTION) functions.push({ path, line: lineAt(node.start), lines });
    }
    // One role held against another, and the part that a person has in a case, are no rights.
    if (
      node.type === "BinaryExpression" &&
      /^[!=]==$/.test(node.operator) &&
      [node.left, node.right].some((side) => (side.property ?? side).name === "role") &&
      [node.left, node.right].some((side) => ROLES.includes(side.value))
    )
      roles.push(`${path}:${lineAt(node.start)}`);
  });
  return {
    path,
    lines: text.split("\n").length - 1,
    imports,
    functions,
    roles,
    takesDeps: /: Deps\b(?!\[)/.test(text),
  };
}

/** A file of tests: its lines, and those of its tests that are too long. */
function readTests(path) {
  const text = readFileSync(join(root, path), "utf8");
  const lineAt = lineFinder(text);
  const long = [];
  walk(parseAst(text, { lang: "ts" }), (node) => {
    if (node.type !== "CallExpression" || !isTest(node.callee)) return;
    // `test.for(rows)("…", …)` is a call of what a call gives: the outer one is the test.
    if (node.arguments[0]?.type !== "Literal" && node.arguments[0]?.type !== "TemplateLiteral") return;
    const lines = lineAt(node.end) - lineAt(node.start) + 1;
    if (lines > LONG_TEST) long.push({ path, line: lineAt(node.start), lines });
  });
  return { path, lines: text.split("\n").length - 1, long };
}

/** Whether what is called is `test` or comes of it: `test.skipIf(…)`, `test.for(…)`, `test.concurrent`. */
function isTest(callee) {
  if (callee.type === "Identifier") return callee.name === "test" || callee.name === "it";
  return isTest(callee.callee ?? callee.object ?? { type: "Identifier", name: "" });
}

function isTypeOnly(node) {
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const names = node.specifiers ?? [];
  return names.length > 0 && names.every((name) => name.importKind === "type" || name.exportKind === "type");
}

function lineFinder(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** The groups of files that import each other in a circle (Tarjan's strongly connected components of two files or more). */
function circles(edges) {
  const state = new Map();
  const stack = [];
  const found = [];
  const visit = (name) => {
    const own = { index: state.size, low: state.size, onStack: true };
    state.set(name, own);
    stack.push(name);
    for (const next of edges.get(name) ?? []) {
      const known = state.get(next);
      if (!known) own.low = Math.min(own.low, visit(next).low);
      else if (known.onStack) own.low = Math.min(own.low, known.index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(name));
      for (const each of group) state.get(each).onStack = false;
      if (group.length > 1) found.push(group.sort((a, b) => a.localeCompare(b)));
    }
    return own;
  };
  for (const name of edges.keys()) if (!state.has(name)) visit(name);
  return found.sort((a, b) => b.length - a.length);
}

function measure() {
  const files = CODE.flatMap((folder) => sources(folder)).map(read);
  const tests = sources("tests");
  const testFiles = tests.map(readTests);
  const known = new Set(files.map(({ path }) => path));
  const edges = new Map(
    files.map(({ path, imports }) => [path, imports.map(({ to }) => to).filter((to) => known.has(to))]),
  );
  const folders = new Map();
  for (const path of [...known, ...tests]) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
  const between = new Set();
  for (const [path, targets] of edges)
    for (const to of targets) if (dirname(path) !== dirname(to)) between.add(`${dirname(path)} ${dirname(to)}`);
  const pairs = [...between].filter((pair) => {
    const [a, b] = pair.split(" ");
    return a < b && between.has(`${b} ${a}`);
  });
  const importing = (folder) =>
    files.filter(({ path, imports }) => !path.startsWith(folder) && imports.some(({ to }) => to.startsWith(folder)))
      .length;
  return {
    crowded: [...folders].filter(([, count]) => count > FLAT).sort((a, b) => b[1] - a[1]),
    pairs,
    circles: circles(edges),
    verdictImporters: importing("client/verdict/"),
    depsUsers: files.filter(({ path, takesDeps }) => path.startsWith("server/") && takesDeps).length,
    longFiles: files.filter(({ lines }) => lines > LONG_FILE).map(({ path, lines }) => [path, lines]),
    longSheets: sources("client", ".css")
      .map((path) => [path, readFileSync(join(root, path), "utf8").split("\n").length - 1])
      .filter(([, lines]) => lines > LONG_FILE),
    longFunctions: files.flatMap(({ functions }) => functions).sort((a, b) => b.lines - a.lines),
    longTestFiles: testFiles
      .filter(({ lines }) => lines > LONG_FILE)
      .sort((a, b) => b.lines - a.lines)
      .map(({ path, lines }) => [path, lines]),
    longTests: testFiles.flatMap(({ long }) => long).sort((a, b) => b.lines - a.lines),
    roles: files.flatMap(({ path, roles }) => (path.startsWith("schema/domain/can.ts") ? [] : roles)),
    architectureWords: readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split(/\s+/).length,
    files: files.length,
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
  };
}

const figures = measure();
if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
else {
  const row = (name, value, aim) => process.stdout.write(`${name.padEnd(58)} ${String(value).padStart(7)}   ${aim}\n`);
  const list = (rows) => rows.slice(0, 15).forEach((each) => process.stdout.write(`    ${each}\n`));
  row("files of schema, server and client", figures.files, "");
  row("their lines", figures.lines, "");
  row(`folders with more than ${FLAT} files flat`, figures.crowded.length, 0);
  list(figures.crowded.map(([folder, count]) => `${folder} ${count}`));
  row("pairs of folders that import each other", figures.pairs.length, "");
  row("import circles, types included", figures.circles.length, 0);
  list(figures.circles.map((group) => `${group.length}: ${group.join(", ")}`));
  row("files outside it that import client/verdict/", figures.verdictImporters, "");
  row("files that take Deps whole", figures.depsUsers, 2);
  row(`files over ${LONG_FILE} lines`, figures.longFiles.length, 0);
  list(figures.longFiles.map(([path, lines]) => `${path} ${lines}`));
  row(`style sheets over ${LONG_FILE} lines`, figures.longSheets.length, 0);
  list(figures.longSheets.map(([path, lines]) => `${path} ${lines}`));
  row(`functions over ${LONG_FUNCTION} lines`, figures.longFunctions.length, "named exceptions");
  list(figures.longFunctions.map(({ path, line, lines }) => `${path}:${line} ${lines}`));
  row(`files of tests over ${LONG_FILE} lines`, figures.longTestFiles.length, 0);
  list(figures.longTestFiles.map(([path, lines]) => `${path} ${lines}`));
  row(`tests over ${LONG_TEST} lines`, figures.longTests.length, 0);
  list(figures.longTests.map(({ path, line, lines }) => `${path}:${line} ${lines}`));
  row("comparisons of a role outside can.ts", figures.roles.length, 0);
  list(figures.roles);
  row("words of ARCHITECTURE.md", figures.architectureWords, "two pages");
}
