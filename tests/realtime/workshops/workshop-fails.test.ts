import { expect, test } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { DEPUTY_WAITS_MS } from "../../../schema/domain/workshop/floor.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { listen } from "../../helpers/rooms/coded-rounds.ts";
import { fullDisk } from "../../helpers/rooms/bad-disk.ts";
import { startChildServer } from "../../chaos/child-server.ts";
import { fillFolder } from "../../chaos/network-on-disk.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { SlipRoom } from "../../../schema/rooms/slip-room.ts";
import { restarted } from "../../helpers/network/restarted.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { seat } from "../../helpers/workshops/ballots.ts";
import { aPassage, aPlan, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";
import { Browser, comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { beginSilence, mark, openSlip, setHandedIn, slipsOf, turnTo } from "../../helpers/workshops/silence.ts";
import { seen } from "../../helpers/browser/seen.ts";

/*
 * Point 9 of the design of workshops: each row of what fails, and where it is tested (`door`, `lost` … are `workshop-door.test.ts` beside
 * this; no letter: here).
 *
 * | what fails                 | test                                                                                            |
 * |----------------------------|-------------------------------------------------------------------------------------------------|
 * | holder's laptop dies       | lost: a browser that is killed; a machine that says no goodbye; two who take the floor at once;  |
 * |                            | client/client-workshop: pages say what moved, and when a deputy's turn comes                     |
 * | wifi drops for one         | client/client-slip: before the reveal and after it, at hand-in; a guest's in the flow `guest`    |
 * | a phone sleeps             | lost: a guest's phone sleeps through the end of a silence; of thirty phones two sleep            |
 * | 30 phones, one address     | door: thirty come from one address amid wrong codes                                              |
 * | guest disturbs             | door: who is dismissed is out within a second; guest: their question goes with them;            |
 * |                            | attendance: who is sent out sits there no more                                                   |
 * | code photographed          | door: knocks from a quarter of an hour on; a new code is one command                             |
 * | server restarts            | after a restart; elements/shell/shell-events: thirty pages return within three seconds          |
 * | a screen is lost           | lost: a screen that was switched off, or its server                                              |
 * | disk full                  | on a full disk                                                                                  |
 * | stage withdrawn            | a stage that is withdrawn; door: of a verdict that is only cleared; the flow `screen`           |
 * | redaction in a step        | words erased in a step; words redacted in a step                                                |
 * | no network                 | paper: slips are printed, and what was counted by hand stands beside the reveal                  |
 */

const WORDS = "She could go out to a shop.";

/** A screen of a workshop that the facilitator has paired. */
async function pairedScreen(server: TestServer, workshop: string): Promise<Browser> {
  const screen = new Browser(server);
  const shown = ScreenView.parse(await (await screen.ask("POST", "/api/screens")).json());
  const digits = shown.state === "pairing" ? shown.digits : "";
  await server.ask(server.people.facilitator, "POST", `/api/workshops/${workshop}/screens`, { digits });
  return screen;
}

async function shownOn(screen: Browser): Promise<Extract<ScreenView, { state: "paired" }>> {
  const view = ScreenView.parse(await (await screen.ask("GET", "/api/screens")).json());
  if (view.state !== "paired") throw new Error("no screen");
  return view;
}

test("words erased in a step go from guests and screens, which show none of it meanwhile; what was marked before counts where it lies now", async (context) => {
  let isSeen: () => void = () => undefined;
  let screen: Browser | null = null;
  const during: Extract<ScreenView, { state: "paired" }>[] = [];
  const wasSeen = new Promise<void>((resolve) => (isSeen = resolve));
  const server = await startTestServer(context, {
    onErasureStep: async () => {
      if (!screen || during.length > 0) return;
      during.push(await shownOn(screen));
      isSeen();
    },
  });
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const words = `Marko Petrović said it. ${WORDS}`;
  const marked = { start: words.indexOf("She"), end: words.length };
  const { verdict } = await server.newVerdict(words, { stage: "cleared-for-guests" });
  const coders = [facilitator, otherFacilitator, lawyer, otherLawyer];
  const of = await beginSilence(server, verdict.id, words, coders);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  for (const who of coders) {
    await mark(await openSlip(server, of, who), "means.force", marked);
    await setHandedIn(server, of, who, true);
  }
  const heard = await listen(server, await guest.person());
  const before = heard.length;
  screen = await pairedScreen(server, of.workshop.id);
  expect((await shownOn(screen)).shown.step?.passages).toHaveLength(1);
  const erase = { kind: "term", forms: ["Marko Petrović"], token: "[Victim A]" };
  const path = `/api/verdicts/${verdict.id}/erasures`;
  expect((await server.ask(facilitator, "POST", path, erase)).ok).toBe(true);
  await wasSeen;
  expect(during[0]).toMatchObject({ isChanging: true, shown: { step: { passages: [], groups: [] } } });
  await seen(() => expect(heard.slice(before)).toContainEqual(expect.objectContaining({ type: "workshop" })));
  const paragraphs = [{ text: `[Victim A] said it. ${WORDS}` }];
  await seen(async () => {
    const view = screen && (await shownOn(screen));
    expect(view).toMatchObject({ isChanging: false, shown: { step: { passages: [{ paragraphs }] } } });
  });
  expect((await guest.attending()).step?.passages).toMatchObject([{ paragraphs }]);
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  const [reveal] = (await slipsOf(server, of, facilitator)).reveals;
  const start = "[Victim A] said it. ".length;
  expect(reveal?.groups[0]?.passages[0]?.categories).toMatchObject([
    { category: "means.force", slips: 4, words: [{ start, end: start + WORDS.length, slips: 4 }] },
  ]);
});

test("words redacted in a step are read by guests and screens as they are now, and marks of the silence count where they lie", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const [name, token] = ["Petra Lukova", "[Victim A]"];
  const words = `${name} said it. ${WORDS}`;
  const { verdict } = await server.newVerdict(words, { stage: "cleared-for-guests" });
  const before = [facilitator, otherFacilitator, lawyer];
  const of = await beginSilence(server, verdict.id, words, [...before, otherLawyer]);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const screen = await pairedScreen(server, of.workshop.id);
  const heard = await listen(server, await guest.person());
  const at = { start: words.indexOf("She"), end: words.length };
  for (const who of before) await mark(await openSlip(server, of, who), "means.force", at);
  const known = heard.length;
  const edits = [{ start: 0, end: name.length, insert: token }];
  const redact = { baseRevision: 1, kind: "redact", edits };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, redact)).status).toBe(200);
  // Guests are told of no verdict, but that the workshop is to be looked at.
  await seen(() => expect(heard.slice(known)).toContainEqual(expect.objectContaining({ type: "workshop" })));
  const paragraphs = [{ text: words.replace(name, token) }];
  expect((await guest.attending()).step?.passages).toMatchObject([{ paragraphs }]);
  expect(await shownOn(screen)).toMatchObject({ isChanging: false, shown: { step: { passages: [{ paragraphs }] } } });
  for (const told of [await guest.ask("GET", "/api/attending"), await screen.ask("GET", "/api/screens")])
    expect(await told.text()).not.toContain(name);
  // One more is written in the text as it is now, and all say the same of the same words.
  const moved = { start: at.start + token.length - name.length, end: at.end + token.length - name.length };
  const late = await openSlip(server, of, otherLawyer);
  await late.client.write((doc) => {
    const anchor = { revision: 2, ranges: [moved] };
    const category = CategoryId.parse("means.force");
    new SlipRoom(doc).add({ category, edition: late.slip.edition, anchor }, new Date().toISOString());
  });
  for (const who of [...before, otherLawyer]) await setHandedIn(server, of, who, true);
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  const [reveal] = (await slipsOf(server, of, facilitator)).reveals;
  expect(reveal?.groups[0]?.passages[0]?.categories).toMatchObject([
    { category: "means.force", slips: 4, words: [{ ...moved, slips: 4 }] },
  ]);
});

