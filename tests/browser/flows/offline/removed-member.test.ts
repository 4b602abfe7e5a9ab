import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

test("a removed member's page is the one that says so as soon as the server knows, with all that they had typed and type on, and no other field that they type on in", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(["He took her passport."]);
  const { facilitator, lawyer } = server.people;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await ana.selectByMouse("took her passport");
  await ana.act("Comment");
  await ana.page.keyboard.type("About to ask ");
  ana.mayLog("a lost connection", 401, 403, 404);
  // Whatever the page asks now is answered after all others are.
  let answer = (): void => undefined;
  const answered = new Promise<void>((then) => (answer = then));
  await ana.page.route(/\/api\//, (route) => answered.then(() => route.continue()));
  let come = (): void => undefined;
  const coming = new Promise<void>((then) => (come = then));
  await ana.page.route(/coram-sign-in-page[^/]*\.js/, (route) => coming.then(() => route.continue()));
  const removed = await server.ask(facilitator, "DELETE", `/api/members/${lawyer.member.id}`);
  expect(removed.status).toBe(204);
  // Their page has gone, and the next one is on its way.
  await ana.page.locator("coram-comment-box").waitFor({ state: "detached" });
  await ana.page.keyboard.type("her");
  come();
  await ana.page
    .getByRole("status")
    .getByText(/^Mira Facilitator removed you from this network \(.+\)\./)
    .waitFor();
  await ana.page.keyboard.type(" more");
  await eventually(() => ana.page.locator(".guest-unsent textarea").inputValue()).toBe("About to ask her more");
  expect(await ana.page.getByLabel("E-mail address").inputValue()).toBe("");
  answer();
});

test("what was said to a removed member by the way is not said on over the page for signing in", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(["He took her passport."]);
  const { facilitator, lawyer } = server.people;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await ana.page.keyboard.type("zz");
  await ana.page.locator(".told").waitFor();
  ana.mayLog("a lost connection", 401, 403, 404);
  await server.ask(facilitator, "DELETE", `/api/members/${lawyer.member.id}`);
  await ana.page.getByRole("button", { name: "Sign in" }).waitFor();
  expect(await ana.page.locator(".told").count()).toBe(0);
});

test("a removed member's open page shows nothing any more, says so, and their cookie is dead", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(["He took her passport.", "A second paragraph of [Person A]."]);
  const { facilitator, lawyer } = server.people;
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  // As where it is told that the session is over, and nothing more.
  await ana.context.routeWebSocket(/\/api\/events/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((event) => String(event).includes('"view"') || socket.send(event));
  });
  await ana.openVerdict(verdict.id);
  await ana.tag("took her passport", 1);
  await ana.isSaved();
  await ana.selectByMouse("second paragraph");
  await ana.act("Comment");
  await ana.page.keyboard.type("About to ask ");

  await mira.page.goto("/members");
  await mira.page.getByRole("button", { name: "More about Ana Lawyer" }).click();
  await mira.page.getByRole("menuitem", { name: "Remove" }).click();
  ana.mayLog("a lost connection", 401, 403, 404);
  // However long the server takes to say who is signed in, nothing can be read on.
  let answer = (): void => undefined;
  const answered = new Promise<void>((then) => (answer = then));
  await ana.page.route(/\/api\/(session|verdicts)/, (route) => answered.then(() => route.continue()));
  await mira.dialog("Remove Ana Lawyer?").getByRole("button", { name: "Remove" }).click();

  await ana.page.getByRole("alert").getByText("This page is covered").waitFor();
  expect(await ana.page.locator("coram-app > :not(.shut) *").filter({ visible: true }).count()).toBe(0);
  // Nor the words that stand for a name, which are drawn before it.
  const word = ana.page.locator(".vt-token-word").first();
  expect(await word.evaluate((each) => getComputedStyle(each, "::before").visibility)).toBe("hidden");
  await ana.page.keyboard.type("her");
  answer();
  await ana.page.getByRole("button", { name: "Sign in" }).waitFor();
  await ana.page
    .getByRole("status")
    .getByText(/^Mira Facilitator removed you from this network \(.+\)\./)
    .waitFor();
  await eventually(() => ana.domText()).not.toContain("passport");
  await eventually(() => ana.page.locator(".guest-unsent textarea").inputValue()).toContain("About to ask her");
  await ana.expectAccessible();
  const listed = (name: string) => mira.page.getByRole("region", { name, exact: true }).textContent();
  await eventually(() => listed("Former members")).toContain("Ana Lawyer");
  expect(await listed("Members")).not.toContain("Ana Lawyer");

  for (const path of ["/api/network", `/api/verdicts/${verdict.id}`])
    expect((await server.ask(lawyer, "GET", path)).status, path).toBe(401);
  await ana.page.goto(`/verdicts/${verdict.id}`);
  await ana.page.getByRole("button", { name: "Sign in" }).waitFor();
  // What they tagged stays, under their name.
  await mira.goOnToVerdict(verdict.id);
  await eventually(() => mira.paintedLines()).toEqual(["A1: took her passport"]);
  await mira.tagCard("A1").locator('[title="Ana Lawyer"]').first().waitFor();
});
