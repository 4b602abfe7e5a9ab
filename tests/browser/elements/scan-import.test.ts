import { page as browser } from "vitest/browser";
import { afterEach, beforeEach, expect, test } from "vitest";
import "../../../client/admin/coram-import-page.ts";
import { newId, ScanId } from "../../../schema/domain/ids.ts";
import type { ScanJob, ScanView } from "../../../schema/protocol/http/scans.ts";
import { FACILITATOR, MEMBERS, VERDICTS } from "../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../helpers/browser/shell-page.ts";

const TEXT = "Viši sud u Nišu";
const job = (change: Partial<ScanJob> = {}): ScanJob => ({
  id: newId(ScanId),
  state: "reading",
  pages: 6,
  done: 2,
  createdAt: new Date().toISOString(),
  problem: null,
  ...change,
});
const ready = (done: ScanJob): ScanView => ({
  ...done,
  recognised: {
    language: "sr",
    script: "Latn",
    text: TEXT,
    blocks: [
      {
        kind: "paragraph",
        start: 0,
        end: TEXT.length,
        section: "introduction",
        page: 1,
        printed: null,
        number: "1",
        level: null,
        cell: null,
      },
    ],
    court: TEXT,
    caseNumber: "K 1/24",
    date: null,
    country: "rs",
    form: "individual",
    pages: 6,
    warnings: [{ code: "text-read-from-images", params: { pages: "1–6", uncertain: 12 } }],
  },
});

/** The page with scans of an earlier visit, and what was asked of the server. */
async function openWith(views: ScanView[], answers: Record<string, unknown> = {}): Promise<() => string[]> {
  const { asked } = await mount("coram-import-page", FACILITATOR, {
    "GET /api/members": MEMBERS,
    "GET /api/scans": views.map((view) => ({ ...view, recognised: undefined })),
    ...Object.fromEntries(views.map((view) => [`GET /api/scans/${view.id}`, view])),
    ...answers,
  });
  return () => asked.map(({ what }) => what).filter((what) => !what.startsWith("GET"));
}

beforeEach(() => browser.viewport(1280, 800));
afterEach(() => void delete document.documentElement.dataset["theme"]);

test("a scan of an earlier visit shows how far it is, and is cancelled on the server before it goes from the page", async () => {
  const view = { ...job(), recognised: null };
  const asked = await openWith([view], { [`DELETE /api/scans/${view.id}`]: null });
  await expect.element(browser.getByRole("progressbar", { name: "Pages that are read" })).toHaveAttribute("max", "6");
  await expect.element(browser.getByText("2 of 6 pages")).toBeVisible();
  for (const theme of ["light", "dark"]) {
    document.documentElement.dataset["theme"] = theme;
    await expectAccessible();
  }
  await browser.getByRole("button", { name: /^Cancel: Scan/ }).click();
  await expect.element(browser.getByText("2 of 6 pages")).not.toBeInTheDocument();
  expect(asked()).toEqual([`DELETE /api/scans/${view.id}`]);
});

test("one that could not be cancelled stays, with the reason", async () => {
  const view = { ...job(), recognised: null };
  await openWith([view], { [`DELETE /api/scans/${view.id}`]: { status: 503, problem: { code: "store-unavailable" } } });
  await browser.getByRole("button", { name: /^Cancel: Scan/ }).click();
  await expect.element(browser.getByRole("alert")).toBeVisible();
  await expect.element(browser.getByText("2 of 6 pages")).toBeVisible();
});

test("one that stopped names the command that helps, and goes on", async () => {
  const command = "sudo apt-get install tesseract-ocr tesseract-ocr-srp-latn";
  const stopped = job({ state: "failed", problem: { code: "import-ocr-data-missing", params: { command } } });
  const asked = await openWith([{ ...stopped, recognised: null }], {
    [`POST /api/scans/${stopped.id}/resume`]: { ...stopped, state: "waiting", problem: null },
  });
  await expect.poll(() => document.querySelector("[role=alert]")?.textContent).toContain(command);
  await expectAccessible();
  await browser.getByRole("button", { name: "Go on" }).click();
  await expect.element(browser.getByText("Waits for its turn")).toBeVisible();
  expect(asked()).toEqual([`POST /api/scans/${stopped.id}/resume`]);
});

test("one whose file is damaged does not offer to go on: it would stop again", async () => {
  const stopped = job({ state: "failed", problem: { code: "import-broken", params: {} } });
  await openWith([{ ...stopped, recognised: null }]);
  await expect.poll(() => document.querySelector("[role=alert]")?.textContent).toContain("damaged");
  await expect.element(browser.getByRole("button", { name: "Go on" })).not.toBeInTheDocument();
});

test("one that is read is looked at and confirmed as any other file", async () => {
  const done = job({ state: "ready", done: 6 });
  const asked = await openWith([ready(done)], {
    [`POST /api/scans/${done.id}/confirm`]: { verdict: VERDICTS.open.id },
  });
  await expect.element(browser.getByLabelText("Court", { exact: true })).toHaveValue(TEXT);
  await expect.element(browser.getByText(/words to check: 12/)).toBeVisible();
  // Its file's name was not kept.
  await expect.element(browser.getByRole("heading", { name: "K 1/24" })).toBeVisible();
  await browser.getByRole("button", { name: "Confirm and add" }).click();
  await expect.element(browser.getByText("Added, in preparation")).toBeVisible();
  expect(asked()).toEqual([`POST /api/scans/${done.id}/confirm`]);
});