test("a stage that is withdrawn takes the text from guests and screens at once, with slips and votes", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const slip = await openSlip(server, of, await guest.person());
  const screen = await pairedScreen(server, of.workshop.id);
  const place = { term: 1, n: 1, verdict: verdict.id, revision: 1, block: 0 };
  const path = `/api/workshops/${of.workshop.id}/pointer`;
  expect((await server.ask(facilitator, "POST", path, place)).status).toBe(204);
  // In silence nobody is followed.
  expect((await shownOn(screen)).pointer).toBeNull();
  await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  expect(await slip.client.closed).toBe(CLOSE.noAccess);
  for (const browser of [guest, screen]) {
    const told = await (await browser.ask("GET", browser === guest ? "/api/attending" : "/api/screens")).text();
    for (const gone of [WORDS, verdict.id]) expect(told).not.toContain(gone);
  }
});

test("a stage that is withdrawn takes from guests and screens where the holder is", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await openWorkshop(server, { steps: [aStep({ kind: "read", passages: [aPassage(verdict.id, WORDS)] })] });
  await turnTo(server, of, "on");
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const screen = await pairedScreen(server, of.workshop.id);
  const place = { verdict: verdict.id, revision: 1, block: 0 };
  const path = `/api/workshops/${of.workshop.id}/pointer`;
  expect((await server.ask(facilitator, "POST", path, { ...place, term: 1, n: 1 })).status).toBe(204);
  expect((await shownOn(screen)).pointer).toEqual(place);
  await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  expect((await shownOn(screen)).pointer).toBeNull();
  const later = await listen(server, await guest.person());
  expect(later.map(({ type }) => type)).toEqual(["hello"]);
});

