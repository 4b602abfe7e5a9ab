import type { ReactiveController } from "lit";
import { expect, test } from "vitest";
import { ProblemError } from "../../../client/api/http.ts";
import { Refetch } from "../../../client/app/refetch.ts";
import type { Session } from "../../../client/app/session-context.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import { turn } from "../../helpers/runner/turn.ts";

/** One fetch: who asked for it may be answered, or refused, whenever the test wants. */
interface Asked {
  signal: AbortSignal;
  answer(words: string): Promise<void>;
  fail(problem: Error): Promise<void>;
}

/** An element with something fetched, as far as a controller sees one. */
function element(): {
  controller: ReactiveController;
  refetch: Refetch<string>;
  shown: string[];
  /** The next fetch that is asked for. */
  asked(): Promise<Asked>;
  say(event: ServerEvent["type"]): void;
  listeners: Set<(event: ServerEvent) => void>;
  /** What waits for the server to be in reach again. */
  reached: Set<() => void>;
} {
  const reached = new Set<() => void>();
  const listeners = new Set<(event: ServerEvent) => void>();
  const session = {
    events: {
      listen: (listener: (event: ServerEvent) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  } as unknown as Session;
  const waiting: Asked[] = [];
  const wanted: ((asked: Asked) => void)[] = [];
  const shown: string[] = [];
  let controller: ReactiveController = {};
  const host = {
    addController: (added: ReactiveController) => void (controller = added),
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  const refetch = new Refetch<string>(host, {
    session: () => session,
    isOld: ({ type }) => type === "counts",
    fetch: (signal) =>
      new Promise((resolve, reject) => {
        const asked: Asked = {
          signal,
          answer: (words) => (resolve(words), turn()),
          fail: (problem) => (reject(problem), turn()),
        };
        const next = wanted.shift();
        if (next) next(asked);
        else waiting.push(asked);
      }),
    take: (words) => void shown.push(words),
    restMs: 0,
    reach: {
      isAway: false,
      whenReached: (open) => (reached.add(open), () => reached.delete(open)),
      lost: () => {},
      opened: () => {},
    },
  });
  return {
    controller,
    refetch,
    shown,
    listeners,
    reached,
    asked: () => {
      const there = waiting.shift();
      return there ? Promise.resolve(there) : new Promise((resolve) => wanted.push(resolve));
    },
    say: (type) => {
      for (const listener of listeners) listener({ type } as ServerEvent);
    },
  };
}

test("what is shown is fetched when the element comes, and once for events that come together", async () => {
  const { controller, refetch, shown, asked, say } = element();
  controller.hostConnected?.();
  await (await asked()).answer("first");
  say("counts");
  say("counts");
  say("hello");
  say("members");
  await (await asked()).answer("second");
  expect(shown).toEqual(["first", "second"]);
  expect(refetch.problem).toBeNull();
});

test("an older answer never stands over a later one, and one that hangs holds nothing up", async () => {
  const { controller, refetch, shown, asked } = element();
  controller.hostConnected?.();
  const first = await asked();
  void refetch.load();
  const second = await asked();
  void refetch.load();
  const third = await asked();
  await second.answer("second");
  expect(first.signal.aborted).toBe(true);
  await first.answer("first");
  await third.fail(new Error("away"));
  expect(shown).toEqual(["second"]);
  expect(refetch.problem).toEqual(new Error("away"));
});

test("an element that is gone shows nothing any more and hears nothing, and begins anew when it is back", async () => {
  const { controller, refetch, shown, asked, listeners } = element();
  controller.hostConnected?.();
  const first = await asked();
  controller.hostDisconnected?.();
  controller.hostUpdate?.();
  await first.answer("late");
  expect([shown, listeners.size, refetch.problem]).toEqual([[], 0, null]);
  controller.hostConnected?.();
  await (await asked()).answer("again");
  expect([shown, listeners.size]).toEqual([["again"], 1]);
});

test("what failed out of reach is fetched again once the server is there, though no connection was made anew", async () => {
  const { controller, refetch, shown, asked, reached } = element();
  controller.hostConnected?.();
  await (await asked()).fail(new ProblemError("offline"));
  expect([refetch.problem, reached.size]).toEqual([new ProblemError("offline"), 1]);
  for (const open of reached) open();
  await (await asked()).answer("back");
  expect([shown, refetch.problem, reached.size]).toEqual([["back"], null, 0]);
  void refetch.load();
  await (await asked()).fail(new ProblemError("offline"));
  controller.hostDisconnected?.();
  expect(reached.size).toBe(0);
});
