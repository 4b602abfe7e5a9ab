import { describe, expect, it } from "vitest";
import { TaskQueue, KeyedTaskQueue } from "../../../schema/task-queue.ts";

/** Works that end when they are told to, and what was begun so far. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => (): Promise<string> => {
    begun.push(name);
    return new Promise((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve(name))));
  };
  return { begun, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("turns", () => {
  it("begin in the order in which they were asked for, so many at once, also after one that failed", async () => {
    const { begun, work, end } = works();
    const turns = new TaskQueue(2);
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => turns.run(work(name)));
    expect(begun).toEqual([]);
    await turn();
    expect(begun).toEqual(["a", "b"]);
    end("b", new Error("no"));
    await expect(b).rejects.toThrow("no");
    await turn();
    expect(begun).toEqual(["a", "b", "c"]);
    end("a");
    end("c");
    expect(await Promise.all([a, c])).toEqual(["a", "c"]);
    await turn();
    end("d");
    expect(await d).toBe("d");
  });

  it("are settled when all that were asked for are done, failed ones among them", async () => {
    const { work, end } = works();
    const turns = new TaskQueue();
    let isSettled = false;
    await turns.settled();
    const failed = turns.run(work("a"));
    void turns.run(work("b"));
    const settled = turns.settled().then(() => (isSettled = true));
    await turn();
    end("a", new Error("no"));
    await expect(failed).rejects.toThrow("no");
    await turn();
    expect(isSettled).toBe(false);
    end("b");
    await settled;
  });

  it("of one key wait for each other, and not for those of another", async () => {
    const { begun, work, end } = works();
    const turns = new KeyedTaskQueue();
    const all = [turns.run("x", work("x1")), turns.run("x", work("x2")), turns.run("y", work("y1"))];
    await turn();
    expect(begun).toEqual(["x1", "y1"]);
    for (const name of ["x1", "y1"]) end(name);
    await turn();
    expect(begun).toEqual(["x1", "y1", "x2"]);
    all.push(turns.run("x", work("x3")));
    end("x2");
    await turn();
    end("x3");
    expect(await Promise.all(all)).toEqual(["x1", "x2", "y1", "x3"]);
  });
});
