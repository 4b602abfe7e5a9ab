import { expect, test, type TestContext, vi } from "vitest";
import { WebSocket } from "ws";
import { ProblemError } from "../../../client/api/http.ts";
import { WorkshopModel } from "../../../client/workshops/workshop-model.ts";
import { DEPUTY_WAITS_MS } from "../../../schema/domain/workshop/floor.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { listen } from "../../helpers/rooms/coded-rounds.ts";
import { seat } from "../../helpers/workshops/ballots.ts";
import { aStep, openWorkshop } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

/** The page of somebody at a workshop: one reaches the server by paths alone, as in a browser, and hears its events. */
function pageOf(
  context: TestContext,
  server: TestServer,
  who: Person,
  { workshop }: WorkshopView,
  isSeen = () => true,
): WorkshopModel {
  const socket = new WebSocket(`${server.url.replace(/^http/, "ws")}/api/events`, {
    headers: { cookie: who.cookie, origin: server.url },
  });
  const events = {
    listen(listener: (event: ServerEvent) => void) {
      socket.on("message", (data: Buffer) => listener(ServerEvent.parse(JSON.parse(data.toString()))));
      return () => socket.close();
    },
    watch: () => () => undefined,
  };
  const needs = { id: workshop.id, me: who.member.id, events, onChange: () => undefined, isSeen };
  const page = new WorkshopModel(needs);
  page.start();
  context.onTestFinished(() => page.stop());
  return page;
}

/** What pages ask for here is asked by somebody. */
function askAs(context: TestContext, server: TestServer, { cookie }: Person): void {
  const real = globalThis.fetch;
  globalThis.fetch = (path, init = {}) =>
    typeof path === "string" && path.startsWith("/")
      ? real(server.url + path, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), origin: server.url, cookie },
        })
      : real(path, init);
  context.onTestFinished(() => void (globalThis.fetch = real));
}

test("a page hears how the workshop stands, leads it, and says what moved under it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const opened = await openWorkshop(server, { steps: [aStep(), aStep({ title: "Second" })] });
  askAs(context, server, facilitator);
  const [desk, other] = [pageOf(context, server, facilitator, opened), pageOf(context, server, facilitator, opened)];
  await seen(() => expect([desk.view, other.view]).not.toContain(null));
  const [first, second] = opened.steps;
  if (!first || !second) throw new Error("No steps");

  expect(await desk.turn(first.id, "on")).toBe(true);
  await seen(() => expect(other.step).toMatchObject({ id: first.id, phase: "on" }));
  for (const { leftMs } of [desk, other]) expect(Math.round((leftMs ?? 0) / 60_000)).toBe(20);
  // Two presses in a row are one.
  const both = await Promise.all([desk.more(1), desk.more(1)]);
  expect(both).toEqual([true, false]);

  await seen(() => expect(other.view?.workshop.version).toBe(desk.view?.workshop.version));
  expect(await other.change("paused")).toBe(true);
  await seen(() => expect(desk.view?.workshop.state).toBe("paused"));
  expect(Math.round((desk.leftMs ?? 0) / 60_000)).toBe(21);
  expect(await desk.turn(second.id, "on")).toBe(false);
  expect(desk.refused).toEqual(new ProblemError("workshop-moved"));

  // Somebody who had the floor is told so, and what they may is taken from their page.
  const { lawyer } = server.people;
  const given = await server.ask(facilitator, "POST", `/api/workshops/${desk.id}/floor/give`, {
    term: 1,
    to: lawyer.member.id,
  });
  expect(given.status).toBe(200);
  await seen(() => expect(desk.view?.rights.lead).toBe(false));
  expect(desk.isHolder).toBe(false);
  expect(await desk.turn(second.id, "on")).toBe(false);
  expect(desk.refused).toEqual(new ProblemError("floor-moved"));
  expect(await desk.takeFloor()).toBe(true);
  expect([desk.isHolder, desk.view?.workshop.term, desk.refused]).toEqual([true, 3, null]);
});

test("a deputy's page knows how long the holder is silent, and when its own turn has come", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const opened = await openWorkshop(server, { deputies: [lawyer.member.id] });
  askAs(context, server, lawyer);
  // The facilitator has no page open: nothing is heard of her since the server began.
  const page = pageOf(context, server, lawyer, opened);
  await seen(() => expect(page.mayTakeFloor).toBe(true));
  expect(page.view?.rights.takeFloorAfterMs).toBe(10_000);
  expect(await page.takeFloor()).toBe(false);
  expect(page.refused).toEqual(new ProblemError("not-allowed"));
  server.advance(DEPUTY_WAITS_MS);
  // As it does every four seconds.
  await page.load();
  expect(page.holderSilentMs).toBeGreaterThanOrEqual(DEPUTY_WAITS_MS);
  expect(await page.takeFloor()).toBe(true);
  expect([page.isHolder, page.view?.workshop.term, page.refused]).toEqual([true, 2, null]);
});

