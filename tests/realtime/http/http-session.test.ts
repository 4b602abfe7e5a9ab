import { expect, test } from "vitest";
import { InvitationMade, SessionView } from "../../../schema/protocol/http/people.ts";
import { createAttempts } from "../../../server/auth/attempts.ts";
import { listen } from "../../helpers/rooms/coded-rounds.ts";
import { startTestServer, TEST_PASSWORD, type TestServer } from "../../helpers/network/test-server.ts";

const cookieOf = (response: Response): string => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

test("a password opens a session in a cookie that scripts and other sites can not use", async (context) => {
  const server = await startTestServer(context);
  const { email } = server.people.lawyer;
  const response = await server.ask(null, "POST", "/api/session", { email, password: TEST_PASSWORD });
  expect(response.status).toBe(200);
  expect(SessionView.parse(await response.json()).member?.name).toBe("Ana Lawyer");
  const cookie = response.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^coram=[\w-]{43}; /);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Lax");
  expect(cookie).toContain("Path=/");
});

test("over https the cookie is a __Host- cookie, Secure", async (context) => {
  const server = await startTestServer(context, { url: "https://coram.example.org", behindProxy: true });
  const response = await fetch(`http://127.0.0.1:${server.port}/api/session`, {
    method: "POST",
    headers: { origin: "https://coram.example.org", "content-type": "application/json" },
    body: JSON.stringify({ email: server.people.lawyer.email, password: TEST_PASSWORD }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("set-cookie")).toMatch(/^__Host-coram=.*; Secure/);
  expect(response.headers.get("strict-transport-security")).toMatch(/^max-age=/);
});

test("a wrong password and an unknown address get the same answer", async (context) => {
  const server = await startTestServer(context);
  const { email } = server.people.lawyer;
  const wrong = await server.ask(null, "POST", "/api/session", { email, password: "wrong" });
  const unknown = await server.ask(null, "POST", "/api/session", { email: "nobody@example.org", password: "wrong" });
  expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(wrong.status).toBe(401);
  const entries = await server.store.audit.list(10);
  expect(entries.map((entry) => entry.action)).toEqual(["session.refused", "session.refused"]);
  expect(JSON.stringify(entries)).not.toContain("example.org");
});

test("guessing one account's password is stopped, the right password too, and other accounts are not", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 3, perAddress: 100 }) });
  const signIn = (email: string | null, password: string) =>
    server.ask(null, "POST", "/api/session", { email, password });
  const { lawyer, reader } = server.people;
  for (let i = 0; i < 3; i++) expect((await signIn(lawyer.email, `guess ${i}`)).status).toBe(401);
  const stopped = await signIn(lawyer.email, TEST_PASSWORD);
  expect(stopped.status).toBe(429);
  expect(await stopped.json()).toMatchObject({ code: "too-many-attempts" });
  expect((await signIn(reader.email, TEST_PASSWORD)).status).toBe(200);
});

test("an address that tries many accounts is stopped", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 100, perAddress: 3 }) });
  const guess = (i: number) =>
    server.ask(null, "POST", "/api/session", { email: `somebody${i}@example.org`, password: "guess" });
  for (let i = 0; i < 3; i++) expect((await guess(i)).status).toBe(401);
  expect((await guess(3)).status).toBe(429);
});

test("what is tried at a shut door writes the audit log once, however often, at an account and from an address", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 2, perAddress: 4 }) });
  const guess = async (email: string | null): Promise<number> =>
    (await server.ask(null, "POST", "/api/session", { email, password: "guess" })).status;
  const kinds = async (): Promise<string[]> => (await server.store.audit.list(100)).map(({ action }) => action);
  const { lawyer } = server.people;
  const tries = await Promise.all(Array.from({ length: 12 }, () => guess(lawyer.email)));
  expect(tries.filter((status) => status === 401)).toHaveLength(2);
  expect((await kinds()).sort()).toEqual(["session.refused", "session.refused", "session.slowed"]);
  for (let i = 0; i < 2; i++) expect(await guess(`somebody${i}@example.org`)).toBe(401);
  for (let i = 2; i < 12; i++) expect(await guess(`somebody${i}@example.org`)).toBe(429);
  expect((await kinds()).filter((action) => action === "session.slowed")).toHaveLength(2);
});

