import { expect, test } from "vitest";
import type { Locator } from "playwright";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { eventually, type Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import type { Teardown, TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = ["OBRAZLOŽENJE", "Svedok je dao iskas. Sud je iskas prihvatio.", "Optuženi je kriv za trgovinu ljudima."];

const seats = new KeptSeats();

async function prepare(
  context: Teardown,
  { verdict }: NewVerdict,
  who = seats.server.people.facilitator,
): Promise<{ seat: Seat; panel: Locator }> {
  const seat = await seats.at(context, who, `/verdicts/${verdict.id}/prepare?panel=corrections`);
  await seat.page.locator("coram-verdict-text .vt-block").first().waitFor();
  return { seat, panel: seat.page.locator("coram-corrections-panel") };
}

const newestText = async (server: TestServer, { verdict }: NewVerdict): Promise<string | undefined> =>
  (await server.store.verdicts.revision(verdict.id))?.text;

test("a preparer mends words, makes a heading by key, replaces everywhere, and takes it back from the history", async (context) => {
  const { server } = seats;
  const lines = [...TEXT, "[Victim A] je dala iskaz u sudnici."];
  const made = await server.newVerdict(lines, { stage: "in-preparation" });
  const { seat, panel } = await prepare(context, made);

  await seat.selectByMouse("OBRAZLOŽENJE");
  await panel.getByRole("button", { name: "Heading" }).waitFor();
  // A sentence that is typed where no field is changes nothing.
  await seat.page.keyboard.type("To je lep primer, h");
  await seat.page.getByText("No field is open, so nothing is written.").first().waitFor();
  await seat.page.keyboard.press("Escape");
  await seat.page.keyboard.press("h");
  await panel.getByText("It is a heading now.").waitFor();
  await eventually(async () => (await server.store.verdicts.revision(made.verdict.id))?.blocks[0]?.kind).toBe(
    "heading",
  );
  expect((await server.store.verdicts.revision(made.verdict.id))?.number).toBe(2);

  await seat.selectByMouse("trgovinu");
  // The letters of the panel hold while the text has the focus: there they move and round a selection elsewhere.
  await seat.page.keyboard.press("e");
  // What is selected is selected in the field.
  await eventually(() => seat.page.evaluate(() => getSelection()?.toString())).toBe("trgovinu");
  expect(await seat.page.evaluate(() => document.activeElement?.localName)).toBe("textarea");
  await panel.getByRole("textbox", { name: "Words" }).fill("Optuženi je kriv za krivično delo trgovine ljudima.");
  await panel.locator("ins", { hasText: "krivično delo" }).waitFor();
  await seat.expectAccessible();
  await panel.getByRole("button", { name: "Save" }).click();
  await eventually(() => newestText(server, made)).toContain("krivično delo trgovine");

  await panel.getByRole("button", { name: "Replace", exact: true }).click();
  await eventually(() => seat.page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
  await panel.getByRole("searchbox", { name: "Find" }).fill("iskas");
  await panel.getByRole("textbox", { name: "Replace with" }).fill("iskaz");
  await panel.getByText("2 places.").waitFor();
  await eventually(() => seat.page.locator(".vt-mark-found").count()).toBe(2);
  await seat.expectAccessible();
  await panel.getByRole("button", { name: "Replace in 2 places" }).click();
  await eventually(() => newestText(server, made)).toContain("dao iskaz. Sud je iskaz");

  await panel.getByRole("button", { name: "History" }).click();
  await panel.getByRole("button", { name: "Take back revision 4" }).click();
  await eventually(() => newestText(server, made)).toContain("dao iskas. Sud je iskas");
  await panel.getByText("Took revision 4 back").waitFor();
  await panel.getByText("Taken back in revision 5").waitFor();
  await seat.expectAccessible();

  // A token is read, typed and shown as a change in one form, and kept in its own.
  await panel.getByRole("button", { name: "Paragraphs", exact: true }).click();
  await seat.selectByMouse("sudnici");
  await panel.getByRole("button", { name: "Correct the text" }).click();
  const words = panel.getByRole("textbox", { name: "Words" });
  await eventually(() => words.inputValue()).toBe("[Žrtva\u00a0A] je dala iskaz u sudnici.");
  await words.fill("Oštećena [Žrtva A] je dala iskaz u sudnici.");
  expect((await panel.locator(".correct-diff").textContent())?.trim()).toMatch(/^Oštećena \[Žrtva\u00a0A\] je dala/);
  await panel.getByRole("button", { name: "Save" }).click();
  await eventually(() => newestText(server, made)).toContain("Oštećena [Victim A] je dala iskaz u sudnici.");
});

test("two preparers at one text: different words both stand, and who is late at the same words is told and sees what is there", async (context) => {
  const { server } = seats;
  const { otherFacilitator } = server.people;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: server.organisations.rs.id });
  const made = await server.newVerdict(TEXT, { stage: "in-preparation" });
  const mira = await prepare(context, made);
  const igor = await prepare(context, made, otherFacilitator);
  const edit = async ({ seat, panel }: typeof mira, words: string, become: string): Promise<void> => {
    await seat.selectByMouse(words);
    await panel.getByRole("button", { name: "Correct the text" }).click();
    await panel.getByRole("textbox", { name: "Words" }).fill(become);
  };

  await edit(igor, "trgovinu", "Optuženi je kriv.");
  await edit(mira, "Svedok", "Svedok je dao iskaz. Sud je iskas prihvatio.");
  await mira.panel.getByRole("button", { name: "Save" }).click();
  await igor.seat.page.locator("coram-verdict-text", { hasText: "dao iskaz" }).waitFor();
  await igor.panel.getByRole("button", { name: "Save" }).click();
  for (const { seat } of [mira, igor])
    await eventually(() => seat.page.locator("coram-verdict-text").textContent()).toMatch(
      /dao iskaz[^]*Optuženi je kriv\./,
    );

  await edit(igor, "prihvatio", "Svedok je dao iskaz. Sud mu je poverovao.");
  await edit(mira, "prihvatio", "Svedok je dao iskaz. Sud je iskaz prihvatio.");
  await mira.panel.getByRole("button", { name: "Save" }).click();
  await igor.seat.page.locator("coram-verdict-text", { hasText: "iskaz prihvatio" }).waitFor();
  await igor.panel.getByRole("button", { name: "Save" }).click();
  await igor.panel.getByText("A colleague has changed these words").waitFor();
  await igor.panel.locator("del", { hasText: "iskaz prihvatio" }).waitFor();
  expect(await newestText(server, made)).toContain("Sud je iskaz prihvatio.");
});

test("a better file is shown place by place, and what is taken leaves a tag where it was", async (context) => {
  const { server } = seats;
  const made = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, made.verdict.id);
  await ana.tag("kriv za trgovinu", 1);
  await ana.isSaved();

  const { seat, panel } = await prepare(context, made);
  await panel.getByRole("button", { name: "New scan or file" }).click();
  const better = TEXT.join("\n").replaceAll("iskas", "iskaz").replace("trgovinu", "teško trgovinu");
  await panel
    .getByLabel("File with the better text")
    .setInputFiles({ name: "better.txt", mimeType: "text/plain", buffer: Buffer.from(better) });
  await panel.getByText("3 places differ.").waitFor();
  await seat.expectAccessible();
  await panel.getByRole("checkbox", { name: "teško" }).uncheck();
  await panel.getByRole("button", { name: "Take 2 places" }).click();
  await eventually(() => newestText(server, made)).toContain("dao iskaz. Sud je iskaz");
  await eventually(() => ana.paintedLines()).toEqual(["A1: kriv za trgovinu"]);
  expect(await ana.page.locator("coram-touched").count()).toBe(0);
});

