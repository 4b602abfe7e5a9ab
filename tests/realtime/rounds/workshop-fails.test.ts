import { expect, test, vi } from "vitest";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { listen } from "../../helpers/rooms/coded-rounds.ts";
import { Browser, comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { beginSilence, mark, openSlip, setHandedIn, slipsOf, turnTo } from "../../helpers/workshops/silence.ts";

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
  const seen = new Promise<void>((resolve) => (isSeen = resolve));
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
  await seen;
  expect(during[0]).toMatchObject({ isChanging: true, shown: { step: { passages: [], groups: [] } } });
  await vi.waitFor(() => expect(heard.slice(before)).toContainEqual(expect.objectContaining({ type: "workshop" })));
  const paragraphs = [{ text: `[Victim A] said it. ${WORDS}` }];
  await vi.waitFor(async () => {
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

test("a stage that is withdrawn takes the text from guests and screens at once, with slips, votes and where the holder is", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const slip = await openSlip(server, of, await guest.person());
  const screen = await pairedScreen(server, of.workshop.id);
  const place = { term: 1, n: 1, verdict: verdict.id, revision: 1, block: 0, start: 0, end: 9 };
  const path = `/api/workshops/${of.workshop.id}/pointer`;
  expect((await server.ask(facilitator, "POST", path, place)).status).toBe(204);
  expect((await shownOn(screen)).pointer).toMatchObject({ block: 0, start: 0, end: 9 });
  await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  expect(await slip.client.closed).toBe(CLOSE.noAccess);
  for (const browser of [guest, screen]) {
    const told = await (await browser.ask("GET", browser === guest ? "/api/attending" : "/api/screens")).text();
    for (const gone of [WORDS, verdict.id]) expect(told).not.toContain(gone);
  }
  const later = await listen(server, await guest.person());
  expect(later.map(({ type }) => type)).toEqual(["hello"]);
});
