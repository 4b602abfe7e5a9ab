import type { Seat } from "./browser.ts";

/**
 * Answers of the server to what is posted there wait on their way until what comes back is called, which ends when they are there.
 * Later ones pass. The route stays: one that is taken off while an answer is on its way would be answered twice.
 */
export async function holdAnswers(seat: Seat, url: string): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  let isHeld = true;
  const released = new Promise<void>((then) => (release = then));
  await seat.page.route(url, async (route) => {
    if (!isHeld || route.request().method() !== "POST") return route.fallback();
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  return async () => {
    const arrived = seat.page.waitForEvent("requestfinished", (request) => request.method() === "POST");
    isHeld = false;
    release();
    await arrived;
    // What reads the answer has had its turn.
    await seat.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  };
}
