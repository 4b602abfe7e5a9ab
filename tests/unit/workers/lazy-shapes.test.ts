import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import type { z } from "zod";
import { lazyShapes } from "../../../scripts/lazy-shapes.js";

const MODULE = `
import { z } from "zod";
export const made: string[] = [];
const field = (name: string) => (made.push(name), z.string());
const Id = field("id");
export const Person = z.object({ id: Id, name: field("name"), born: field("born").nullable() });
export const Member = Person.omit({ born: true }).extend({ role: field("role") });
const table = (rows: string) => z.object({ rows: field(rows) });
export const Rows = table("rows");
export const Lists = z.array(z.object({ items: z.array(z.object({ word: field("word") })) }));
`;
const PATH = "/schema/people.ts";

interface Begun extends Record<"Person" | "Member" | "Rows" | "Lists", z.ZodType> {
  /** Fields that were made so far. */
  made: string[];
}

/** The module as the bundler gives it, begun. */
async function begin(): Promise<Begun> {
  const module = {
    name: "module",
    resolveId: (id: string) => (id === PATH ? id : id === "zod" ? fileURLToPath(import.meta.resolve(id)) : null),
    load: (id: string) => (id === PATH ? MODULE : null),
  };
  const bundle = await rolldown({ input: PATH, platform: "node", plugins: [module, lazyShapes] });
  const { output } = await bundle.generate({ format: "esm" });
  return (await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)) as Begun;
}

test("what is built makes the fields of a shape when data of it is first parsed, and parses as it is written", async () => {
  const { made, Person, Member, Rows, Lists } = await begin();
  // A field that is named by itself has been made before, and one in a function is made as the function is called.
  expect(made).toEqual(["id", "rows"]);
  expect(Person.parse({ id: "1", name: "Ana", born: null })).toEqual({ id: "1", name: "Ana", born: null });
  expect(Person.safeParse({ id: "1", name: "Ana" }).success).toBe(false);
  expect(made).toEqual(["id", "rows", "name", "born"]);
  expect(Member.parse({ id: "1", name: "Ana", role: "lawyer" })).toEqual({ id: "1", name: "Ana", role: "lawyer" });
  expect(Member.safeParse({ id: "1", name: "Ana", role: 1 }).success).toBe(false);
  expect(Rows.parse({ rows: "a" })).toEqual({ rows: "a" });
  expect(Lists.parse([{ items: [{ word: "a" }] }])).toEqual([{ items: [{ word: "a" }] }]);
  expect(made.slice(4)).toEqual(expect.arrayContaining(["role", "word"]));
  const before = made.length;
  Member.parse({ id: "2", name: "Mira", role: "reviewer" });
  expect(made).toHaveLength(before);
});
