import { beforeAll, expect, test } from "vitest";
import type { Browser, Locator } from "playwright";
import { type VerdictId } from "../../../../schema/domain/ids.ts";
import { NamesView } from "../../../../schema/protocol/http/pseudonyms.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { holdAnswers } from "../../../helpers/browser/hold-answers.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = `PRESUDA
U IME NARODA
Viši sud u Nišu, u krivičnom postupku protiv okrivljenog Gorana Lukovca, JMBG 1403984744963, doneo je presudu.
Okrivljeni Goran Lukovac je oštećenu Jovanu Stamenovu prevezao u grad i smestio u stan.
Oštećena Jovana Stamenova je izjavila da joj je Goran uzeo pasoš.
Svedok Nada Petrović je videla Jovanu na prozoru, a Lukovac je bio u kolima.
Svedok Petar Mladenov je rekao da je ona molila.
Nada je umrla poslednja. Tada ga je Zoćo pozvao, a Lukovčeva sestra je otišla.
`;
const FORMS = /Lukov|Goran|Jovan[aue]|Stamenov|Petrović|Mladenov|1403984744963|Zoćo/u;
const PASSPHRASE = "sedam starih kruškovih stabala";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** The verdict that is on the page, from its address. */
function verdictOf(seat: Seat): string {
  return /verdicts\/([^/]+)\/prepare/.exec(seat.page.url())?.[1] ?? "";
}

const row = (seat: Seat, name: string): Locator =>
  seat.page.locator("coram-names-list .name-row").filter({ hasText: name });
/** The text as it is stored: the word of a token is drawn in the text's language. */
const text = async (seat: Seat): Promise<string> => (await seat.page.locator("coram-verdict-text").textContent()) ?? "";
const card = (seat: Seat): Locator => seat.page.locator("coram-names-walk .walk-card");

async function importVerdict(mira: Seat): Promise<void> {
  await mira.page.goto("/import");
  await mira.page
    .locator("input[type=file]")
    .setInputFiles({ name: "presuda.txt", mimeType: "text/plain", buffer: Buffer.from(TEXT) });
  await mira.page.getByRole("textbox", { name: "Case number" }).fill("K 7/26");
  const court = mira.page.getByRole("textbox", { name: "Court", exact: true });
  if ((await court.inputValue()) === "") await court.fill("Viši sud u Nišu");
  const date = mira.page.getByLabel(/^Date/);
  if ((await date.inputValue()) === "") await date.fill("2024-06-19");
  await mira.page.getByRole("button", { name: "Confirm and add" }).click();
  await mira.page.waitForURL(/\/prepare/);
}

/** A nickname is added, and who it is: both are ticked while it is on its way. */
async function addNickname(mira: Seat): Promise<void> {
  await mira.selectByMouse("Zoćo");
  await eventually(() => mira.selected()).toEqual(["Zoćo"]);
  const answer = await holdAnswers(mira, "**/names/commands");
  await mira.page.keyboard.press("a");
  // Esc lets them go, and one is in the text again.
  await mira.page.keyboard.press("Escape");
  await mira.page.locator("coram-names-add").waitFor({ state: "detached" });
  await eventually(() => mira.focusIn("coram-verdict-text")).toBe(true);
  await mira.selectByMouse("Zoćo");
  await eventually(() => mira.selected()).toEqual(["Zoćo"]);
  await mira.page.keyboard.press("a");
  await mira.page.keyboard.press("Enter");
  await row(mira, "Petar Mladenov").getByRole("checkbox").check();
  await row(mira, "Zoćo").getByRole("checkbox").check();
  await answer();
  await mira.page.getByRole("button", { name: /^All are/ }).click();
}

/** Decides the rest by key alone, with its words around it. */
async function decideByKey(mira: Seat): Promise<void> {
  await mira.page.locator("coram-verdict-text .vt-text").focus();
  await mira.page.keyboard.press("w");
  await eventually(() => card(mira).textContent()).toContain("Is this Nada Petrović?");
  await eventually(() => card(mira).textContent()).toContain("je umrla poslednja");
  expect(await mira.page.locator("coram-verdict-text .vt-mark-now").innerText()).toBe("Nada");
  await mira.page.keyboard.press("x");
  await card(mira).waitFor({ state: "detached" });
  // It was she, after all.
  await mira.page.keyboard.press("Control+z");
  await eventually(() => card(mira).textContent()).toContain("Is this Nada Petrović?");
  await mira.page.keyboard.press("y");
  await card(mira).waitFor({ state: "detached" });
  await mira.page.getByText("Everything is decided.").first().waitFor();
}

