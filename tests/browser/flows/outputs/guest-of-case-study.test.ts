import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { caseStudy } from "../../../helpers/network/verdicts/case-study.ts";
import { append, paragraph } from "../../../helpers/network/outputs.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

test("a guest reads a case study as its files say it, follows what is written, and comments on a paragraph", async (context) => {
  const { server, output, writer } = await caseStudy(context);
  const { cookie } = await server.guestOfOutput(output.id);
  const nina = await Seat.take(context, browser, server.url, { cookie, hears: true });
  const { page } = nina;
  await page.goto(`/outputs/${output.id}`);
  await page.getByText("On [date] [court] decided [case number] in canary-words.").waitFor();
  await page.locator("coram-case-table").first().getByText("Timeline: AL-1").waitFor();
  await page.locator("coram-chart").first().getByText("AL-1").waitFor();
  await page.locator(".output-title-shown").getByText("[case number], a case of [town]").waitFor();
  await append(writer, paragraph("Said later."));
  await page.getByText("Said later.").waitFor();
  await page.getByText("Said later.").click();
  await page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Comment" }).waitFor();
  // As the button: who does not write has the key, too.
  await page.keyboard.press("Control+Alt+m");
  await page.keyboard.type("Is this all?");
  await page.locator("coram-comment-box").getByRole("button", { name: "Comment", exact: true }).click();
  await nina.threadCard("Is this all?").waitFor();
  await nina.isSaved();
  await eventually(() => nina.hasReceived("canary-words")).toBe(true);
  expect(await nina.hasReceived("11.07.2024")).toBe(false);
});
