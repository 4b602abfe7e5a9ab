import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import type { LayerId } from "../../../../schema/domain/ids.ts";
import { openSqliteStore } from "../../../../server/store/sqlite/file/open.ts";
import { ImportDraft } from "../../../../schema/protocol/http/imports.ts";
import { InvitationMade, SessionView } from "../../../../schema/protocol/http/people.ts";
import { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { clearVerdict } from "../../../helpers/network/clear-verdict.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { emptyFolder, startServerProcess, type ServerProcess } from "../../../helpers/network/server-process.ts";

const TAGS = 40;
const WORDS = Array.from({ length: TAGS }, (_, i) => `word${i}a mid${i} word${i}z`);
/** A paragraph of ten passages for every ten tags. */
const TEXT = [0, 10, 20, 30].map((from) => `${WORDS.slice(from, from + 10).join(", ")}.`).join("\n\n");

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Asks the server as somebody; a cookie that comes is the answer's. */
async function ask(server: ServerProcess, cookie: string, path: string, body: unknown): Promise<Response> {
  const headers = { origin: server.url, "content-type": "application/json", cookie };
  const reply = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(reply.ok, `${path} ${reply.status}`).toBe(true);
  return reply;
}

function cookieOf(reply: Response): string {
  return reply.headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** A network with a facilitator, a lawyer and one cleared verdict, made as pages make it. */
async function makeNetwork(server: ServerProcess): Promise<{ facilitator: string; lawyer: string; verdict: string }> {
  const account = { email: "mira@example.org", password: "correct horse battery", name: "Mira Facilitator" };
  const token = (server.setup ?? "").split("#").at(-1);
  const network = { token, network: "Test", organisation: "Rs", country: "rs", ...account };
  const begun = await ask(server, "", "/api/setup", network);
  const facilitator = cookieOf(begun);
  const organisation = SessionView.parse(await begun.json()).member?.organisation;
  const invited = await ask(server, facilitator, "/api/invitations", { kind: "member", role: "lawyer", organisation });
  const link = InvitationMade.parse(await invited.json())
    .url.split("#")
    .at(-1);
  const use = { token: link, ...account, name: "Ana Lawyer", email: "ana@example.org" };
  const lawyer = cookieOf(await ask(server, "", "/api/links/use", use));
  const draft = ImportDraft.parse(await (await ask(server, facilitator, "/api/imports", { text: TEXT })).json());
  const data = { country: "rs", court: "Viši sud u Nišu", caseNumber: "K 1/26", date: null, instance: "first" };
  const confirm = { data: { ...data, form: "individual", language: "sr", script: "Latn" }, owner: organisation };
  const added = await ask(server, facilitator, `/api/imports/${draft.id}/confirm`, confirm);
  const { verdict } = (await added.json()) as { verdict: string };
  await clearVerdict(
    (method, path, body) =>
      method === "GET"
        ? fetch(server.url + path, { headers: { cookie: facilitator } })
        : ask(server, facilitator, path, body),
    verdict,
  );
  return { facilitator, lawyer, verdict };
}

/** Tags passages one after the other by key, as fast as the page takes them. */
async function tagAll(
  seat: Seat,
  passages: readonly string[],
  digit: number,
  after: (made: number) => Promise<void> | void,
): Promise<void> {
  for (const [i, words] of passages.entries()) {
    await seat.page.evaluate((wanted) => {
      const text = document.querySelector<CoramVerdictText>("coram-verdict-text");
      const start = text?.revision?.text.indexOf(wanted) ?? -1;
      text?.focus();
      text?.selectRanges([{ start, end: start + wanted.length }]);
    }, words);
    await seat.page.keyboard.press(String(digit));
    await after(i + 1);
  }
}

/** Ids of the tags that the page shows as on the server's disk. */
function savedTags({ page }: Seat): Promise<string[]> {
  return page.evaluate(() =>
    (document.querySelector<CoramVerdictText>("coram-verdict-text")?.tags ?? [])
      .filter(({ pending }) => !pending)
      .map(({ id }) => id),
  );
}

function missing(ids: ReadonlySet<string>, from: ReadonlySet<string>): string[] {
  return [...ids].filter((id) => !from.has(id));
}

/** Ids of the tags of a layer that a dead server has left behind. */
async function tagsOnDisk(folder: string, layer: LayerId): Promise<Set<string>> {
  const store = await openSqliteStore(folder);
  try {
    return new Set((await store.passages.annotations([layer])).map(({ id }) => id));
  } finally {
    await store.close();
  }
}

test("a server that is killed while two people tag loses no tag that was shown as saved, and gets the others", async (context) => {
  const folder = await emptyFolder(context);
  const server = await startServerProcess(context, folder);
  const { facilitator, lawyer, verdict } = await makeNetwork(server);
  const reply = await fetch(`${server.url}/api/verdicts/${verdict}`, { headers: { cookie: lawyer } });
  const [layer] = VerdictView.parse(await reply.json()).rooms.flatMap((room) =>
    room.kind === "layer" ? [room.layer] : [],
  );
  if (!layer) throw new Error("the verdict has no layer");
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator });
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer });
  for (const seat of [mira, ana]) seat.mayLog("a lost connection");
  await Promise.all([mira.openVerdict(verdict), ana.openVerdict(verdict)]);

  // Killed while both are at work, with tags on their way; the last ones of each come when it is dead.
  let working = 2;
  let strike: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => (strike = resolve)).then(() => server.kill());
  const after = (made: number): Promise<void> | void => {
    if (made === TAGS / 2 && --working === 0) strike();
    if (made === TAGS - 5) return killed;
  };
  const passages = WORDS.map((words) => words.split(" ").slice(0, 2).join(" "));
  const others = WORDS.map((words) => words.split(" ").slice(1).join(" "));
  await Promise.all([tagAll(mira, passages, 1, after), tagAll(ana, others, 4, after)]);
  const saved = new Set((await Promise.all([savedTags(mira), savedTags(ana)])).flat());
  expect(saved.size).toBeGreaterThan(0);
  expect(saved.size).toBeLessThan(2 * TAGS);
  for (const seat of [mira, ana]) await eventually(() => seat.savedWords()).toMatch(/^Offline, \d+ changes kept/);

  // Looked at before any page can come back with its copy.
  expect(missing(saved, await tagsOnDisk(folder, layer))).toEqual([]);
  await startServerProcess(context, folder, server.port);
  for (const seat of [mira, ana]) {
    await seat.isSaved();
    await eventually(async () => (await seat.painted()).filter(({ pending }) => !pending).length).toBe(2 * TAGS);
    expect(missing(saved, new Set(await savedTags(seat)))).toEqual([]);
  }
  // A page that knew nothing before sees all of it, with its words.
  const late = await Seat.take(context, browser, server.url, { cookie: lawyer });
  await late.openVerdict(verdict);
  const expected = [...passages.map((words) => `B3: ${words}`), ...others.map((words) => `B9: ${words}`)].sort();
  await eventually(() => late.paintedLines()).toEqual(expected);
});
