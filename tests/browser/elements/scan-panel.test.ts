import { ContextProvider } from "@lit/context";
import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EventStream } from "../../../client/api/events.ts";
import { sessionContext, type Session } from "../../../client/app/session-context.ts";
import "../../../client/prepare/coram-prepare-page.ts";
import "../../../client/prepare/scan/coram-scan-panel.ts";
import "../../../client/styles/base.css";
import "../../../client/styles/tokens.css";
import { newId, RoundId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import { LookedChange, type VerdictScan } from "../../../schema/protocol/http/scans.ts";
import { EditCommand, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { Block } from "../../../schema/text/revision.ts";
import { FACILITATOR, VERDICTS } from "../../helpers/browser/shell-data.ts";
import { expectAccessible } from "../../helpers/browser/shell-page.ts";

const TEXT = "Gjykata vendosi\nI pandchuri ështe fajtor\nDenimi";
const DOUBTFUL = ["pandchuri", "ështe", "Denimi"];
const home = location.href;
const verdict = VERDICTS.preparing;

/** The third paragraph is on the second page. */
function scanned(): VerdictScan {
  const words = [...TEXT.matchAll(/\S+/g)].map(({ 0: word, index }, i) => ({
    start: index,
    end: index + word.length,
    box: [100, 100 + 60 * i, 200, 40] as [number, number, number, number],
    confidence: DOUBTFUL.includes(word) ? 50 : 95,
  }));
  const page = { source: "read" as const, width: 1000, height: 1400 };
  return {
    pages: [
      { number: 1, ...page, words: words.slice(0, -1) },
      { number: 2, ...page, words: words.slice(-1) },
    ],
  };
}

function blocksOf(text: string): Block[] {
  let end = -1;
  return text.split("\n").map((paragraph, i) => {
    const start = end + 1;
    end = start + paragraph.length;
    const place = { section: null, page: 1, printed: null, number: String(i + 1), level: null, cell: null };
    return { kind: "paragraph", start, end, ...place };
  });
}

/** A server of one scanned verdict: what was looked at, what its text is, and what it refuses. */
class ScanServer {
  view = VerdictView.parse({
    verdict,
    round: { id: newId(RoundId), verdict: verdict.id, number: 1, mode: "open" },
    revision: { number: 1, text: TEXT, blocks: blocksOf(TEXT) },
    maps: [],
    rooms: [],
    methodology: null,
    members: [],
    organisations: [],
    hasScan: true,
    can: { tag: false, prepare: true, inviteGuests: false, exportOwn: false, exportAll: false, keepCopy: false },
  });
  starts: number[] = [];
  isDown = false;
  private readonly listeners = new Set<(event: ServerEvent) => void>();

  answer(what: string, body: unknown): Response {
    if (this.isDown && !what.startsWith("GET")) return Response.json({ code: "store-unavailable" }, { status: 503 });
    switch (what) {
      case "GET ":
        return Response.json(this.view);
      case "GET /scan":
        return Response.json(scanned());
      case "PUT /scan/looked": {
        const { starts, looked } = LookedChange.parse(body);
        const others = this.starts.filter((start) => !starts.includes(start));
        this.starts = looked ? [...others, ...starts] : others;
        return Response.json({ starts: this.starts });
      }
      case "GET /scan/looked":
        return Response.json({ starts: this.starts });
      case "POST /edits": {
        const { edits, kind, baseRevision } = EditCommand.parse(body);
        if (baseRevision !== this.view.revision.number)
          return Response.json({ code: "edits-conflict" }, { status: 409 });
        const { revision, map } = applyEdits(this.view.revision, edits, [], kind, new Set());
        this.view = { ...this.view, revision, maps: [...this.view.maps, map] };
        return Response.json({ touchedTags: 0, touchedThreads: 0, edits, revision, map });
      }
      default:
        return Response.json({ code: "not-found" }, { status: 404 });
    }
  }

  tell(event: ServerEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** Opens the preparation page above it; only the wire is faked. */
  static async open(): Promise<ScanServer> {
    const server = new ScanServer();
    window.fetch = (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : String(input), location.href);
      const body = typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : null;
      const what = `${init?.method ?? "GET"} ${pathname.replace(`/api/verdicts/${verdict.id}`, "")}`;
      return Promise.resolve(server.answer(what, body));
    };
    const events = new EventStream();
    events.listen = (listener) => {
      server.listeners.add(listener);
      return () => server.listeners.delete(listener);
    };
    const session: Session = {
      view: { member: FACILITATOR, network: { name: "Test network" }, setup: false, offlineCopies: true },
      member: FACILITATOR,
      events,
      accept: () => undefined,
    };
    const root = document.createElement("div");
    new ContextProvider(root, { context: sessionContext, initialValue: session });
    const page = document.createElement("coram-prepare-page");
    page.verdictId = verdict.id;
    root.append(page);
    document.body.replaceChildren(root);
    return server;
  }
}

async function openScan(): Promise<ScanServer> {
  const server = await ScanServer.open();
  await expect.poll(progress).toBe("0 of 3 looked at");
  return server;
}

const progress = (): string => document.querySelector(".scan-progress .label")?.textContent ?? "";
const marked = (): string[] => [...document.querySelectorAll(".vt-mark-uncertain")].map((mark) => mark.textContent);
const inHand = (): string => document.querySelector(".vt-mark-now")?.textContent ?? "";
const pageShown = (): string => document.querySelector(".scan-tools .num")?.textContent ?? "";
const boxes = (name: string): string[] =>
  [...document.querySelectorAll(`.scan-sheet .${name}`)].map(
    (box) => `${box.getAttribute("x")} ${box.getAttribute("y")}`,
  );
const alert = (): string => document.querySelector('[role="alert"]')?.textContent.trim() ?? "";

beforeEach(async () => {
  await browser.viewport(1280, 800);
  history.replaceState(null, "", "?panel=scan");
});
afterEach(() => {
  history.replaceState(null, "", home);
  delete document.documentElement.dataset["theme"];
});

test("uncertain words are marked in the text and boxed on their page, one of them in hand, which leads both", async () => {
  await openScan();
  await expect.poll(marked).toEqual(DOUBTFUL);
  expect(boxes("scan-open")).toHaveLength(2);
  await userEvent.keyboard("j");
  await expect.poll(inHand).toBe("pandchuri");
  // The fourth word of the page: its box with a little room around it.
  expect(boxes("scan-now")).toEqual(["94 274"]);
  for (const theme of ["light", "dark"]) {
    document.documentElement.dataset["theme"] = theme;
    await expectAccessible();
  }
  await userEvent.keyboard("jj");
  await expect.poll(inHand).toBe("Denimi");
  expect(pageShown()).toBe("Page 2 of 2");
  await userEvent.keyboard("k");
  await expect.poll(inHand).toBe("ështe");
  expect(pageShown()).toBe("Page 1 of 2");
  // A word pressed on the page is the one in hand.
  await browser.getByRole("img", { name: "Picture of page 1" }).click({ position: pointOf(200, 300) });
  await expect.poll(inHand).toBe("pandchuri");
  await userEvent.keyboard("{Escape}");
  await expect.poll(inHand).toBe("");
});

/** Where pixels of the picture are in what is shown of it. */
function pointOf(x: number, y: number): { x: number; y: number } {
  const scale = (document.querySelector(".scan-sheet")?.clientWidth ?? 0) / 1000;
  return { x: x * scale, y: y * scale };
}

test("what was looked at is noted on the server, and what a colleague has looked at needs no look any more", async () => {
  const server = await openScan();
  await userEvent.keyboard("jy");
  await expect.poll(progress).toBe("1 of 3 looked at");
  await expect.poll(() => server.starts).toEqual([TEXT.indexOf("pandchuri")]);
  expect(inHand()).toBe("ështe");
  server.starts = [...server.starts, TEXT.indexOf("Denimi")];
  server.tell({ type: "preparation", verdict: verdict.id });
  await expect.poll(progress).toBe("2 of 3 looked at");
  expect(marked()).toEqual(["ështe"]);
  document.querySelector<HTMLElement>(".scan-card")?.focus();
  await userEvent.keyboard("y");
  await expect.poll(progress).toBe("All uncertain words are looked at.");
  // From the last word one goes on to the names.
  const next = browser.getByRole("button", { name: "Decide under “Names”" });
  await expect.element(next).toHaveFocus();
  await next.click();
  await expect.element(browser.getByRole("tab", { name: "Names" })).toHaveAttribute("aria-selected", "true");
});

test("a sentence that is typed where no field is settles no word", async () => {
  const server = await openScan();
  await userEvent.keyboard("j");
  await expect.poll(inHand).toBe("pandchuri");
  await userEvent.keyboard("është, y y r{Enter}");
  await expect.poll(() => document.querySelector(".told")?.textContent).toContain("No field is open");
  expect(inHand()).toBe("pandchuri");
  await userEvent.keyboard("{Escape}y");
  await expect.poll(() => server.starts).toEqual([TEXT.indexOf("pandchuri")]);
  expect(progress()).toBe("1 of 3 looked at");
});

test("a look that the server did not take is not counted, and the reason is said", async () => {
  const server = await openScan();
  server.isDown = true;
  await userEvent.keyboard("jy");
  await expect.poll(alert).not.toBe("");
  expect(progress()).toBe("0 of 3 looked at");
  expect(marked()).toEqual(DOUBTFUL);
});

test("a word is corrected in its place by key, is settled with that, and the walk goes on", async () => {
  const server = await openScan();
  await userEvent.keyboard("jr");
  await expect.element(browser.getByLabelText("What stands there")).toHaveValue("pandchuri");
  await expectAccessible();
  await userEvent.keyboard("pandehuri{Enter}");
  await expect.poll(progress).toBe("1 of 3 looked at");
  expect(server.view.revision.text).toBe(TEXT.replace("pandchuri", "pandehuri"));
  expect(server.starts).toEqual([]);
  await expect.poll(inHand).toBe("ështe");
  // Left as it is, it is right; left by Escape, nothing was said.
  await userEvent.keyboard("r{Escape}");
  expect(progress()).toBe("1 of 3 looked at");
  await userEvent.keyboard("r{Enter}");
  await expect.poll(progress).toBe("2 of 3 looked at");
  await expect.poll(() => server.starts).toEqual([TEXT.indexOf("ështe")]);
});

test("who was overtaken by a colleague keeps the word in hand, and their text comes", async () => {
  const server = await openScan();
  await userEvent.keyboard("jr");
  const { revision, map } = applyEdits(
    server.view.revision,
    [{ start: 0, end: 7, insert: "Kjo gjykatë" }],
    [],
    "correct",
    new Set(),
  );
  server.view = { ...server.view, revision, maps: [map] };
  await userEvent.keyboard("pandehuri{Enter}");
  await expect.poll(alert).not.toBe("");
  await expect.poll(() => document.querySelector("coram-verdict-text")?.textContent ?? "").toContain("Kjo gjykatë");
  expect(inHand()).toBe("pandchuri");
});
