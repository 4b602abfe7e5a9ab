import type { Seat } from "./browser.ts";

/** Answers of the server wait on their way until what comes back is called, which ends when they are there. */
export async function holdAnswers(seat: Seat, url: string): Promise<() => Promise<void>> {
  let resolve = (): void => undefined;
  const released = new Promise<void>((then) => (resolve = then));
  await seat.page.route(url, async (route) => {
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  return async () => {
    const arrived = seat.page.waitForEvent("requestfinished", (request) => request.method() === "POST");
    resolve();
    await arrived;
    // What reads the answer has had its turn.
    await seat.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await seat.page.unroute(url);
  };
}
