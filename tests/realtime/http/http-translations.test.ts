import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import {
  Alignment,
  FullTranslation,
  Translations,
  type TranslationPut,
} from "../../../schema/protocol/http/translations.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import { paragraphState } from "../../../schema/text/translated-state.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";

const TEXT = ["Sud nalazi da je okrivljeni kriv.", "Oštećena je dovedena u Niš 3. juna 2020.", "Zaradu nije primala."];

async function setting(
  context: Parameters<typeof startTestServer>[0],
  stage: "cleared" | "cleared-for-guests" = "cleared",
) {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT, { stage });
  const path = `/api/verdicts/${made.verdict.id}/translations`;
  const put = (who: Person, body: Partial<TranslationPut>): Promise<Response> =>
    server.ask(who, "PUT", `${path}/en`, { revision: 1, replaces: null, paragraphs: [], ...body });
  const patch = (who: Person, number: string, body: object): Promise<Response> =>
    server.ask(who, "PATCH", `${path}/en/paragraphs/${number}`, { revision: 1, replaces: null, ...body });
  const read = async (who: Person): Promise<FullTranslation> =>
    FullTranslation.parse(await (await server.ask(who, "GET", `${path}/en`)).json());
  const codeOf = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).code;
  return { server, made, path, put, patch, read, codeOf };
}

test("a whole translation is written once, read by whoever reads the verdict, and listed on it", async (context) => {
  const { server, made, path, put, read, codeOf } = await setting(context, "cleared-for-guests");
  const { people, ask } = server;
  const paragraphs = [
    { number: "2", text: "The victim was taken to Niš on 3 June 2020. " },
    { number: "1", text: "The court finds the defendant guilty." },
    { number: "3", text: "  " },
  ];
  expect(await (await put(people.lawyer, { paragraphs, source: "own work" })).json()).toEqual({
    language: "en",
    version: 1,
  });
  expect(await codeOf(await put(people.otherLawyer, { paragraphs }))).toBe("translation-moved");
  const guest = await server.guestOf(made.verdict.id);
  const whole = await read(guest);
  expect(whole).toMatchObject({ source: "own work", createdBy: people.lawyer.member.id, version: 1 });
  expect(whole.paragraphs.map(({ number, text }) => [number, text])).toEqual([
    ["1", "The court finds the defendant guilty."],
    ["2", "The victim was taken to Niš on 3 June 2020."],
  ]);
  const view = VerdictView.parse(await (await ask(guest, "GET", `/api/verdicts/${made.verdict.id}`)).json());
  expect(view.translations).toEqual([{ language: "en", version: 1 }]);
  expect(view.can.translate).toBe(false);
  expect(Translations.parse(await (await ask(guest, "GET", path)).json())).toEqual({
    full: [{ language: "en", version: 1 }],
    removed: [],
    frozen: [],
  });
  expect((await ask(people.lawyer, "DELETE", `${path}/en`)).status).toBe(204);
  expect((await ask(people.lawyer, "GET", `${path}/en`)).status).toBe(404);
  const audited = (await server.store.audit.list(50)).filter(({ action }) => action.startsWith("translation."));
  expect(JSON.stringify(audited)).not.toMatch(/court|victim|own work/i);
  expect(audited.map(({ action }) => action).reverse()).toEqual([
    "translation.put",
    "translation.read",
    "translation.remove",
  ]);
});