/** Cookies of a browser, kept as it keeps them. */
function browserOf(server: TestServer) {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async signIn(email: string | null, password: string): Promise<number> {
      const answer = await fetch(`${server.url}/api/session`, {
        method: "POST",
        headers: {
          origin: server.url,
          "content-type": "application/json",
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        },
        body: JSON.stringify({ email, password }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      await answer.arrayBuffer();
      return answer.status;
    },
  };
}

test("from a device that one has signed in on, the right password gets in, whatever others guess at the account or at the address", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 3, perAddress: 5 }) });
  const { lawyer, reader, reviewer, facilitator } = server.people;
  const own = browserOf(server);
  expect(await own.signIn(lawyer.email, TEST_PASSWORD)).toBe(200);
  // Two share a computer.
  expect(await own.signIn(reader.email, TEST_PASSWORD)).toBe(200);
  const strange = browserOf(server);
  for (let i = 0; i < 3; i++) expect(await strange.signIn(lawyer.email, `guess ${i}`)).toBe(401);
  expect(await strange.signIn(lawyer.email, TEST_PASSWORD)).toBe(429);
  // An account that is shut costs the others nothing.
  for (let i = 0; i < 9; i++) expect(await strange.signIn(lawyer.email, `more ${i}`)).toBe(429);
  expect(await strange.signIn(reviewer.email, TEST_PASSWORD)).toBe(200);
  expect(await own.signIn(lawyer.email, TEST_PASSWORD)).toBe(200);
  for (let i = 0; i < 3; i++) await strange.signIn(`nobody${i}@example.org`, "guess");
  expect(await browserOf(server).signIn(facilitator.email, TEST_PASSWORD)).toBe(429);
  expect(await own.signIn(lawyer.email, TEST_PASSWORD)).toBe(200);
  expect(await own.signIn(reader.email, TEST_PASSWORD)).toBe(200);

  // One's own mistakes count there, for one's own account; not for the others at the address.
  for (let i = 0; i < 3; i++) expect(await own.signIn(lawyer.email, `slip ${i}`)).toBe(401);
  expect(await own.signIn(lawyer.email, TEST_PASSWORD)).toBe(429);
  expect(await own.signIn(reader.email, TEST_PASSWORD)).toBe(200);
  server.advance(366 * 86_400_000);
  expect(await own.signIn(reader.email, TEST_PASSWORD)).toBe(429);
});

test("a device is nobody else's, and a new password forgets it", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 2, perAddress: 100 }) });
  const { lawyer, reader, facilitator } = server.people;
  const [own, other] = [browserOf(server), browserOf(server)];
  expect(await own.signIn(lawyer.email, TEST_PASSWORD)).toBe(200);
  expect(await other.signIn(reader.email, TEST_PASSWORD)).toBe(200);
  const shut = async (): Promise<void> => {
    for (let i = 0; i < 2; i++) await browserOf(server).signIn(lawyer.email, `guess ${i}`);
  };
  await shut();
  expect(await other.signIn(lawyer.email, TEST_PASSWORD)).toBe(429);
  const device = own.cookies.get("coram-device") ?? "";
  const forged = browserOf(server);
  for (const value of [`${device}x`, device.replace(/^\d+/, (day) => String(Number(day) + 1)), device.slice(0, -3)]) {
    forged.cookies.set("coram-device", value);
    expect(await forged.signIn(lawyer.email, TEST_PASSWORD)).toBe(429);
  }
  expect(await own.signIn(lawyer.email, TEST_PASSWORD)).toBe(200);
  const reset = await server.ask(facilitator, "POST", `/api/members/${lawyer.member.id}/reset`);
  const token = InvitationMade.parse(await reset.json()).url.split("#")[1];
  const used = await server.ask(null, "POST", "/api/links/use", { token, password: "a new long password" });
  expect(used.status).toBe(200);
  await shut();
  expect(await own.signIn(lawyer.email, "a new long password")).toBe(429);
});

