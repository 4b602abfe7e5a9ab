import { chromium } from "playwright";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { CHROMIUM_ARGS, findChromium } from "../../helpers/browser/programs/chromium.ts";
import { freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";
import { randomId, type AnnotationId } from "../../../schema/domain/ids.ts";
import { profiled, spent } from "../browser/profiled.ts";
import { median, percentile, say, type Row } from "../report.ts";

const PART = "Chromium: a position paper of 100 pages, 300 quotes";
/** With the quotes: a hundred pages of a PDF, and some more. */
const PARAGRAPHS = 600;
const QUOTES = 300;
const SENTENCE = "The courts of the region decide such claims in different ways, and rarely within the criminal case. ";
const PASSAGE = "Sud je utvrdio da joj je okrivljeni oduzeo putnu ispravu i zabranio izlazak iz stana. ";

/** Opens a long document and types into its middle: from each key to the paint after it. */
export async function outputPart(isQuick: boolean): Promise<Row[]> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const client = process.env["CORAM_BENCH_CLIENT"];
    const teardown = { onTestFinished: (each: () => Promise<void>) => void undo.unshift(each) };
    const { url, id, cookie } = await longPaper(teardown, client ? { clientFolder: client } : {});
    const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_ARGS });
    undo.unshift(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: url, locale: "en-GB" });
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    say("opening a paper of 100 pages …");
    const { words: shown, quotes: opened } = await profiled(page, "output-open", async () => {
      await page.goto(`/outputs/${id}`, { waitUntil: "commit" });
      return page.evaluate(
        (count) =>
          new Promise<{ words: number; quotes: number }>((resolve) => {
            let words = 0;
            const look = (): void => {
              if (words === 0 && document.querySelectorAll(".output-text > p").length > count)
                requestAnimationFrame(() => {
                  words ||= performance.now();
                });
              if (document.querySelectorAll(".output-text coram-quote :is(blockquote, .evi)").length >= count)
                requestAnimationFrame(() => resolve({ words, quotes: performance.now() }));
              else setTimeout(look, 5);
            };
            look();
          }),
        QUOTES,
      );
    });
    await page.waitForFunction(() => document.querySelector("coram-saved")?.textContent?.trim().startsWith("Saved"));
    await page
      .locator(".output-text > p")
      .nth(PARAGRAPHS / 2)
      .click();
    await page.keyboard.press("End");
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(globalThis, { times });
      addEventListener(
        "keydown",
        ({ timeStamp }) =>
          requestAnimationFrame(
            () =>
              void scheduler.postTask(() => void times.push(performance.now() - timeStamp), {
                priority: "user-blocking",
              }),
          ),
        true,
      );
    });
    const words = "This is typed at the pace of a person who writes quickly, with quotes on every page. ";
    const all = words.repeat(isQuick ? 1 : 3);
    const used = await profiled(page, "output-type", () =>
      spent(page, async () => {
        for (const letter of all) await page.keyboard.type(letter, { delay: 60 });
      }),
    );
    const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
    say("making its PDF …");
    const pressed = performance.now();
    const [file] = await Promise.all([
      page.waitForEvent("download", { timeout: 120_000 }),
      page.getByRole("button", { name: "PDF", exact: true }).click(),
    ]);
    await file.path();
    const saved = performance.now() - pressed;
    const isKept = await page.evaluate(() => document.activeElement?.closest(".output-text") !== null);
    if (!isKept) throw new Error("the press for the PDF took the caret out of the text");
    const row = (what: string, coram: number, aim?: number): Row => ({
      part: PART,
      what,
      unit: "ms",
      coram,
      ...(aim === undefined ? {} : { aim }),
    });
    return [
      row("address to the words of the document", shown),
      row("address to all quotes in their words", opened, 3000),
      row("key to paint, p50", median(times), 50),
      row("key to paint, p95", percentile(times, 95), 100),
      row("key to paint, longest", Math.max(...times)),
      row("a key's time of the page's thread: all", used.task / all.length),
      row("… script", used.script / all.length),
      row("… styles", used.style / all.length),
      row("… layout", used.layout / all.length),
      row("PDF, press to saved", saved, 3000),
    ];
  } finally {
    for (const each of undo) await each();
  }
}

async function longPaper(
  ...given: Parameters<typeof startTestServer>
): Promise<{ url: string; id: string; cookie: string }> {
  const server = await startTestServer(...given);
  const { people, hub } = server;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(Array.from({ length: QUOTES }, (_, i) => `${i}. ${PASSAGE}`));
  const text = (await server.store.verdicts.revision(made.verdict.id))?.text ?? "";
  const tags: { id: AnnotationId; start: number; end: number }[] = [];
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    const layer = new LayerRoom(doc);
    for (let at = text.indexOf("Sud"); at >= 0; at = text.indexOf("Sud", at + 1)) {
      const range = { start: at, end: at + 60 };
      const anchor = { revision: 1, ranges: [range] };
      const id = layer.add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
      tags.push({ id, ...range });
    }
  });
  const output = await makeOutput(server, people.lawyer, { title: "Joint position paper" });
  const quote = (i: number, type: "evidence" | "evidenceNote"): OutputNode => {
    const { id = null, start = 0, end = 1 } = tags[i % tags.length] ?? {};
    const anchor = { revision: 1, ranges: [{ start, end }] };
    const verdict = made.verdict.id;
    const attributes = {
      verdict,
      anchor,
      annotation: id,
      layer: "shared",
      translation: null,
      approved: null,
      note: "",
    };
    return makeNode(type, { ...fromQuote(attributes as Parameters<typeof fromQuote>[0]), id: randomId() }, []);
  };
  const blocks: OutputNode[] = [];
  for (let i = 0; i < PARAGRAPHS; i++) {
    const words: OutputNode = { type: "text", text: SENTENCE.repeat(4) };
    const isInline = i % 4 === 0;
    blocks.push(makeNode("paragraph", { id: randomId() }, isInline ? [words, quote(i / 2, "evidenceNote")] : [words]));
    if (i % 4 === 2) blocks.push(quote((i - 2) / 2 + 1, "evidence"));
  }
  await hub.write(output.rooms.content.room, people.lawyer.member.id, (doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.replace({ ...now, content: [...now.content, ...blocks] });
  });
  return { url: server.url, id: output.id, cookie: people.lawyer.cookie };
}