test("a whole translation of another organisation's verdict that somebody takes away, replaces or empties comes back", async (context) => {
  const { server, made, path, put, patch, read } = await setting(context, "cleared-for-guests");
  const { people, ask, store } = server;
  const paragraphs = [
    { number: "1", text: "The court finds the defendant guilty." },
    { number: "3", text: "She was paid nothing." },
  ];
  await put(people.lawyer, { paragraphs, source: "own work" });
  const listed = async (who: Person): Promise<Translations["removed"]> =>
    Translations.parse(await (await ask(who, "GET", path)).json()).removed;
  const counted = async (who: Person): Promise<number | undefined> =>
    VerdictView.parse(await (await ask(who, "GET", `/api/verdicts/${made.verdict.id}`)).json()).removedTranslations;
  const restore = async (who: Person): Promise<Response> =>
    ask(who, "POST", `${path}/restore`, { id: (await listed(people.lawyer))[0]?.id });
  const words = async (): Promise<string[]> => (await read(people.reader)).paragraphs.map(({ text }) => text);

  const other = people.otherLawyer;
  expect((await ask(other, "DELETE", `${path}/en`)).status).toBe(204);
  expect(await listed(people.lawyer)).toMatchObject([
    {
      language: "en",
      number: null,
      source: "own work",
      createdBy: people.lawyer.member.id,
      deletedBy: other.member.id,
    },
  ]);
  const guest = await server.guestOf(made.verdict.id);
  expect(await Promise.all([listed(guest), listed(people.reader)])).toEqual([[], []]);
  expect(await Promise.all([people.lawyer, guest, people.reader].map(counted))).toEqual([1, undefined, undefined]);
  expect(await Promise.all([guest, people.reader].map(async (who) => (await restore(who)).status))).toEqual([403, 403]);
  expect(await (await restore(people.lawyer)).json()).toEqual({ language: "en", version: 1 });
  expect(await words()).toEqual(paragraphs.map(({ text }) => text));
  expect(await counted(people.lawyer)).toBeUndefined();

  // By nothing in its place, and paragraph by paragraph.
  await put(other, { replaces: 1 });
  expect(await words()).toEqual([]);
  expect((await restore(people.lawyer)).status).toBe(200);
  const { version } = await read(people.lawyer);
  for (const { number } of paragraphs)
    expect((await patch(other, number, { text: " ", replaces: version })).status).toBe(200);
  expect(await words()).toEqual([]);
  expect((await listed(people.lawyer)).map(({ number }) => number)).toEqual(["3", "1"]);
  expect([(await restore(people.lawyer)).status, (await restore(people.lawyer)).status]).toEqual([200, 200]);
  expect(await words()).toEqual(paragraphs.map(({ text }) => text));
  expect((await ask(people.lawyer, "POST", `${path}/restore`, { id: "x" })).status).toBe(400);
  const audited = (await store.audit.list(50)).filter(({ action }) => action === "translation.restore");
  expect(audited).toHaveLength(4);
});

test("of two who mend one paragraph at once the second is told, and what they mend names the text that they saw", async (context) => {
  const { server, made, put, patch, read, codeOf } = await setting(context);
  const { people, ask } = server;
  await put(people.lawyer, { paragraphs: [{ number: "1", text: "The court finds." }] });
  expect((await patch(people.lawyer, "1", { text: "The court holds.", replaces: 1 })).status).toBe(200);
  expect(await codeOf(await patch(people.otherLawyer, "1", { text: "The judge", replaces: 1 }))).toBe(
    "translation-moved",
  );
  expect((await patch(people.otherLawyer, "3", { text: "She was paid nothing." })).status).toBe(200);
  expect(await codeOf(await patch(people.lawyer, "99", { text: "x" }))).toBe("bad-request");
  expect(await codeOf(await patch(people.lawyer, "1", { text: "x", revision: 9 }))).toBe("revision-newer");
  const before = await read(people.reader);
  expect(before.paragraphs.map(({ number, text, author }) => [number, text, author])).toEqual([
    ["1", "The court holds.", people.lawyer.member.id],
    ["3", "She was paid nothing.", people.otherLawyer.member.id],
  ]);

  const edit = { start: 0, end: 3, insert: "Veće" };
  await ask(people.facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, {
    baseRevision: 1,
    kind: "correct",
    edits: [edit],
  });
  const view = VerdictView.parse(await (await ask(people.lawyer, "GET", `/api/verdicts/${made.verdict.id}`)).json());
  const states = async () =>
    (await read(people.lawyer)).paragraphs.map(({ number, anchor }) => {
      const block = contentBlocks(view.revision.blocks).find((each) => each.number === number);
      return block && paragraphState(anchor, block, view.maps, view.revision.number);
    });
  expect(await states()).toEqual(["changed", "same"]);
  const [{ version } = { version: 0 }] = (await read(people.lawyer)).paragraphs;
  await patch(people.lawyer, "1", { text: "The panel holds.", replaces: version, revision: 2 });
  expect(await states()).toEqual(["same", "same"]);
});