test("wrong links count apart from passwords, and bar no right one", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 3, perAddress: 4 }) });
  const { lawyer, facilitator } = server.people;
  const invitation = { kind: "member", role: "reader", organisation: server.organisations.al.id };
  const made = await server.ask(facilitator, "POST", "/api/invitations", invitation);
  const token = InvitationMade.parse(await made.json()).url.split("#")[1];
  const look = async (of: string | undefined): Promise<number> =>
    (await server.ask(null, "POST", "/api/links/look", { token: of })).status;
  for (let i = 0; i < 4; i++) expect(await look("x".repeat(43))).toBe(404);
  expect(await look("x".repeat(43))).toBe(429);
  expect(await look(token)).toBe(200);
  const signIn = { email: lawyer.email, password: TEST_PASSWORD };
  expect((await server.ask(null, "POST", "/api/session", signIn)).status).toBe(200);
});

test("guesses sent at once count as guesses sent in turn", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 3, perAddress: 100 }) });
  const { email } = server.people.lawyer;
  const tries = Array.from({ length: 8 }, (_, i) =>
    server.ask(null, "POST", "/api/session", { email, password: `guess ${i}` }),
  );
  const statuses = (await Promise.all(tries)).map((response) => response.status).sort((a, b) => Number(a) - Number(b));
  expect(statuses).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
});

test("signing out ends the session for good, not only in the browser", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(200);
  const out = await server.ask(lawyer, "DELETE", "/api/session");
  expect(out.status).toBe(204);
  expect(out.headers.get("set-cookie")).toMatch(/^coram=;.*Max-Age=0/);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
});

test("a session ends two weeks after it began, however much it is used", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  server.advance(13.9 * 86_400_000);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(200);
  server.advance(0.2 * 86_400_000);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
});

test("signing in as somebody else ends the session that was there", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, reader } = server.people;
  const response = await fetch(`${server.url}/api/session`, {
    method: "POST",
    headers: { origin: server.url, cookie: lawyer.cookie, "content-type": "application/json" },
    body: JSON.stringify({ email: reader.email, password: TEST_PASSWORD }),
  });
  expect(response.status).toBe(200);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
  expect((await server.ask({ ...reader, cookie: cookieOf(response) }, "GET", "/api/network")).status).toBe(200);
});

test("who is given another role, or removed, is told at once what their page would ask for, before its socket closes", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const [own, others] = [await listen(server, lawyer), await listen(server, otherLawyer)];
  const path = `/api/members/${lawyer.member.id}`;
  const answer = async (): Promise<unknown> => (await server.ask(lawyer, "GET", "/api/session")).json();
  const told = (): unknown[] => own.flatMap((event) => ("view" in event ? [event.view] : []));
  await server.ask(facilitator, "PATCH", path, { role: "reader" });
  await expect.poll(told).toEqual([await answer()]);
  expect(told()).toMatchObject([{ member: { role: "reader" } }]);
  await server.ask(facilitator, "DELETE", path);
  await expect.poll(told).toHaveLength(2);
  expect(told()[1]).toEqual(await answer());
  expect(told()[1]).toMatchObject({ member: null, removed: { by: facilitator.member.name } });
  expect(others.map(({ type }) => type)).not.toContain("session");
});

test("a removed member's cookie is dead at once", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  expect((await server.ask(facilitator, "DELETE", `/api/members/${lawyer.member.id}`)).status).toBe(204);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
  const again = await server.ask(null, "POST", "/api/session", { email: lawyer.email, password: TEST_PASSWORD });
  expect(again.status).toBe(401);
});

test("the last facilitator can neither be removed nor become something else", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: facilitator.member.organisation });
  expect((await server.ask(facilitator, "DELETE", `/api/members/${otherFacilitator.member.id}`)).status).toBe(204);
  const path = `/api/members/${facilitator.member.id}`;
  const left = await server.ask(facilitator, "DELETE", path);
  expect([left.status, await left.json()]).toMatchObject([409, { code: "last-facilitator" }]);
  const changed = await server.ask(facilitator, "PATCH", path, { role: "lawyer" });
  expect([changed.status, await changed.json()]).toMatchObject([403, { code: "own-place" }]);
});
