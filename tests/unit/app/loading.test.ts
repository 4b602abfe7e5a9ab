import type { ReactiveController } from "lit";
import { expect, test } from "vitest";
import { Loading } from "../../../client/elements/loading.ts";
import { turn } from "../../helpers/runner/turn.ts";

interface Asked {
  what: string;
  signal: AbortSignal;
  answer(words: string): Promise<void>;
  fail(problem: Error): Promise<void>;
}

/** An element that shows something fetched, as far as a controller sees one. */
function element() {
  const controllers: ReactiveController[] = [];
  const host = {
    addController: (added: ReactiveController) => void controllers.push(added),
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  const shown = { what: "tags" };
  const asked: Asked[] = [];
  const loading = new Loading(
    host,
    () => [shown.what] as const,
    ([what], { signal }) =>
      new Promise<string>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        const answer = (words: string): Promise<void> => (resolve(words), turn());
        const fail = (problem: Error): Promise<void> => (reject(problem), turn());
        asked.push({ what, signal, answer, fail });
      }),
  );
  return {
    loading,
    asked,
    draw: (what: string) => {
      shown.what = what;
      for (const each of controllers) each.hostUpdate?.();
    },
    leave: () => {
      for (const each of controllers) each.hostDisconnected?.();
      return turn();
    },
    comeBack: () => {
      for (const each of controllers) each.hostConnected?.();
    },
  };
}

test("what is shown is fetched once, and anew where it is something else; the one before is given up", async () => {
  const { loading, asked, draw } = element();
  draw("tags");
  draw("tags");
  expect(asked.map(({ what }) => what)).toEqual(["tags"]);
  draw("threads");
  expect(asked.map(({ what }) => what)).toEqual(["tags", "threads"]);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  await asked[1]?.answer("two threads");
  expect(loading.answer).toBe("two threads");
});

test("an answer stays while another one is under way, and where that fails", async () => {
  const { loading, asked, draw } = element();
  draw("tags");
  await asked[0]?.answer("five tags");
  draw("threads");
  expect([loading.answer, loading.problem]).toEqual(["five tags", null]);
  const problem = new Error("offline");
  await asked[1]?.fail(problem);
  expect([loading.answer, loading.problem]).toEqual(["five tags", problem]);
  void loading.run();
  expect(loading.problem).toBeNull();
  await asked[2]?.answer("two threads");
  expect([loading.answer, loading.problem]).toEqual(["two threads", null]);
});

test("a fetch is given up when its element goes, and begun again when that comes back", async () => {
  const { loading, asked, draw, leave, comeBack } = element();
  comeBack();
  draw("tags");
  await leave();
  expect(asked[0]?.signal.aborted).toBe(true);
  comeBack();
  expect([asked.length, loading.problem]).toEqual([2, null]);
  await asked[1]?.answer("five tags");
  expect(loading.answer).toBe("five tags");

  await leave();
  comeBack();
  expect(asked.length).toBe(2);
});
