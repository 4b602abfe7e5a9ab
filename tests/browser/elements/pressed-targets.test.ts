import { html, render } from "lit";
import { expect, it } from "vitest";
import "../../../client/elements/input/press.ts";
import "../../../client/matrix/matrix-table.css";
import "../../../client/network/verdict-list.css";
import "../../../client/outputs/output-list.css";
import "../../../client/outputs/output-side.css";
import "../../../client/styles/base.css";
import "../../../client/styles/tokens.css";
import "../../../client/verdict/cards/cards.css";
import type { MatrixTable } from "../../../schema/matrix/table.ts";

const NO_ROWS: MatrixTable = {
  columns: [],
  groups: [],
  sums: [],
  base: 0,
  verdicts: 0,
  words: "",
  found: [],
  foundNothing: false,
};

it("words that are pressed are hit in a height of 24 pixels, a row of the matrix's names by a finger in 44", async () => {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const isTouch = matchMedia("(pointer: coarse)").matches;
  render(
    html`<main style="padding: 60px; display: grid; gap: 40px; justify-items: start">
      <button type="button" class="link">All 110</button>
      <div class="card"><button type="button" class="head">H5 Privacy</button></div>
      <coram-matrix-table .table=${NO_ROWS}><a class="ref" href="#k">4 K. 63/22</a></coram-matrix-table>
      <a class="link" href="#figures">Figures</a>
      <button type="button" class="audience">With guests</button>
      <p class="output-list">
        <span class="output-title"><a href="#document">Summary</a></span>
      </p>
      <coram-verdict-list>
        <p class="verdict" style="padding: 4px">
          <a class="ref" href="#case">K. 1/22</a> <span class="settle"><a href="#settle">110 of 110</a></span>
        </p>
      </coram-verdict-list>
    </main>`,
    root,
  );
  const heights = [...root.querySelectorAll<HTMLElement>("button, a")].map((pressed) => {
    const { left, width, top, height } = pressed.getBoundingClientRect();
    const isHit = (by: number): boolean =>
      document.elementFromPoint(left + width / 2, top + height / 2 + by)?.closest("button, a") === pressed;
    return [pressed.textContent, isHit(-11.5) && isHit(11.5), !isTouch || !pressed.matches(".ref") || isHit(21)];
  });
  expect(heights).toEqual([
    ["All 110", true, true],
    ["H5 Privacy", true, true],
    ["4 K. 63/22", true, true],
    ["Figures", true, true],
    ["With guests", true, true],
    ["Summary", true, true],
    ["K. 1/22", true, true],
    ["110 of 110", true, true],
  ]);
});
