import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Parts of the client that are on every page. */
const EVERYWHERE: readonly string[] = ["styles", "app"];

/** Classes that a stylesheet styles wherever they stand: `.name { … }`, with or without a state. */
function classesOf(css: string): string[] {
  const heads = css.replace(/\/\*.*?\*\//gs, "").matchAll(/(?:^|[{};])\s*([^{}@;]+)\{/g);
  return [...heads]
    .flatMap(([, head = ""]) => head.split(/,(?![^(]*\))/))
    .flatMap((selector) => /^\.([\w-]+)(?::[\w-]+(?:\([^)]*\))?)*$/.exec(selector.trim())?.[1] ?? []);
}

test("a class is styled by one part of the client: all styles are in one file, and the later rule would win", () => {
  const parts = new Map<string, Set<string>>();
  for (const file of globSync("client/**/*.css")) {
    const part = file.split(/[\\/]/)[1] ?? "";
    if (EVERYWHERE.includes(part)) continue;
    for (const name of classesOf(readFileSync(file, "utf8"))) parts.set(name, (parts.get(name) ?? new Set()).add(part));
  }
  expect(parts.size).toBeGreaterThan(200);
  expect([...parts].filter(([, of]) => of.size > 1).map(([name, of]) => `${name}: ${[...of].join(", ")}`)).toEqual([]);
});

test("a line that only keeps its place is drawn in --unseen: with forced colours a transparent one is seen", () => {
  const files = globSync("client/**/*.css");
  const drawn = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/border[\w-]*: *[\d.]+px +\w+ +transparent/g)].map(
      ([rule]) => `${file}: ${rule}`,
    ),
  );
  expect(files.length).toBeGreaterThan(40);
  expect(drawn).toEqual([]);
});

test("every value that a stylesheet names is set somewhere: one that is not is left out in silence", () => {
  const css = globSync("client/**/*.css").map((file) => readFileSync(file, "utf8"));
  const scripts = globSync("{client,schema}/**/*.ts").map((file) => readFileSync(file, "utf8"));
  const named = (texts: string[], pattern: RegExp): Set<string> =>
    new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name)));
  const set = new Set([...named(css, /(--[\w-]+) *:/g), ...named(scripts, /(--[\w-]+)/g)]);
  const used = named(css, /var\((--[\w-]+)\)/g);
  expect(used.size).toBeGreaterThan(60);
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
});

test("no rule looks with :has for what bars try out as they fit: each try would draw all of a long document anew", () => {
  const heads = globSync("client/**/*.css").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/[^{};]*:has\([^{};]*\{/g)].map(([head]) => `${file}: ${head.trim()}`),
  );
  expect(heads.length).toBeGreaterThan(30);
  // `:has(> .nav)` beside `[data-less~="home"]` looks for no try.
  expect(heads.filter((head) => /:has\([^)]*\[data-less/.test(head))).toEqual([]);
});