test("pasted text and a file are laid beside the blocks and kept by nobody, and a bad file is refused in one sentence", async (context) => {
  const { server, path, codeOf } = await setting(context);
  const { people, ask, url } = server;
  const text =
    "The court finds the defendant guilty.\nThe victim was taken to Niš on 3 June 2020.\nShe was paid nothing.";
  const pasted = Alignment.parse(await (await ask(people.lawyer, "POST", `${path}/align`, { text })).json());
  expect(pasted.rows).toEqual([
    { number: "1", text: "The court finds the defendant guilty." },
    { number: "2", text: "The victim was taken to Niš on 3 June 2020." },
    { number: "3", text: "She was paid nothing." },
  ]);
  const send = (bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Response> => {
    const body = new FormData();
    body.set("file", new File([bytes], name));
    return fetch(`${url}${path}/align`, {
      method: "POST",
      headers: { cookie: people.lawyer.cookie, origin: url },
      body,
    });
  };
  const docx = new Uint8Array(await readFile(new URL("../../fixtures/verdicts/rs-individual.docx", import.meta.url)));
  const filed = Alignment.parse(await (await send(docx, "translation.docx")).json());
  expect(filed.rows.map(({ number }) => number)).toEqual(["1", "2", "3"]);
  expect(filed.rows.map((row) => row.text).join("\n").length).toBeGreaterThan(5_000);
  // A whole one, in a thread of its own: every paragraph finds itself.
  const lines = filed.rows.flatMap((row) => row.text.split("\n")).filter((line) => line.trim() !== "");
  expect(lines.length).toBeGreaterThan(120);
  const whole = await server.newVerdict(lines);
  const all = `/api/verdicts/${whole.verdict.id}/translations/align`;
  const again = Alignment.parse(await (await ask(people.lawyer, "POST", all, { text: lines.join("\n") })).json());
  const same = again.rows.filter((row, i) => row.text.replace(/^\S+ /, "") === lines[i]?.replace(/^\S+ /, ""));
  expect(same.length / lines.length).toBeGreaterThan(0.9);
  expect(await codeOf(await send(docx.slice(0, 900), "translation.docx"))).toMatch(/^import-/);
  expect(await server.store.translations.list(server.people.lawyer.member.id as never)).toEqual([]);
});

test("the checklist before a stage looks over what was translated", async (context) => {
  const { server, made, put } = await setting(context);
  const { people, ask } = server;
  await put(people.lawyer, { paragraphs: [{ number: "1", text: "Her number is 3112899710014." }] });
  const view = ClearingView.parse(
    await (await ask(people.facilitator, "GET", `/api/verdicts/${made.verdict.id}/clearing`)).json(),
  );
  expect(view.findings).toMatchObject([
    { code: "identifier", kind: "jmbg", place: { in: "translation", language: "en", number: "1" } },
  ]);
});

test("a guest is told the name of who translated the verdict, and of nobody who only read it", async (context) => {
  const { server, made, put } = await setting(context, "cleared-for-guests");
  const { people, ask } = server;
  await put(people.otherLawyer, { paragraphs: [{ number: "1", text: "The court finds." }] });
  const guest = await server.guestOf(made.verdict.id);
  const view = VerdictView.parse(await (await ask(guest, "GET", `/api/verdicts/${made.verdict.id}`)).json());
  const names = [guest, people.facilitator, people.otherLawyer].map(({ member }) => member.name);
  expect(view.members.map(({ name }) => name).sort()).toEqual(names.sort());
});
