import { setTimeout as passes } from "node:timers/promises";
import { chromium, type Page } from "playwright";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { CHROMIUM_ARGS, findChromium } from "../../helpers/browser/programs/chromium.ts";
import { profiled, spent } from "../browser/profiled.ts";
import type { TestServer } from "../../helpers/network/test-server.ts";
import { median, percentile, say, type Row } from "../report.ts";
import { longPapers, PARAGRAPHS, QUOTES } from "./long-paper.ts";

const PART = "Chromium: a position paper of 100 pages, 300 quotes";

/** Opens a long document and types into its middle: from each key to the paint after it. */
export async function outputPart(isQuick: boolean): Promise<Row[]> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const client = process.env["CORAM_BENCH_CLIENT"];
    const teardown = { onTestFinished: (each: () => Promise<void>) => void undo.unshift(each) };
    const { server, write } = await longPapers(teardown, client ? { clientFolder: client } : {});
    const { url, people } = server;
    const { id } = await write("en");
    const candidate = await write("mk", true);
    const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_ARGS });
    undo.unshift(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: url, locale: "en-GB" });
    const [name = "", value = ""] = people.lawyer.cookie.split("=");
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
    const saved = await pressPdf(page);
    const isKept = await page.evaluate(() => document.activeElement?.closest(".output-text") !== null);
    if (!isKept) throw new Error("the press for the PDF took the caret out of the text");
    say("making a candidate's PDF …");
    await page.goto(`/outputs/${candidate.id}`);
    const signed = await pressPdf(page);
    say("making its Word file …");
    const word = await wordFile(server, id);
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
      row("Word, asked to fetched", word),
      row("… of what is to be signed, in Macedonian with hyphens", signed, 8000),
    ];
  } finally {
    for (const each of undo) await each();
  }
}

/** From asking for it to the last byte of it, in ms; asked about as a page does. */
async function wordFile({ ask, people: { lawyer } }: TestServer, output: string): Promise<number> {
  const asked = performance.now();
  const read = async (answer: Promise<Response>): Promise<ExportJob> => ExportJob.parse(await (await answer).json());
  let job = await read(ask(lawyer, "POST", "/api/exports", { format: "output-docx", output: { output } }));
  while (job.state !== "done") {
    if (job.state === "failed") throw new Error(`no Word file: ${job.problem}`);
    await passes(100);
    job = await read(ask(lawyer, "GET", `/api/exports/${job.id}`));
  }
  await (await ask(lawyer, "GET", `/api/exports/${job.id}/file`)).arrayBuffer();
  return performance.now() - asked;
}

/** From the press to the file on the disk, in ms. */
async function pressPdf(page: Page): Promise<number> {
  const button = page.getByRole("button", { name: "PDF", exact: true });
  await button.waitFor();
  const pressed = performance.now();
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), button.click()]);
  await file.path();
  return performance.now() - pressed;
}