test("what one says of one's own name in a row holds in that order, however late an answer comes", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const opened = await openWorkshop(server, { steps: [aStep()] });
  askAs(context, server, lawyer);
  const page = pageOf(context, server, lawyer, opened);
  await seen(() => expect(page.view).not.toBeNull());
  expect(await page.sit("en")).toBe(true);
  const real = globalThis.fetch;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let isFirst = true;
  globalThis.fetch = async (path, init) => {
    if (isFirst && typeof path === "string" && path.endsWith("/attendance/own")) {
      isFirst = false;
      await held;
    }
    return real(path, init);
  };
  context.onTestFinished(() => void (globalThis.fetch = real));
  const both = [
    page.decideName({ listed: true, named: true, remote: false }),
    page.decideName({ listed: false, named: false, remote: false }),
  ];
  setImmediate(release);
  expect(await Promise.all(both)).toEqual([true, true]);
  expect(page.view?.consents).toEqual({ listed: false, named: false, remote: false });
});

test("what one says of one's own name on one device stays said, and is shown, on the other", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const opened = await openWorkshop(server, { steps: [aStep()] });
  await seat(server, opened, [lawyer]);
  askAs(context, server, lawyer);
  const others = await listen(server, otherLawyer);
  const [laptop, phone] = [pageOf(context, server, lawyer, opened), pageOf(context, server, lawyer, opened)];
  await seen(() => expect([laptop.view, phone.view]).not.toContain(null));
  expect(await laptop.decideName({ listed: true })).toBe(true);
  expect(await phone.decideName({ named: true })).toBe(true);
  await seen(() => expect(laptop.view?.consents).toEqual({ listed: true, named: true, remote: false }));
  // Nothing was pressed: what was said holds.
  expect(await laptop.decideName({})).toBe(true);
  expect(laptop.view?.consents).toEqual({ listed: true, named: true, remote: false });
  expect(await laptop.raiseHand(true)).toBe(true);
  await seen(() => expect(others.map(({ type }) => type)).toContain("workshop"));
  expect(others.map(({ type }) => type)).not.toContain("consents");
});

test("the page of somebody who only takes part asks again by itself once it was not answered", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const opened = await openWorkshop(server, { steps: [aStep()] });
  askAs(context, server, lawyer);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  context.onTestFinished(() => void vi.useRealTimers());
  // It hears of nothing that would make it ask.
  const events = { listen: () => () => undefined, watch: () => () => undefined };
  const page = new WorkshopModel({ id: opened.workshop.id, me: lawyer.member.id, events, onChange: () => undefined });
  page.start();
  context.onTestFinished(() => page.stop());
  await seen(() => expect(page.view).not.toBeNull());
  expect([page.isHolder, page.mayTakeFloor]).toEqual([false, false]);
  const real = globalThis.fetch;
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  await page.load();
  globalThis.fetch = real;
  expect(page.isAway).toBe(true);
  vi.advanceTimersByTime(4000);
  await seen(() => expect(page.isAway).toBe(false));

  // What is refused was heard: nothing is lost, and it is asked again all the same.
  globalThis.fetch = () => Promise.resolve(Response.json({ code: "internal", params: {} }, { status: 500 }));
  await page.load();
  globalThis.fetch = real;
  expect([page.isAway, page.problem]).toEqual([false, new ProblemError("internal")]);
  vi.advanceTimersByTime(4000);
  await seen(() => expect(page.problem).toBeNull());
});

test("a command that did not reach the server is told until the server is back", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const opened = await openWorkshop(server, { steps: [aStep()] });
  askAs(context, server, lawyer);
  const page = pageOf(context, server, lawyer, opened);
  await seen(() => expect(page.view).not.toBeNull());
  await page.sit("en");
  const real = globalThis.fetch;
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  expect(await page.raiseHand(true)).toBe(false);
  await seen(() => expect(page.isAway).toBe(true));
  expect(page.refused).toEqual(new ProblemError("offline"));
  globalThis.fetch = real;
  await page.load();
  expect([page.isAway, page.refused]).toEqual([false, null]);
  // What the server itself refused stays until it is put away.
  expect(await page.takeFloor()).toBe(false);
  await page.load();
  expect(page.refused).toEqual(new ProblemError("not-allowed"));
});

test("a page says once in each phase that its member is there, while somebody looks at it and a step runs", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const opened = await openWorkshop(server);
  const { id } = opened.workshop;
  await seat(server, opened, [facilitator]);
  askAs(context, server, facilitator);
  const said: string[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = (path, init) => {
    if (typeof path === "string" && path.endsWith("/seat/here")) said.push(path);
    return real(path, init);
  };
  let isSeen = false;
  const page = pageOf(context, server, facilitator, opened, () => isSeen);
  await seen(() => expect(page.view).not.toBe(null));
  isSeen = true;
  page.beHere();
  const [first] = opened.steps;
  if (!first) throw new Error("No steps");
  isSeen = false;
  await page.turn(first.id, "on");
  await page.load();
  expect([said, await server.store.doors.presence(id)]).toEqual([[], []]);
  isSeen = true;
  page.beHere();
  await seen(async () => expect(await server.store.doors.presence(id)).toHaveLength(1));
  await page.load();
  page.beHere();
  expect(said).toHaveLength(1);
});
