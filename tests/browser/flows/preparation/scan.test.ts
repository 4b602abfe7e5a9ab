import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { VerdictId } from "../../../../schema/domain/ids.ts";
import { unlookedWords } from "../../../../server/scans/unlooked-words.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { drawPage, drawScan } from "../../../helpers/files/draw-page.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const SLOW = { timeout: 300_000 };
/** A page takes some seconds, and more on a machine that has other work. */
const READING_MS = 120_000;

/** Short, so that they are soon read; a digit within a word is what no reader is sure of. */
const PAGES = [
  [
    "Република Србија",
    "ВИШИ СУД У БЕОГРАДУ",
    "К-По1. 28/21",
    "Дана 22.11.2024. године",
    "Суд је нашао да је окривљени крив.",
    "Узео је пасош и но8ац.",
    "Држао ју је у ст4ну.",
    "Није јој плаћао рад.",
    "Претио је њеној породици.",
    "Возио ју је у Бе0град.",
    "Она је пре3орена.",
  ],
  [
    "Сведок је видео аутомобил.",
    "Кола су била пла8а.",
    "Врата су била закључана.",
    "Полиција је дошла ујутру.",
    "Нашли су три телефона.",
    "Рачун је гласио на друго име.",
  ],
  [
    "Казна је затвор од пет година.",
    "Трошкови падају на окривљеног.",
    "Жалба је дозвољена.",
    "Рок је петнаест дана.",
    "Судија је потписао пресуду.",
    "Записничар је присутан.",
  ],
].map((paragraphs) => ({ paragraphs }));

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** A file as a person picks it. */
interface Picked {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** What the panel says of how far one is. */
const progress = (seat: Seat): Promise<string> => seat.page.locator(".scan-progress .label").innerText();
const wordInHand = (seat: Seat): Promise<string> => seat.page.locator("coram-verdict-text .vt-mark-now").innerText();

/** A scan is read over a reload, a picture behind it is cancelled while it waits; gives the verdict that is made of it. */
async function importScan(server: TestServer, mira: Seat, scan: Picked, png: Picked) {
  await mira.page.goto("/import");
  await mira.page.locator('input[type="file"]').setInputFiles([scan]);
  await mira.page.getByText("of 3 pages").waitFor();
  // A picture waits until those before it are read; meanwhile it may be cancelled.
  await mira.page.locator('input[type="file"]').setInputFiles([png]);
  await mira.page.getByText("Waits for its turn").waitFor();
  await mira.page.getByRole("button", { name: "Cancel: page.png" }).click();
  await mira.page.getByRole("heading", { name: "page.png" }).waitFor({ state: "detached" });
  await mira.page.getByText(/^[12] of 3 pages/).waitFor({ timeout: READING_MS });

  await mira.page.reload();
  await mira.page.getByRole("heading", { name: /^Scan, / }).waitFor();
  expect(await mira.page.locator("coram-import-card").count()).toBe(1);
  await mira.page.getByLabel("Case number").waitFor({ timeout: READING_MS });
  await mira.expectAccessible();
  await mira.page.getByRole("button", { name: "Confirm and add" }).click();
  await mira.page.waitForURL(/\/verdicts\/[^/]+\/prepare/);
  const verdict = VerdictId.parse(/verdicts\/([^/]+)/.exec(mira.page.url())?.[1]);
  const all = (await unlookedWords(server.store, verdict)).length;
  expect(all).toBeGreaterThan(2);
  return { verdict, all };
}

/** The first uncertain word: marked in the text, boxed on the page, and put right in its place; taken back, and made again. */
async function correctFirst(mira: Seat, all: number, dunja: Seat): Promise<void> {
  // The first uncertain word: marked in the text, boxed on the page, and put right in its place.
  await mira.page.keyboard.press("j");
  const wrong = await wordInHand(mira);
  const box = await mira.page.locator(".scan-now").boundingBox();
  const scroller = await mira.page.locator(".scan-scroller").boundingBox();
  expect(box && scroller && box.y > scroller.y && box.y < scroller.y + scroller.height).toBe(true);
  await mira.expectAccessible();
  await mira.page.keyboard.press("r");
  await mira.page.keyboard.type("Исправљено");
  await mira.page.keyboard.press("Enter");
  for (const seat of [mira, dunja]) {
    await seat.page.locator("coram-verdict-text").getByText("Исправљено").waitFor();
    await eventually(() => progress(seat)).toBe(`1 of ${all} looked at`);
  }
  // The walk is at the next one already. It is what it is; and not, and yes, it is.
  const second = await wordInHand(mira);
  expect(second).not.toBe(wrong);
  await mira.page.keyboard.press("y");
  for (const seat of [mira, dunja]) await eventually(() => progress(seat)).toBe(`2 of ${all} looked at`);
  await mira.page.keyboard.press("Control+z");
  for (const seat of [mira, dunja]) await eventually(() => progress(seat)).toBe(`1 of ${all} looked at`);
  await eventually(() => wordInHand(mira)).toBe(second);
  // So is the correction taken back, and made again.
  await mira.page.keyboard.press("Control+z");
  for (const seat of [mira, dunja]) await eventually(() => progress(seat)).toBe(`0 of ${all} looked at`);
  await eventually(() => wordInHand(mira)).toBe(wrong);
  await mira.page.keyboard.press("r");
  await mira.page.keyboard.type("Исправљено");
  await mira.page.keyboard.press("Enter");
  await eventually(() => progress(dunja)).toBe(`1 of ${all} looked at`);
}

/** The colleague looks at the rest; what was looked at is there after a reload, and counted before clearing. */
async function lookAtRest({
  server,
  mira,
  verdict,
  all,
  dunja,
}: {
  server: TestServer;
  mira: Seat;
  verdict: VerdictId;
  all: number;
  dunja: Seat;
}): Promise<void> {
  // The colleague looks at the rest; what was looked at is there after a reload, and counted before clearing.
  await dunja.page.keyboard.press("j");
  for (let left = all - 1; left > 0; left--) {
    await eventually(() => progress(dunja)).toBe(`${all - left} of ${all} looked at`);
    await dunja.page.keyboard.press("y");
  }
  for (const seat of [mira, dunja]) await eventually(() => progress(seat)).toBe("All uncertain words are looked at.");
  await mira.page.reload();
  await eventually(() => progress(mira)).toBe("All uncertain words are looked at.");
  expect(await unlookedWords(server.store, verdict)).toEqual([]);
}

/** Page by page, as large as one likes; the picture goes with what is read, in a window that three short pages fill. */
async function turnPages(mira: Seat): Promise<void> {
  // Page by page, as large as one likes.
  await mira.page.getByRole("button", { name: "Next page" }).click();
  await mira.page.getByRole("img", { name: "Picture of page 2" }).waitFor();
  const width = async (): Promise<number> => (await mira.page.locator(".scan-sheet").boundingBox())?.width ?? 0;
  const before = await width();
  await mira.page.keyboard.press("+");
  await eventually(width).toBeGreaterThan(before * 1.4);

  // The picture goes with what is read, in a window that three short pages fill.
  await mira.page.setViewportSize({ width: 1440, height: 360 });
  await mira.page.locator(".prepare-read").evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight }));
  await mira.page.getByRole("img", { name: "Picture of page 3" }).waitFor();
  await mira.page.locator(".prepare-read").evaluate((scroller) => scroller.scrollTo({ top: 0 }));
  await mira.page.getByRole("img", { name: "Picture of page 1" }).waitFor();
}

