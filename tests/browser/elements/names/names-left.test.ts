import { beforeEach, describe, expect, it } from "vitest";
import "../../../../client/app/coram-shell-notices.ts";
import { lostDecisions } from "../../../../client/typed/lost-decisions.ts";
import { TEXT } from "../../../helpers/browser/names-page.ts";
import { begin, marks, onNamesPage, press, server } from "../../../helpers/browser/names-panel.ts";
import { seen } from "../../../helpers/browser/seen.ts";

onNamesPage();

describe("decisions that are on their way as the names are left", () => {
  let arrive = (): void => undefined;
  beforeEach(async () => {
    await begin();
    server.commandsArrive = new Promise((resolve) => (arrive = resolve));
    await press("w");
    for (const key of ["y", "y", "x"]) await press(key);
    server.page.remove();
  });

  it("reach the server all the same, in their order", async () => {
    arrive();
    const milica = TEXT.indexOf("milica nije");
    await seen(() =>
      expect(server.taken).toEqual([
        { kind: "confirm", entity: "e1" },
        { kind: "confirm", entity: "e2" },
        { kind: "mention", entity: "e2", start: milica, is: false },
      ]),
    );
    expect(lostDecisions().size).toBe(0);
  });

  it("are told where one of them does not, as are those after it, until the names are opened again", async () => {
    document.body.append(document.createElement("coram-shell-notices"));
    const told = (): string => document.querySelector("coram-shell-notices .alert")?.textContent ?? "";
    server.refusals.push({ status: 500, code: "internal" }, { status: 500, code: "internal" });
    arrive();
    await seen(() => expect(told()).toContain("decisions on names were not recorded"));
    expect(server.taken).toEqual([]);
    // Whoever types elsewhere by then has read nothing yet.
    await press("and so on");
    expect(told()).toContain("decisions on names were not recorded");
    document.body.firstElementChild?.append(server.page);
    await seen(() => expect(told()).toBe(""));
  });
});

it("names that are left twice hold the page until the decisions of both have arrived", async () => {
  await begin();
  const { page } = server;
  const root = page.parentElement;
  const arrivals: (() => void)[] = [];
  for (let left = 1; left <= 2; left++) {
    root?.append(page);
    await seen(() => expect(marks().length).toBeGreaterThan(0));
    server.commandsArrive = new Promise((resolve) => arrivals.push(resolve));
    await press("w");
    await press("y");
    page.remove();
  }
  const mayLeave = (): boolean => dispatchEvent(new Event("beforeunload", { cancelable: true }));
  arrivals[0]?.();
  await seen(() => expect(server.taken).toHaveLength(1));
  // Until what follows the answer has run.
  await new Promise((resolve) => setTimeout(resolve));
  expect(mayLeave()).toBe(false);
  arrivals[1]?.();
  await seen(() => expect(server.taken).toHaveLength(2));
  await seen(() => expect(mayLeave()).toBe(true));
});

/** What becomes of the next undo on the way: it is lost before it comes to the server, or its answer on the way back. */
function loseUndo(where: "there" | "back"): void {
  const { fetch } = window;
  window.fetch = async (input, init) => {
    if (typeof init?.body !== "string" || !init.body.includes('"undo"')) return fetch(input, init);
    window.fetch = fetch;
    if (where === "back") await fetch(input, init);
    throw new TypeError(`lost on the way ${where}`);
  };
}

it.each(["there", "back"] as const)(
  "an undo that is lost on the way %s takes back one decision, whatever a colleague has decided meanwhile",
  async (where) => {
    await begin();
    const isBehind = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    loseUndo(where);
    await press("{Control>}z{/Control}");
    const { fetch } = window;
    await seen(() => expect(isBehind()).toBe(true));
    server.otherDecides({ kind: "confirm", entity: "e3" });
    server.tell({ type: "hello", serverStart: "" });
    await seen(() => expect(isBehind()).toBe(false));
    expect(server.taken).toEqual([{ kind: "undo" }]);
    expect(window.fetch).toBe(fetch);
  },
);

it("what is decided while the server is out of reach waits, says so, and goes in its order once the server answers", async () => {
  await begin();
  const isBehind = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const { fetch } = window;
  // The connection of events stands all the while: it is not told of.
  window.fetch = () => Promise.reject(new TypeError("out of reach"));
  await press("{Control>}z{/Control}");
  await seen(() => expect(server.page.textContent).toContain("Your last decisions are not recorded yet"));
  await press("{Control>}z{/Control}");
  server.otherDecides({ kind: "confirm", entity: "e3" });
  expect([server.taken, isBehind()]).toEqual([[], true]);
  window.fetch = fetch;
  await seen(() => expect(isBehind()).toBe(false));
  expect(server.taken).toEqual([{ kind: "undo" }, { kind: "undo" }]);
  expect(server.page.textContent).not.toContain("not recorded yet");
});

it("an undo that is lost on the way goes once the names are left, whatever a colleague has decided meanwhile", async () => {
  await begin();
  loseUndo("there");
  await press("{Control>}z{/Control}");
  await seen(() => expect(server.asked.at(-1)).toContain("GET"));
  server.otherDecides({ kind: "confirm", entity: "e3" });
  server.page.remove();
  await seen(() => expect(server.taken).toEqual([{ kind: "undo" }]));
  expect(lostDecisions().size).toBe(0);
});
