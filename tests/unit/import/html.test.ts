import { expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";

const read = (html: string): Promise<Recognised> =>
  recogniseFile(new TextEncoder().encode(`<html><body>${html}`), "a.html");
const shape = (got: Recognised): unknown[] =>
  got.blocks.map((block) => [block.kind, block.level, block.printed, got.text.slice(block.start, block.end)]);

test("nothing of a page but its visible words is read", async () => {
  const got = await read(
    `<header>Sajt suda</header><nav>Meni</nav><script>alert(1)</script><style>p{}</style><noscript>n</noscript>` +
      `<p>Vidljivo &lt;script&gt;<b onclick="x()"> i podebljano</b></p><!-- primedba --><p hidden>a</p>` +
      `<p style="DISPLAY : none">b</p><p style="visibility:hidden">c</p><svg><text>d</text></svg><iframe>e</iframe>` +
      `<template><p>f</p></template><select><option>g</select><del>h</del><footer>Podnožje</footer><div title="footer">Strana 1</div>`,
  );
  expect(got.text).toBe("Vidljivo <script> i podebljano");
});

test("what Word saves of its headers and comments is no text, a header inside the decision is", async () => {
  const got = await read(
    `<div style="mso-element:header">Zaglavlje</div><div style='mso-element:comment'>Primedba</div><article><header>Presuda</header></article>`,
  );
  expect(got.text).toBe("Presuda");
});

test("headings, lists with their numbers, line breaks and preformatted lines are blocks", async () => {
  const got = await read(
    `<h2>Presuda suda</h2>uvod<div>odeljak<p>pasus<br>red</p></div><ol start="3" type="I"><li>treći<p>nastavak</p><ul><li>tačka</ul><li>četvrti<li value="9">deveti</ol><pre>jedan\ndva</pre>`,
  );
  expect(shape(got)).toEqual([
    ["heading", 2, null, "Presuda suda"],
    ["paragraph", null, null, "uvod"],
    ["paragraph", null, null, "odeljak"],
    ["paragraph", null, null, "pasus"],
    ["paragraph", null, null, "red"],
    ["list-item", 1, "III", "treći"],
    ["list-item", 1, null, "nastavak"],
    ["list-item", 2, null, "tačka"],
    ["list-item", 1, "IV", "četvrti"],
    ["list-item", 1, "IX", "deveti"],
    ["paragraph", null, null, "jedan"],
    ["paragraph", null, null, "dva"],
  ]);
});

test("cells of tables keep their places, spans and nested tables included", async () => {
  const got = await read(
    `<table><caption>Dokazi</caption><thead><tr><th colspan="2">a<th>b</thead><tr><td>c<td><table><tr><td>d</table><td><p>e</p><p>f</p></table>posle`,
  );
  expect(got.blocks.map((block) => [got.text.slice(block.start, block.end), block.cell])).toEqual([
    ["Dokazi", null],
    ["a", { table: 0, row: 0, column: 0 }],
    ["b", { table: 0, row: 0, column: 2 }],
    ["c", { table: 0, row: 1, column: 0 }],
    ["d", { table: 1, row: 0, column: 0 }],
    ["e", { table: 0, row: 1, column: 2 }],
    ["f", { table: 0, row: 1, column: 2 }],
    ["posle", null],
  ]);
});

test("an old encoding is read as its page declares it", async () => {
  const head = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head><body><p>Vi`;
  const bytes = new Uint8Array([...new TextEncoder().encode(head), 0x9a, ...new TextEncoder().encode("i sud</p>")]);
  expect((await recogniseFile(bytes, "a.htm")).text).toBe("Viši sud");
});
