import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { type Place, Router } from "../../../../client/app/router.ts";
import type { CoramBottomSheet } from "../../../../client/elements/coram-bottom-sheet.ts";
import "../../../../client/elements/coram-bottom-sheet.ts";
import "../../../../client/methodology/coram-methodology-page.ts";
import { FACILITATOR, METHODOLOGY } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

const home = location.href;
let seen: { place: Place; how: string }[];
let heard: (() => void) | null;
let router: Router;

const next = (): Promise<void> => new Promise((resolve) => (heard = resolve));

beforeEach(() => {
  seen = [];
  heard = null;
  router = new Router({ network: "/", verdict: "/verdicts/:id", members: "/members" }, (place, how) => {
    seen.push({ place, how });
    heard?.();
  });
});

afterEach(() => {
  router.stop();
  history.replaceState(null, "", home);
});

function link(href: string, attributes: Record<string, string> = {}): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = href;
  for (const [name, value] of Object.entries(attributes)) anchor.setAttribute(name, value);
  document.body.replaceChildren(anchor);
  return anchor;
}

/** Presses a link and tells whether the browser was left to follow it (and keeps it from doing so in the test). */
function press(anchor: HTMLAnchorElement, init: MouseEventInit = {}): boolean {
  let isLeft = false;
  const last = (event: Event): void => {
    isLeft = !event.defaultPrevented;
    event.preventDefault();
  };
  addEventListener("click", last, { once: true });
  anchor.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...init }));
  return isLeft;
}

describe("Router", () => {
  it("finds the page of an address with what its parts hold, and knows when there is none", () => {
    expect(router.match("/")).toMatchObject({ route: "network" });
    expect(router.match("/verdicts/abc_-1")).toMatchObject({ route: "verdict", params: { id: "abc_-1" } });
    expect(router.match("/members/")).toMatchObject({ route: "members" });
    expect(router.match("/verdicts/a/b").route).toBe("not-found");
    expect(router.match("/verdicts/%E0%A4%A").params).toEqual({ id: "%E0%A4%A" });
  });

  it("goes to our own links without a reload", () => {
    router.start();
    expect(press(link("/members"))).toBe(false);
    expect(seen.at(-1)).toMatchObject({ place: { route: "members" }, how: "go" });
    expect(location.pathname).toBe("/members");
  });

  it("leaves modified clicks, downloads, targets, files of the API and other origins to the browser", () => {
    router.start();
    const before = seen.length;
    expect(press(link("/members"), { ctrlKey: true })).toBe(true);
    expect(press(link("/members"), { button: 1 })).toBe(true);
    expect(press(link("/members", { download: "" }))).toBe(true);
    expect(press(link("/members", { target: "_blank" }))).toBe(true);
    expect(press(link("/api/exports/1/file"))).toBe(true);
    expect(press(link("https://coram.example/members"))).toBe(true);
    expect(seen.length).toBe(before);
  });

  it("comes back with Back to the page before", async () => {
    router.start();
    router.go("/members");
    router.go("/verdicts/abc");
    const back = next();
    history.back();
    await back;
    expect(seen.at(-1)).toMatchObject({ place: { route: "members" }, how: "back" });
  });

  it("leaves no way back to a page that was replaced", async () => {
    router.start();
    router.go("/members");
    router.go("/verdicts/first");
    router.go("/verdicts/second", true);
    const back = next();
    history.back();
    await back;
    expect(seen.at(-1)?.place.route).toBe("members");
  });

  describe("under a sheet", () => {
    const sheet = async (): Promise<CoramBottomSheet> => {
      const made = document.createElement("coram-bottom-sheet");
      made.addEventListener("coram-sheet-close", () => (made.open = false));
      document.body.replaceChildren(made);
      made.open = true;
      await made.updateComplete;
      return made;
    };
    const over = (): number => (history.state as { over?: number } | null)?.over ?? 0;
    beforeEach(() => {
      router.start();
      router.go("/members");
      router.go("/verdicts/abc");
    });

    it("shuts it with Back and stays on the page, and goes to the page before with the next", async () => {
      const open = await sheet();
      history.replaceState(history.state, "", "?tag=1");
      const before = seen.length;
      history.back();
      await expect.poll(() => open.open).toBe(false);
      expect(location.pathname).toBe("/verdicts/abc");
      expect(seen.length).toBe(before);
      const left = next();
      history.back();
      await left;
      expect(seen.at(-1)?.place.route).toBe("members");
    });

    it("leaves no press of Back without effect where it was shut by itself, once or often", async () => {
      for (let times = 0; times < 3; times++) {
        const open = await sheet();
        open.open = false;
        await open.updateComplete;
      }
      const left = next();
      history.back();
      await left;
      expect(seen.at(-1)?.place.route).toBe("members");
    });

    it("comes back to the page, not to the sheet, from where a link in it led", async () => {
      await sheet();
      router.go("/");
      document.body.replaceChildren();
      const came = next();
      history.back();
      await came;
      expect(seen.at(-1)?.place).toMatchObject({ route: "verdict", params: { id: "abc" } });
      const left = next();
      history.back();
      await left;
      expect(seen.at(-1)?.place.route).toBe("members");
    });

    it("shuts one after the other where two are open, and asks again of one that stays", async () => {
      const lower = await sheet();
      const upper = document.createElement("coram-bottom-sheet");
      let asked = 0;
      upper.addEventListener("coram-sheet-close", () => void (upper.open = ++asked < 2));
      upper.open = true;
      document.body.append(upper);
      await upper.updateComplete;
      history.back();
      await expect.poll(() => [asked, over()]).toEqual([1, 2]);
      history.back();
      await expect.poll(() => [lower.open, upper.open, over()]).toEqual([true, false, 1]);
      history.back();
      await expect.poll(() => [lower.open, over()]).toEqual([false, 0]);
      expect(location.pathname).toBe("/verdicts/abc");
    });
  });
});

it("goes back from a tab of the methodology to the one before it", async () => {
  history.replaceState(null, "", "/methodology");
  await mount("coram-methodology-page", FACILITATOR, {
    "GET /api/methodology/current": METHODOLOGY,
    "GET /api/methodology/versions": { versions: [] },
  });
  const tab = (name: string) => page.getByRole("tab", { name });
  await tab("Versions").click();
  await expect.element(tab("Versions")).toHaveAttribute("aria-selected", "true");
  history.back();
  await expect.element(tab("In force")).toHaveAttribute("aria-selected", "true");
  expect(location.pathname).toBe("/methodology");
});
