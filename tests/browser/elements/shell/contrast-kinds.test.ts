import axe from "axe-core";
import { beforeEach, expect, test } from "vitest";
import { judgeKindsOfText } from "../../../helpers/browser/kinds-of-text.ts";

let judged = 0;

/** The contrast of three hundred lines of a list, as flows look at it: the words that are wrong. */
async function wrongWords(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    runOnly: { type: "rule", values: ["color-contrast"] },
    elementRef: true,
  });
  return violations.flatMap(({ nodes }) => nodes.map(({ element }) => element?.textContent ?? ""));
}

// axe stands once in the page of all files.
const { checks } = (
  axe as unknown as { _audit: { checks: Record<string, { evaluate: (...them: unknown[]) => unknown }> } }
)._audit;

beforeEach(({ onTestFinished }) => {
  const check = checks["color-contrast"] as { evaluate: (...them: unknown[]) => unknown };
  const { evaluate } = check;
  onTestFinished(() => void (check.evaluate = evaluate));
  judged = 0;
  check.evaluate = function (this: unknown, ...them) {
    judged += 1;
    return evaluate.apply(this, them);
  };
  judgeKindsOfText();
  const lines = Array.from({ length: 300 }, (_, i) => `<li class="line"><span>line ${i + 1}</span></li>`);
  document.body.innerHTML = `<style>
    body { background: #fff; color: #111; }
    .faint { color: #ccc; }
    .list[data-paint=place] .line:nth-child(250) span { color: #ccc; }
    .list[data-paint=ground] .line:nth-child(250) { background: #222; }
  </style><ul class="list">${lines.join("")}</ul>`;
});

const list = (): HTMLElement => document.querySelector<HTMLElement>(".list") ?? document.body;

test("hundreds of lines of one kind are judged by two of them", async () => {
  expect(await wrongWords()).toEqual([]);
  expect(judged).toBe(2);
});

test("what is wrong in one line among hundreds is found: by its class, its place, its style and what it stands on", async () => {
  const line = document.querySelector<HTMLElement>(".line:nth-child(250) span");
  line?.classList.add("faint");
  expect(await wrongWords()).toEqual(["line 250"]);
  line?.classList.remove("faint");
  // Another look begins anew.
  expect(await wrongWords()).toEqual([]);
  for (const paint of ["place", "ground"]) {
    list().dataset["paint"] = paint;
    expect(await wrongWords()).toEqual(["line 250"]);
  }
  delete list().dataset["paint"];
  line?.style.setProperty("color", "#ddd");
  expect(await wrongWords()).toEqual(["line 250"]);
  line?.style.removeProperty("color");
  line?.style.setProperty("opacity", "0.2");
  expect(await wrongWords()).toEqual(["line 250"]);
});

test("where the first lines cannot be judged, the next are", async () => {
  const over = document.createElement("div");
  over.style.cssText =
    "position: absolute; inset: 0 0 auto; background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) #fff";
  over.style.height = "60px";
  document.body.append(over);
  list().style.color = "#ccc";
  expect((await wrongWords()).length).toBe(2);
});
