import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventStream } from "../../../../client/api/events.ts";
import { Reach, type Reaching } from "../../../../client/api/reach.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  readyState = FakeSocket.CONNECTING;

  constructor() {
    super();
    made.push(this);
  }

  say(data: unknown): void {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new MessageEvent("message", { data: typeof data === "string" ? data : JSON.stringify(data) }));
  }

  end(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  close(): void {
    this.readyState = 3;
  }
}

const made: FakeSocket[] = [];
const real = window.WebSocket;
const HELLO = { type: "hello", serverStart: "now" };
/** A server that is always in reach. */
const NEAR: Reaching = {
  isAway: false,
  whenReached(open) {
    open();
    return () => undefined;
  },
  lost: () => undefined,
  opened: () => undefined,
};
let stream: EventStream;
let heard: ServerEvent[];

beforeEach(() => {
  made.length = 0;
  heard = [];
  vi.useFakeTimers();
  window.WebSocket = FakeSocket as unknown as typeof WebSocket;
  stream = new EventStream("ws://coram.example/api/events", NEAR);
  stream.listen((event) => heard.push(event));
  stream.open();
});

afterEach(() => {
  stream.close();
  window.WebSocket = real;
  // What waits for the turn after a drawing is the page's, and the page goes on in the next file.
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
});

describe("EventStream", () => {
  it("passes on events of the protocol and nothing else", () => {
    for (const frame of [HELLO, "not json", { type: "gossip" }, { type: "members" }]) made[0]?.say(frame);
    expect(heard.map(({ type }) => type)).toEqual(["hello", "members"]);
  });

  it("is lost from the first in a tab that is opened out of reach, and open once the server answers", () => {
    let answered = (): void => undefined;
    const far: Reaching = { ...NEAR, whenReached: (open) => ((answered = open), () => undefined) };
    const opened = new EventStream("ws://coram.example/api/events", far);
    const states: string[] = [];
    opened.watch((state) => states.push(state));
    opened.open();
    answered();
    made.at(-1)?.say(HELLO);
    expect(states).toEqual(["connecting", "lost", "open"]);
    opened.close();
  });

  it("comes back by itself when the server went away, and says hello again so that pages refetch", () => {
    const states: string[] = [];
    stream.watch((state) => states.push(state));
    made[0]?.say(HELLO);
    made[0]?.end(1006);
    vi.runAllTimers();
    expect(made.length).toBe(2);
    made[1]?.say(HELLO);
    expect(heard.map(({ type }) => type)).toEqual(["hello", "hello"]);
    expect(states).toEqual(["connecting", "open", "lost", "open"]);
  });

  it("is lost at once where the browser has no network, though its socket stands open, and comes back with it", () => {
    let answered = (): void => undefined;
    let isAway = false;
    const far: Reaching = {
      ...NEAR,
      get isAway() {
        return isAway;
      },
      whenReached: (open) => (isAway ? ((answered = open), () => undefined) : (open(), () => undefined)),
    };
    const opened = new EventStream("ws://coram.example/api/events", far);
    const states: string[] = [];
    opened.watch((state) => states.push(state));
    opened.open();
    made.at(-1)?.say(HELLO);
    isAway = true;
    dispatchEvent(new Event("offline"));
    expect(states).toEqual(["connecting", "open", "lost"]);
    vi.advanceTimersByTime(1000);
    expect(made.length).toBe(2);
    answered();
    made.at(-1)?.say(HELLO);
    expect([made.length, states.at(-1)]).toEqual([3, "open"]);
    opened.close();
  });

  it("waits longer from try to try", () => {
    const waits: number[] = [];
    for (let at = 0; at < 6; at++) {
      const before = Date.now();
      made.at(-1)?.end(1006);
      vi.advanceTimersToNextTimer();
      waits.push(Date.now() - before);
    }
    // With jitter between 0.3 and 1 of 500 ms doubled each time.
    waits.forEach((wait, at) => {
      expect(wait).toBeGreaterThanOrEqual(150 * 2 ** at);
      expect(wait).toBeLessThanOrEqual(500 * 2 ** at);
    });
  });

  it("has thirty pages return within three seconds once a server answers again, and not at once", async () => {
    let isUp = true;
    const returned: number[] = [];
    const pages = Array.from({ length: 30 }, () => {
      const reach = new Reach(() => Promise.resolve(isUp), true);
      const page = new EventStream("ws://coram.example/api/events", reach);
      page.open();
      const socket = made.at(-1);
      socket?.say(HELLO);
      page.listen(({ type }) => type === "hello" && returned.push(Date.now()));
      return { page, socket };
    });
    const first = made.length;
    isUp = false;
    for (const { socket } of pages) socket?.end(1006);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(made.length).toBe(first);
    isUp = true;
    const upAt = Date.now();
    for (let ms = 0; ms < 3_000; ms += 250) {
      const opened = made.length;
      await vi.advanceTimersByTimeAsync(250);
      for (const socket of made.slice(opened)) socket.say(HELLO);
    }
    expect(returned).toHaveLength(30);
    const waits = returned.map((at) => at - upAt);
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(500);
    for (const { page } of pages) page.close();
  });

  it("has a page wait for its first hello, for a second and no longer, and for no later one", async () => {
    const seen: string[] = [];
    const wait = (name: string): Promise<void> => stream.settled().then(() => void seen.push(name));
    void wait("of a server that is slow");
    await vi.advanceTimersByTimeAsync(900);
    const second = wait("of the same, later");
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(seen).toEqual(["of a server that is slow"]);
    made[0]?.say(HELLO);
    await second;
    made[0]?.end(1006);
    await wait("of one that was lost");
    vi.advanceTimersToNextTimer();
    await wait("of one that comes back");
    expect(seen.slice(1)).toEqual(["of the same, later", "of one that was lost", "of one that comes back"]);
  });

  it("has the session asked for after a refusal, and once more where that failed, with longer waits", () => {
    const states: string[] = [];
    stream.watch((state) => states.push(state));
    made[0]?.end(4403);
    expect(states).toEqual(["connecting", "ended"]);
    expect(heard.map(({ type }) => type)).toEqual(["hello"]);
    // Not in a circle.
    expect(made.length).toBe(1);
    vi.runAllTimers();
    expect(made.length).toBe(2);
    made[1]?.end(4401);
    expect(heard.map(({ type }) => type)).toEqual(["hello", "hello"]);
    // Nobody is signed in, and so the shell closes it.
    stream.close();
    vi.runAllTimers();
    expect(made.length).toBe(2);
  });
});

