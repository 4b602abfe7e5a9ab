import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { groupBy } from "../../../schema/group-by.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import {
  ANNOTATION_FIELDS,
  COMMENT_FIELDS,
  ROOM_FIELDS,
  THREAD_FIELDS,
  TRANSLATION_FIELDS,
} from "../../../schema/rooms/fields.ts";
import { generatedPages, ROOT } from "../../helpers/docs/generated-pages.ts";

const PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: ROOT })].filter(
  (page) => existsSync(join(ROOT, page)),
);
const SOURCES = globSync(
  ["{schema,server,client,bin,scripts}/**/*.{ts,js,css,html,sql,typ}", "tests/**/*.ts", "*.ts"],
  {
    cwd: ROOT,
    exclude: ["tests/fixtures/**"],
  },
);
const FOLDERS = ["schema", "server", "client", "bin", "scripts", "tests", "docs"];

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const isThere = (path: string): boolean => existsSync(join(ROOT, path));

test("pages that are generated are those that the sources make; `npm run docs` writes them anew", () => {
  for (const [path, text] of Object.entries(generatedPages())) expect(read(path), path).toBe(text);
});

test("links of pages lead to files and headings that are there", () => {
  const dead = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([link, path = "", heading]) => {
      const target = path ? join(dirname(page), path) : page;
      if (!isThere(target)) return [`${page}: ${link}`];
      return heading && !headings(read(target)).includes(heading) ? [`${page}: ${link}`] : [];
    }),
  );
  expect(dead).toEqual([]);
});

test("files that pages name are there", () => {
  const gone = PAGES.flatMap((page) =>
    [...read(page).matchAll(/`([\w./-]+)`/g)].flatMap(([, path = ""]) =>
      FOLDERS.includes(path.split("/")[0] ?? "") && path.includes("/") && !isThere(path) ? [`${page}: ${path}`] : [],
    ),
  );
  expect(gone).toEqual([]);
});

test("every folder of the sources is on the map", () => {
  const [, map = ""] = /^```\n(schema\/[^]*?)^```/m.exec(read("ARCHITECTURE.md")) ?? [];
  const parts = new Map(map.split(/^(?=\w)/m).map((part) => [part.slice(0, part.indexOf("/")), part]));
  const missing = ["schema", "server", "client", "tests"].flatMap((root) => {
    const folders = readdirSync(join(ROOT, root), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith("."),
    );
    return folders
      .map(({ name }) => `${root}/${name}`)
      .filter((path) => !namesOn(parts.get(root) ?? "").has(path.slice(root.length + 1)));
  });
  expect(missing).toEqual([]);
});

test("no style sheet is longer than 400 lines, no folder holds more than 25 sources", () => {
  const long = SOURCES.filter((path) => path.endsWith(".css") && read(path).split("\n").length > 401);
  expect(long).toEqual([]);
  const folders = groupBy(
    SOURCES.filter((path) => /^(?:schema|server|client|tests)\/.*\.ts$/.test(path)),
    (path) => dirname(path),
  );
  expect([...folders].filter(([, files]) => files.length > 25).map(([folder]) => folder)).toEqual([]);
});

test("comments cite pages of the repository only, and ideas and sections of the design that it has", () => {
  const design = headings(read("docs/design.md"));
  const ideas = [...read("docs/design.md").matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => number);
  const cites = /\.md\b|\bDESIGN\b|\bidea \d/;
  const wrong = SOURCES.flatMap((path) => {
    const text = read(path);
    if (!cites.test(text)) return [];
    return text.split("\n").flatMap((line, at) => {
      if (!cites.test(line)) return [];
      const comment = /(?:\/\/|\/\*|--|^\s*\*)(.*)/.exec(line)?.[1] ?? "";
      const bad = [
        ...[...comment.matchAll(/[\w./-]+\.md\b/g)].map(([page]) => page).filter((page) => !isThere(page)),
        ...[...comment.matchAll(/\bDESIGN\b/g)].map(([name]) => name),
        ...[...comment.matchAll(/\bidea (\d+)/g)].filter(([, number]) => !ideas.includes(number)).map(([idea]) => idea),
        ...[...comment.matchAll(/docs\/design\.md,? section (\d+)/g)]
          .filter(([, number]) => !design.some((heading) => heading.startsWith(`${number}-`)))
          .map(([section]) => section),
      ];
      return bad.map((each) => `${path}:${at + 1} ${each}`);
    });
  });
  expect(wrong).toEqual([]);
});

test("the page of the data model names every table, and every root of rooms", () => {
  const page = read("docs/data-model.md");
  const names = new Set([...page.matchAll(/`([\w.-]+)`/g)].map(([, name]) => name));
  const migrations = globSync("server/store/migrations/*.sql", { cwd: ROOT }).map(read).join("\n");
  const tables = [...migrations.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?(\w+)/gm)].map(([, name]) => name);
  const roots = Object.values(ROOM_FIELDS).flatMap((rules) => Object.keys(rules));
  const fields = [THREAD_FIELDS, COMMENT_FIELDS, ANNOTATION_FIELDS, TRANSLATION_FIELDS].flatMap(Object.keys);
  expect([...tables, ...roots, ...fields].filter((name) => !names.has(name))).toEqual([]);
});

test("each promise of the wire is quoted by a test, and tests quote no other", () => {
  const promises = [...read("docs/protocol.md").matchAll(/^- \*\*(P\d+)\*\*/gm)].map(([, number]) => number);
  const quoted = SOURCES.filter((path) => path.endsWith(".test.ts")).flatMap((path) =>
    [...read(path).matchAll(/^\s*\/\/ (P\d+) of docs\/protocol\.md/gm)].map(([, number]) => number),
  );
  expect(new Set(quoted)).toEqual(new Set(promises));
});

test("the wire's close codes are all told of", () => {
  const page = read("docs/protocol.md");
  expect(Object.values(CLOSE).filter((code) => !page.includes(`| ${code} |`))).toEqual([]);
});

/** Folders that a part of the map names. */
function namesOn(part: string): Set<string> {
  return new Set([...part.matchAll(/([\w-]+)\//g)].map(([, name = ""]) => name));
}

/** Anchors of a page's headings, as they are written in links. */
function headings(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
