import type { Browser } from "playwright";
import { beforeAll } from "vitest";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../network/test-server.ts";
import { fileEnd } from "../runner/file-end.ts";
import { launch, Seat } from "./browser.ts";

/** Of a seat that is taken: what it is to hear, and what is done with its page before anything is opened there. */
interface Taking {
  hears?: boolean;
  before?: (seat: Seat) => Promise<unknown>;
}

/**
 * A server that the tests of a file have together, and seats at it: whoever sat there before goes on at the page that is open,
 * by links, for to open it anew takes four times as long. For tests that each have a verdict or a document of their own.
 */
export class KeptSeats {
  browser!: Browser;
  server!: TestServer;
  private readonly seats = new Map<string, Seat>();
  private readonly end = fileEnd();

  constructor() {
    beforeAll(async () => {
      this.browser = await launch();
      this.server = await startTestServer(this.end);
    });
  }

  /** The person at this address; what the page logged in a test that it was not to is that test's failure. */
  async at(test: Teardown, who: Person, path: string, taking: Taking = {}): Promise<Seat> {
    const kept = this.seats.get(who.cookie);
    const options = { cookie: who.cookie, hears: taking.hears === true };
    const seat = kept ?? (await Seat.take(this.end, this.browser, this.server.url, options));
    this.seats.set(who.cookie, seat);
    test.onTestFinished(async () => seat.rest());
    if (!kept) {
      await taking.before?.(seat);
      await seat.page.goto(path);
    } else await seat.goOn(path);
    return seat;
  }

  /** As `at`, at a verdict with its text and all its rooms. */
  async atVerdict(test: Teardown, who: Person, verdict: VerdictId, taking: Taking = {}): Promise<Seat> {
    const seat = await this.at(test, who, `/verdicts/${verdict}`, taking);
    await seat.page.locator("coram-verdict-text .vt-block").first().waitFor();
    await seat.isSaved();
    return seat;
  }
}
