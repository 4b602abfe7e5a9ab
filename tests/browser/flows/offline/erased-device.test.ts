import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type TestContext } from "vitest";
import { newId, type OutputId, type VerdictId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { fromQuote } from "../../../../schema/editor/output-nodes.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { namesInFolder } from "../../../helpers/files/byte-scan.ts";
import { findOnDevice, isCopied, isInstalled, keptOnDevice, keyHalves } from "../../../helpers/browser/on-device.ts";
import { freezeWithOutputs, makeOutput, paragraph } from "../../../helpers/network/outputs.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = [
  "Sud nalazi da je oštećena Jelisaveta Marković dovedena u Niš.",
  "Јелисавету Марковић је довео окривљени, а она је то потврдила.",
  "U stanu je boravila dva meseca, bez dokumenata i bez novca.",
];
const NAMES = ["Marković", "Marković".toLowerCase(), "Марковић", "Jelisavet", "jelisavet", "Јелисавет", "јелисавет"];
const COMMAND = { kind: "term", forms: ["Jelisaveta Marković", "Jelisaveta", "Marković"], token: "[Victim A]" };

async function profileFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-profile-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A document that quotes the first sentence's name; only its words' places stand in it. */
async function quoting(server: TestServer, by: Person, verdict: VerdictId): Promise<OutputId> {
  await freezeWithOutputs(server);
  const output = await makeOutput(server, by);
  const start = (TEXT[0] ?? "").indexOf("oštećena");
  const anchor = { revision: 1, ranges: [{ start, end: start + "oštećena Jelisaveta Marković".length }] };
  const quoted = fromQuote({
    verdict,
    anchor,
    annotation: null,
    layer: null,
    translation: null,
    approved: null,
    note: "",
  });
  await server.hub.write(output.rooms.content.room, by.member.id, (doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    const quote = makeNode("evidence", { ...quoted, id: newId(BlockId) }, []);
    room.replace({ ...now, content: [...now.content, quote, paragraph("")] });
  });
  return output.id;
}

async function erase(server: TestServer, by: Person, verdict: string): Promise<void> {
  const answer = await server.ask(by, "POST", `/api/verdicts/${verdict}/erasures`, COMMAND);
  expect(answer.status).toBe(201);
}

/** A document and its verdict are read and copied; offline they are read again, and words with the name are written, sent and left in a box. */
async function workOffline(before: Seat, verdict: string, paper: string): Promise<void> {
  await before.page.goto(`/outputs/${paper}`);
  const quote = before.page.locator("coram-quote", { hasText: "oštećena Jelisaveta Marković" });
  await quote.waitFor();
  await eventually(() => findOnDevice(before.page, "oštećena Jelisaveta")).not.toEqual([]);
  await eventually(() => keptOnDevice(before.page)).toMatchObject({ outputs: 1, rooms: 3 });
  await before.openVerdict(verdict);
  await isInstalled(before);
  await before.comment("bez dokumenata", "Da li je Jelisaveta Marković imala pasoš?");
  await before.tag("dva meseca", 1);
  await isCopied(before, 6, "act.recruitment");
  await before.context.setOffline(true);
  await eventually(() => before.savedWords()).toBe("Offline");
  // Read again from the copies.
  await before.page.reload();
  await before.threadCard("imala pasoš").waitFor();
  await before.page.goto(`/outputs/${paper}`);
  await quote.waitFor();
  await before.page.getByText("Offline. Quotes, figures and tables are those of").waitFor();
  await before.page.goto(`/verdicts/${verdict}`);
  await before.threadCard("imala pasoš").waitFor();
  await before.comment("довео окривљени", "Сестра Јелисавете Марковић каже друго.");
  await before.comment("bez novca", "Markovićeva je ovo potvrdila: Jelisaveta Marković, 1998.");
  await eventually(() => before.savedWords()).toBe("Offline, 2 changes kept on this device");
  await eventually(() => keptOnDevice(before.page)).toMatchObject({ batches: 2 });
  // Typed, and left there: a browser keeps what stands in fields for the way back, and for its next start.
  await before.selectByMouse("boravila");
  await before.act("Comment");
  await before.page.locator("coram-margin").getByRole("textbox", { name: "Comment" }).fill("Jelisaveta Marković je");
  await eventually(() => keptOnDevice(before.page)).toMatchObject({ drafts: 1 });
  await before.page.goto("/theme.js");
}