test(
  "a scan is read over a reload, its uncertain words are looked at by two, and one is corrected by key",
  SLOW,
  async (context) => {
    const server = await startTestServer(context);
    const { facilitator } = server.people;
    const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
    // What has no text of its own is refused as an import, and goes on as a scan.
    mira.mayLog(422);
    const scan = { name: "scan.pdf", mimeType: "application/pdf", buffer: await drawScan(PAGES) };
    const png = {
      name: "page.png",
      mimeType: "image/png",
      buffer: Buffer.from(await drawPage({ paragraphs: ["Sud."] })),
    };
    const { verdict, all } = await importScan(server, mira, scan, png);

    const dunja = await Seat.take(context, browser, server.url, {
      cookie: (await server.oneMoreLike(server.people.facilitator, "Dunja F")).cookie,
    });
    await dunja.page.goto(`/verdicts/${verdict}/prepare?panel=scan`);
    await mira.page.getByRole("tab", { name: "Scan" }).click();
    for (const seat of [mira, dunja]) await eventually(() => progress(seat)).toBe(`0 of ${all} looked at`);
    await mira.page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>(".scan-sheet img")?.naturalWidth ?? 0) > 0,
    );
    await correctFirst(mira, all, dunja);
    await lookAtRest({ server, mira, verdict, all, dunja });
    await turnPages(mira);
  },
);