/** One revision, the same in both windows. */
async function insertTokens(mira: Seat, dunja: Seat): Promise<void> {
  await mira.page.getByRole("button", { name: "Replace the names" }).click();
  const dialog = mira.dialog("Replace the names");
  await dialog.getByText(/places in the text become placeholders/).waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Replace the names" }).click();
  for (const seat of [mira, dunja]) {
    await eventually(() => text(seat)).toContain("je oštećenu [Victim A] prevezao");
    expect(await text(seat)).not.toMatch(FORMS);
    await seat.page.getByText("The placeholders have been in the text since revision 2.").waitFor();
  }
  await mira.page.locator(".names-acts .button-primary:focus", { hasText: "Check it for “Cleared”…" }).waitFor();
}

async function insertWithKey(mira: Seat): Promise<void> {
  const dialog = mira.dialog("Replace the names");
  await mira.page.getByRole("button", { name: "Replace the names" }).click();
  await dialog.getByRole("checkbox", { name: "Keep a sealed key" }).check();
  const submit = dialog.getByRole("button", { name: "Replace the names" });
  await dialog.getByLabel("Passphrase", { exact: true }).fill("short");
  expect(await submit.isDisabled()).toBe(true);
  await dialog.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel("Passphrase again").fill(PASSPHRASE);
  await mira.expectAccessible();
  await submit.click();
  await eventually(() => text(mira)).not.toMatch(FORMS);
}

/** The key opens for its passphrase alone, says who is behind a token, and is destroyed. */
async function openAndDestroyKey(mira: Seat): Promise<void> {
  await mira.page.getByRole("button", { name: "More" }).click();
  await mira.page.getByRole("menuitem", { name: "Sealed key" }).click();
  const key = mira.dialog("Sealed key");
  mira.mayLog(400, 403, 422);
  await key.getByLabel("Passphrase").fill("another passphrase");
  await key.getByRole("button", { name: "Open" }).click();
  await key.getByRole("alert").waitFor();
  await key.getByLabel("Passphrase").fill(PASSPHRASE);
  await key.getByRole("button", { name: "Open" }).click();
  const entry = key.getByRole("row", { name: /\[Žrtva\sA\]/ });
  await eventually(() => entry.textContent()).toMatch(/Jovana Stamenova.*Jovanu/su);
  await mira.expectAccessible();
  await key.getByRole("button", { name: "Destroy the key" }).click();
  await key.getByText("After this nobody can say who stands behind a placeholder.").waitFor();
  await key.getByRole("button", { name: "Destroy the key" }).click();
  await key.waitFor({ state: "detached" });
}

test("names become tokens: sure ones at once, unsure ones by key, two merged, live for a colleague, undone as a whole, sealed", async (context) => {
  const server = await startTestServer(context);
  const mira = await Seat.take(context, browser, server.url, { cookie: server.people.facilitator.cookie });
  const second = await server.oneMoreLike(server.people.facilitator, "Dunja Facilitator");
  await importVerdict(mira);
  const verdict = verdictOf(mira);
  await row(mira, "Goran Lukovac").waitFor();
  await mira.expectAccessible();
  const dunja = await Seat.take(context, browser, server.url, { cookie: second.cookie });
  await dunja.page.goto(`/verdicts/${verdict}/prepare`);
  await row(dunja, "Goran Lukovac").waitFor();
  // Nothing has the focus yet: the key goes into the panel all the same.
  await dunja.page.keyboard.press("F6");
  await dunja.page.locator("#tab-names:focus").waitFor();

  const state = async (): Promise<NamesView> =>
    NamesView.parse(
      await (await server.ask(server.people.facilitator, "GET", `/api/verdicts/${verdict}/names`)).json(),
    );

  // All that is sure, by one press; the colleague sees it.
  await mira.page.getByRole("button", { name: /^Replace \d+ sure ones$/ }).click();
  const pressed = { name: "Replace", exact: true, pressed: true };
  await row(mira, "Goran Lukovac").getByRole("button", pressed).waitFor();
  await row(dunja, "Goran Lukovac").getByRole("button", pressed).waitFor();
  // The button is gone: the next one has the focus.
  await mira.page.locator(".names-acts .button:focus", { hasText: "Decide one by one" }).waitFor();

  await addNickname(mira);
  await eventually(async () => (await state()).entities.some(({ canonical }) => canonical === "Zoćo")).toBe(false);
  await row(dunja, "Zoćo").waitFor({ state: "detached" });

  await decideByKey(mira);

  await insertTokens(mira, dunja);

  // Out again, by the colleague.
  await dunja.page.getByRole("button", { name: "Bring the names back" }).click();
  for (const seat of [dunja, mira]) {
    await eventually(() => text(seat)).toContain("je oštećenu Jovanu Stamenovu prevezao");
    await row(seat, "Goran Lukovac").getByRole("button", pressed).waitFor();
  }

  await insertWithKey(mira);
  await openAndDestroyKey(mira);
  await eventually(async () => (await state()).hasSealedKey).toBe(false);
});