test("a reader sees what became of a tag, before and after, and marks it as seen", async (context) => {
  const { server } = seats;
  const made = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, made.verdict.id);
  await ana.tag("dao iskas", 1);
  await ana.isSaved();
  const { seat, panel } = await prepare(context, made);
  await panel.getByRole("button", { name: "Replace", exact: true }).click();
  await panel.getByRole("searchbox", { name: "Find" }).fill("dao iskas");
  await panel.getByRole("textbox", { name: "Replace with" }).fill("dao iskaz");
  await panel.getByText("1 place.").waitFor();
  // Words that tags lie on are not replaced by the Enter that ends the typing.
  await seat.page.keyboard.press("Enter");
  await seat.page.getByText("Touches 1 tag or discussion.").waitFor();
  expect(await newestText(server, made)).toContain("dao iskas");
  await seat.page.keyboard.press("Enter");

  const list = ana.page.locator("coram-touched");
  const card = ana.tagCard("A1");
  await card.getByText("The words have changed since").waitFor();
  await list.getByText("1 tag stands on words that were changed").click();
  await list.locator("dd", { hasText: "dao iskas" }).waitFor();
  await list.locator("dd", { hasText: "dao iskaz" }).waitFor();
  await ana.expectAccessible();
  await list.getByRole("button", { name: "Seen" }).click();
  await eventually(() => list.locator("details").count()).toBe(0);
  await eventually(() => card.getByText("The words have changed since").count()).toBe(0);
  await ana.openVerdict(made.verdict.id);
  await eventually(() => ana.paintedLines()).toEqual(["A1: dao iskaz"]);
  expect(await list.locator("details").count()).toBe(0);
});
