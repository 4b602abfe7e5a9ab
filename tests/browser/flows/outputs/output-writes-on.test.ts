import { expect, test } from "vitest";
import { eventually } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { begin, block, goOn, lines, type } from "../../../helpers/browser/outputs/output-flow.ts";

const seats = new KeptSeats();

test("who leaves out a section, or applies a wording, and types on loses no letter and leaves out nothing more", async (context) => {
  const ana = await goOn(context, seats, seats.server.people.lawyer, await begin(seats.server));
  const { page } = ana;
  const { keyboard } = page;
  const sections = page.locator(".output-section");
  const leftOut = (): Promise<number> => page.locator(".output-section[data-left-out=true]").count();
  await type(ana, "", "Begun.");
  const written = page.getByRole("navigation", { name: "Sections" });

  // Beside the text the line has the focus: one is in the next section that is printed with the first letter.
  await sections.first().click();
  await written.getByRole("button", { name: "Leave out of the document" }).click();
  await keyboard.press(" ");
  await keyboard.press("Enter");
  await keyboard.type("One two three");
  await eventually(() => lines(ana)).toContain("One two three");
  expect((await lines(ana)).indexOf("One two three")).toBeGreaterThan((await lines(ana)).indexOf("Begun."));
  await eventually(leftOut).toBe(1);
  await written.getByRole("button", { name: "Put back" }).click();
  await keyboard.press("Enter");
  await keyboard.type("Then. ");
  // In a line of its own: no letter sticks to a word that stands there.
  await eventually(() => lines(ana)).toEqual(expect.arrayContaining(["Then.", "Begun."]));
  await eventually(leftOut).toBe(0);

  // In the list of what is to be mended: a space and Enter press nothing, and words are the text's.
  await page.getByRole("tab", { name: "Approval" }).click();
  await page
    .getByRole("tabpanel")
    .getByRole("button", { name: /^Leave out of the document: / })
    .first()
    .click();
  await keyboard.press(" ");
  await keyboard.press("Enter");
  await keyboard.type("Four five");
  await eventually(() => lines(ana)).toContain("Then. Four five");
  await eventually(leftOut).toBe(1);

  await page.getByRole("tab", { name: "Comments" }).click();
  await block(ana, "One two three").click();
  await page.getByRole("button", { name: "Comment on this paragraph" }).click();
  await page.getByRole("button", { name: "Propose a wording" }).click();
  await page.getByRole("textbox", { name: "How it should read" }).fill("Eins zwei drei");
  await page.locator("coram-comment-box").getByRole("textbox", { name: "Why" }).fill("For all.");
  await page.getByRole("button", { name: "Propose", exact: true }).click();
  await block(ana, "Begun.").click();
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await keyboard.type(" vier");
  await eventually(() => lines(ana)).toContain("Eins zwei drei vier");

  // On a phone what stands beside the text is in front of it, and makes way for the sections.
  await page.setViewportSize({ width: 390, height: 844 });
  const bar = page.locator(".output-bar");
  await bar.getByRole("button", { name: /^Draft/ }).click();
  await page.locator("coram-approval").waitFor();
  await bar.getByRole("button", { name: "Sections" }).click();
  await page.locator("coram-approval").waitFor({ state: "detached" });
  await written.getByRole("button").first().click({ trial: true });
});