/** Goes back from the first to the last one and types other words for it; `meanwhile` the server's answer is on its way. */
async function rewriteLast(
  mira: Seat,
  server: TestServer,
  verdict: VerdictId,
  old: string,
  words: string,
  revision: number,
  meanwhile: () => Promise<void>,
): Promise<void> {
  await mira.page.getByRole("button", { name: "Decide one by one" }).click();
  await mira.page.keyboard.press("k");
  await eventually(() => card(mira).textContent()).toContain("May this identify somebody?");
  await eventually(() => card(mira).locator("mark").textContent()).toBe(old);
  await mira.page.keyboard.press("r");
  await eventually(() => mira.page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  const answer = await holdAnswers(mira, "**/edits");
  // What is typed replaces the words that stood there.
  await mira.page.keyboard.type(words);
  await mira.page.keyboard.press("Control+Enter");
  await eventually(async () => (await server.store.verdicts.revision(verdict))?.number).toBe(revision);
  await mira.page.getByRole("button", { name: "Back to the list" }).click();
  await meanwhile();
  await answer();
  await eventually(() => text(mira)).toContain(words);
}

/** A reload comes back to the one that was looked at; what says which stands neither in the address nor in a store. */
async function reloadWhileDeciding(mira: Seat): Promise<void> {
  await mira.page.getByRole("button", { name: "Decide one by one" }).click();
  await mira.page.keyboard.press("j");
  await eventually(() => card(mira).textContent()).toContain("Is this Nada Petrović?");
  const address = mira.page.url();
  await mira.page.reload();
  await eventually(() => card(mira).textContent()).toContain("Is this Nada Petrović?");
  expect(mira.page.url()).toBe(address);
  await mira.page.getByRole("button", { name: "Back to the list" }).click();
  await mira.page.reload();
  await row(mira, "Goran Lukovac").waitFor();
  expect(await card(mira).count()).toBe(0);
}

test("who puts a passage in other words while they decide is told of no colleague, and keeps what they decided; what a colleague decides is said", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(
    [
      "Svedok Nada Petrović je videla Jovanu na prozoru.",
      "Oštećena Jovana Stamenova, majka dvoje dece, boluje od epilepsije.",
      "Nada je umrla poslednja. Okrivljeni Goran Lukovac je ćutao. Svedok Petar Mladenov je otišao.",
    ],
    { stage: "in-preparation" },
  );
  const names = `/api/verdicts/${verdict.id}/names`;
  const state = async (): Promise<NamesView> =>
    NamesView.parse(await (await server.ask(facilitator, "GET", names)).json());
  const person = async (name: string): Promise<NamesView["entities"][number] | undefined> =>
    (await state()).entities.find(({ canonical }) => canonical === name);
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  await mira.page.goto(`/verdicts/${verdict.id}/prepare`);
  await row(mira, "Goran Lukovac").waitFor();

  const rewrite = (...rewritten: [old: string, words: string, revision: number, meanwhile: () => Promise<void>]) =>
    rewriteLast(mira, server, verdict.id, ...rewritten);

  await reloadWhileDeciding(mira);

  const panel = mira.page.locator(".names-panel");
  await rewrite("boluje od epilepsije", "je bolesna", 2, async () => {
    await row(mira, "Petar Mladenov").getByRole("button", { name: "Leave" }).click();
    await mira.page.getByRole("button", { name: "Decide one by one" }).click();
    await eventually(() => card(mira).textContent()).toContain("Replace this person?");
    await mira.page.keyboard.press("y");
    await eventually(() => card(mira).textContent()).toContain("Is this Nada Petrović?");
    await mira.page.keyboard.press("y");
    await mira.page.getByRole("button", { name: "Back to the list" }).click();
  });
  await eventually(async () => (await person("Nada Petrović"))?.mentions.find(({ sure }) => !sure)?.state).toBe("yes");
  expect(await person("Petar Mladenov")).toMatchObject({ state: "dismissed" });
  expect(await panel.textContent()).not.toContain("has just decided");

  await rewrite("majka dvoje dece", "roditelj", 3, async () => {
    await row(mira, "Goran Lukovac").getByRole("button", { name: "Replace" }).click();
    const { number, entities } = await state();
    const entity = entities.find(({ canonical }) => canonical === "Goran Lukovac")?.id;
    const command = { kind: "dismiss", entity };
    expect((await server.ask(facilitator, "POST", `${names}/commands`, { number, command })).status).toBe(200);
  });
  await panel.getByText("has just decided differently on “Goran Lukovac”. Look again.").waitFor();
  expect(await person("Goran Lukovac")).toMatchObject({ state: "dismissed" });
});