/** Tokens stand in the place of the name, in the text and in all that was said, and the tag is where it was. */
async function expectTokens(after: Seat, verdict: string): Promise<void> {
  await after.openVerdict(verdict);
  await after.threadCard("[Žrtva A] каже друго.").waitFor();
  await after.threadCard("[Žrtva A] je ovo potvrdila: [Žrtva A], 1998.").waitFor();
  await after.threadCard("Da li je [Žrtva A] imala pasoš?").waitFor();
  expect((await after.paintedLines()).map((line) => line.slice(4))).toEqual(["dva meseca"]);
  await isCopied(after, 6);
  const shown = await after.domText();
  expect(shown).toContain("Sud nalazi da je oštećena [Victim A] dovedena u Niš.");
  for (const name of NAMES) expect(shown).not.toContain(name);
  expect(await findOnDevice(after.page, ...NAMES)).toEqual([]);
}

test("a browser that was away during an erasure comes back to tokens, its unsent words too, and its profile holds no byte of the name", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator, lawyer } = server.people;
  const paper = await quoting(server, lawyer, verdict.id);
  const folder = await profileFolder(context);

  const before = await Seat.takeProfile(context, folder, server.url, { cookie: lawyer.cookie });
  before.mayLog("a lost connection");
  await workOffline(before, verdict.id, paper);
  for (const words of ["Marković", "Марковић"]) expect(await findOnDevice(before.page, words)).not.toEqual([]);
  const [half = ""] = await keyHalves(before.page, verdict.id);
  expect(await keyHalves(before.page)).toContain(half);
  await before.context.close();
  // The scan sees what there is to see; what is sealed it does not see even now.
  expect(namesInFolder(folder, [verdict.id]).length).toBeGreaterThan(0);
  expect(namesInFolder(folder, NAMES)).toEqual([]);

  await erase(server, facilitator, verdict.id);

  const after = await Seat.takeProfile(context, folder, server.url, { cookie: lawyer.cookie });
  after.mayLog("a lost connection");
  // Whatever page is opened first. The words that stood in a box are a draft.
  await after.page.goto("/");
  await eventually(() => keptOnDevice(after.page)).toMatchObject({ batches: 0, drafts: 1 });
  await eventually(() => findOnDevice(after.page, "Marković", "Марковић")).toEqual([]);
  expect(await keyHalves(after.page)).not.toContain(half);
  // The words of the document's quote among them, though none of the document were erased.
  const ofPapers = expect.stringContaining("/outputs") as unknown;
  await eventually(() => findOnDevice(after.page, "oštećena [Victim A]")).toContainEqual(ofPapers);
  await after.context.setOffline(true);
  await after.page.goto(`/outputs/${paper}`);
  await after.page.locator("coram-quote", { hasText: "oštećena [Žrtva A]" }).waitFor();
  await after.context.setOffline(false);
  await expectTokens(after, verdict.id);
  await after.context.close();
  expect(namesInFolder(folder, NAMES)).toEqual([]);
});

test("what the server refuses because it names what is erased comes back as a draft with the token, and a sentence that says so", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator, lawyer } = server.people;
  await erase(server, facilitator, verdict.id);
  const folder = await profileFolder(context);
  const ana = await Seat.takeProfile(context, folder, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await ana.selectByMouse("bez novca");
  await ana.act("Comment");
  await ana.page.locator("coram-margin").getByRole("textbox", { name: "Comment" }).fill("Jelisaveta Marković to kaže.");
  await ana.page.keyboard.press("Control+Enter");
  const draft = ana.page.locator("coram-drafts li");
  await draft.getByText("[Žrtva A] to kaže.").waitFor();
  await draft.getByText("The name in it has been erased; a placeholder stands in its place.").waitFor();
  await ana.expectAccessible();
  expect(await ana.domText()).not.toContain("Marković");

  await draft.getByRole("button", { name: "Try again" }).click();
  await ana.threadCard("[Žrtva A] to kaže.").waitFor();
  await ana.isSaved();
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });
  expect(await findOnDevice(ana.page, ...NAMES)).toEqual([]);
  await ana.context.close();
  expect(namesInFolder(folder, NAMES)).toEqual([]);
});