test("after a restart the clock and slips are as they were, and the holder's silence is counted anew", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const step = aStep({ kind: "code", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { deputies: [lawyer.member.id], steps: [step] });
  await seat(server, of, [facilitator, lawyer]);
  await turnTo(server, of, "read");
  await turnTo(server, of, "silence");
  const { slip, client } = await openSlip(server, of, lawyer);
  await mark({ slip, client }, "means.force", { start: 0, end: 9 });
  const before = await workshopOf(server, lawyer, of);
  let laterMs = 0;
  const elapsed = (): number => performance.now() + laterMs;
  const again = await restarted(context, server.config.dataFolder, { elapsed });
  const { term } = before.workshop;
  const ask = (method: string, sub: string, body?: object): Promise<Response> =>
    fetch(`${again.url}/api/workshops/${of.workshop.id}${sub}`, {
      method,
      headers: { cookie: lawyer.cookie, origin: again.url, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
  const there = WorkshopView.parse(await (await ask("GET", "")).json());
  expect(there.steps[0]).toMatchObject({ phase: "silence", endsAt: before.steps[0]?.endsAt });
  expect(there.workshop).toMatchObject({ holder: facilitator.member.id, term });
  const silentBefore = (await workshopOf(server, lawyer, of)).holderSilentMs ?? 0;
  expect(there.holderSilentMs).toBeLessThan(silentBefore);
  // A deputy waits ten seconds from now on.
  expect((await ask("POST", "/floor/take", { term })).status).toBe(403);
  laterMs = DEPUTY_WAITS_MS;
  const taken = await viewFrom(ask("POST", "/floor/take", { term }));
  expect(taken).toMatchObject({
    workshop: { holder: lawyer.member.id, term: term + 1 },
    steps: [{ phase: "silence" }],
  });
  const own = OwnSlip.parse(await (await ask("POST", `/steps/${step.id}/slip`)).json());
  expect(own).toMatchObject({ id: slip.id, handedInAt: null, rooms: [{ room: slip.rooms[0]?.room, right: "write" }] });
  const back = await RawClient.joinAt(again, own.rooms[0]?.room ?? "", lawyer);
  expect(new SlipRoom(back.doc).marks()).toMatchObject([{ category: "means.force" }]);
});

test("on a full disk commands are refused in words, and reading and following go on", async (context) => {
  const disk = await fullDisk(context, 8);
  const { facilitator, lawyers } = await fillFolder(disk.folder, 2, 1);
  const server = await startChildServer(disk.folder);
  context.onTestFinished(async () => void (await server.end("SIGKILL")));
  const ask = (method: string, path: string, body?: object, who = facilitator): Promise<Response> =>
    fetch(server.url + path, {
      method,
      headers: { cookie: who.cookie, origin: server.url, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
  const [listed] = NetworkView.parse(await (await ask("GET", "/api/network")).json()).verdicts;
  if (!listed) throw new Error("no verdict");
  const step = aStep({ kind: "read", passages: [aPassage(listed.verdict.id, WORDS)] });
  const { workshop } = await viewFrom(ask("POST", "/api/workshops", aPlan({ steps: [step] })));
  const path = `/api/workshops/${workshop.id}`;
  await viewFrom(ask("PUT", `${path}/state`, { course: 1, to: "open" }));
  const led = await viewFrom(ask("POST", `${path}/floor/take`, { term: 0 }));
  const { term, course } = led.workshop;
  await viewFrom(ask("PUT", `${path}/steps/${step.id}/phase`, { to: "on", term, course }));
  const heard = await listen(server, lawyers[0] ?? facilitator);

  await disk.fail(server.pid);
  // Small writes may still find room in what the database has taken before.
  let refused: Response;
  do refused = await ask("POST", `${path}/parked`, { words: "x".repeat(500) });
  while (refused.ok);
  expect(refused.status).toBe(503);
  expect(Problem.parse(await refused.json()).code).not.toBe("internal");
  expect((await viewFrom(ask("GET", path))).steps[0]).toMatchObject({ phase: "on" });
  const place = { term, n: 1, verdict: listed.verdict.id, revision: 1, block: 0 };
  expect((await ask("POST", `${path}/pointer`, place)).status).toBe(204);
  await seen(() => expect(heard).toContainEqual(expect.objectContaining({ type: "pointer", n: 1 })));
  await disk.repair(server.pid);
});