describe("a session that the server ends", () => {
  it("is asked for at once, and the server is not said to be away", async () => {
    const states: string[] = [];
    stream.watch((state) => states.push(state));
    made[0]?.say(HELLO);
    made[0]?.end(4501);
    expect(heard.map(({ type }) => type)).toEqual(["hello", "hello"]);
    expect(states).toEqual(["connecting", "open", "ended"]);
    // Where asking failed, or somebody is signed in here anew, it comes back by itself.
    await vi.runAllTimersAsync();
    expect(made.length).toBe(2);
  });

  it("is knocked for no more by whom the answer shows that nobody is signed in", () => {
    stream.listen(() => stream.close());
    made[0]?.end(4501);
    vi.runAllTimers();
    expect(made.length).toBe(1);
  });
});

describe("Reach", () => {
  const isOnline = (online: boolean): unknown =>
    Object.defineProperty(navigator, "onLine", { value: online, configurable: true });
  afterEach(() => Reflect.deleteProperty(navigator, "onLine"));

  function rooms(answers: boolean[], isNear = false): { reach: Reach; counts: { asked: number; opened: number } } {
    const counts = { asked: 0, opened: 0 };
    const reach = new Reach(() => {
      counts.asked++;
      return Promise.resolve(answers.shift() ?? false);
    }, isNear);
    reach.lost();
    for (let room = 0; room < 5; room++) reach.whenReached(() => counts.opened++);
    return { reach, counts };
  }

  it("after a failure opens no socket before a request was answered, which asks for all that wait", async () => {
    isOnline(true);
    const { reach, counts } = rooms([false, false, true]);
    expect(counts).toEqual({ asked: 0, opened: 0 });
    await vi.runAllTimersAsync();
    expect(counts).toEqual({ asked: 3, opened: 5 });
    // In reach again: at once, and nobody is asked.
    reach.whenReached(() => counts.opened++);
    expect(counts).toEqual({ asked: 3, opened: 6 });
  });

  it("tries nothing while the browser is offline, and asks when it is online again; what was called off stays closed", async () => {
    isOnline(false);
    const { reach, counts } = rooms([true]);
    const callOff = reach.whenReached(() => counts.opened++);
    await vi.runAllTimersAsync();
    expect(counts).toEqual({ asked: 0, opened: 0 });
    callOff();
    isOnline(true);
    dispatchEvent(new Event("online"));
    await vi.runAllTimersAsync();
    expect(counts).toEqual({ asked: 1, opened: 5 });
  });

  it("asks a server on this very machine although the browser is offline, and opens no socket before it answers", async () => {
    isOnline(false);
    const { counts } = rooms([false, true], true);
    await vi.runAllTimersAsync();
    expect(counts).toEqual({ asked: 2, opened: 5 });
  });
});
