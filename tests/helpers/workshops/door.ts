import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { Attending, ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { DoorView, Join, Joined } from "../../../schema/protocol/http/workshops/door.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { SessionView } from "../../../schema/protocol/http/people.ts";
import { askServer } from "../routes/ask-server.ts";
import type { Person, TestServer } from "../network/test-server.ts";

/** What a guest types at the door, unless told. */
export const VALBONA = {
  name: "Valbona Rexhepi",
  organisation: "Bar of Gurëz",
  language: "sq",
  listed: true,
  named: false,
  remote: false,
} as const;

/** A command of the host at the door. */
export async function door(
  server: TestServer,
  { workshop }: WorkshopView,
  method: string,
  sub = "",
  body?: unknown,
): Promise<DoorView> {
  const path = `/api/workshops/${workshop.id}/${sub}`;
  const answer = await server.ask(server.people.facilitator, method, path, body);
  return DoorView.parse(await answer.json());
}

/** Opens the door of an open workshop, or makes people knock; its code. */
export async function setDoor(server: TestServer, of: WorkshopView, to: "knock" | "open" | "shut"): Promise<string> {
  const { code } = await door(server, of, "PUT", "door", { to });
  if (code === null) throw new Error("a door without a code");
  return code;
}

/** A browser that has no account, with the cookies that it was given. */
export class Browser {
  readonly #server: TestServer;
  readonly #jar = new Map<string, string>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async ask(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { origin: this.#server.url, cookie: this.cookie };
    if (body !== undefined) headers["content-type"] = "application/json";
    const answer = await askServer(this.#server.url + path, method, headers, JSON.stringify(body));
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const at = pair.indexOf("=");
      this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  join(code: string, change: Partial<Omit<Join, "code">> = {}): Promise<Response> {
    return this.ask("POST", "/api/join", { ...VALBONA, ...change, code });
  }

  /** What it is shown of the workshop that it came into. */
  async attending(): Promise<Attending> {
    return Attending.parse(await (await this.ask("GET", "/api/attending")).json());
  }

  /** Who it is signed in as. */
  async person(): Promise<Person> {
    const { member } = SessionView.parse(await (await this.ask("GET", "/api/session")).json());
    if (!member) throw new Error("nobody is signed in");
    return { member, email: null, cookie: this.cookie };
  }
}

/** A guest who came by an open door. */
export async function comeAsGuest(server: TestServer, code: string): Promise<Browser> {
  const browser = new Browser(server);
  const joined = Joined.parse(await (await browser.join(code)).json());
  if (joined.as !== "guest") throw new Error(`came in as ${joined.as}`);
  return browser;
}

/** Somebody's state in the list of attendance. */
export function attendancePath(id: WorkshopId, sub = ""): string {
  return `/api/workshops/${id}/attendance${sub}`;
}

/** A wall of a workshop, as its host pairs it. */
export async function pairedScreen(server: TestServer, workshop: string): Promise<Browser> {
  const screen = new Browser(server);
  const shown = ScreenView.parse(await (await screen.ask("POST", "/api/screens")).json());
  if (shown.state !== "pairing") throw new Error("no digits");
  const pair = await server.ask(server.people.facilitator, "POST", `/api/workshops/${workshop}/screens`, {
    digits: shown.digits,
  });
  if (pair.status !== 200) throw new Error(`not paired: ${pair.status}`);
  return screen;
}

/** Moves the clock of a server that began just now to the next `HH:MM` of UTC; when that is. */
export function advanceTo(server: TestServer, time: string): number {
  const now = new Date();
  const ahead = Date.parse(`${now.toISOString().slice(0, 10)}T${time}:00.000Z`) - now.getTime();
  const ms = ahead > 0 ? ahead : ahead + 24 * 3_600_000;
  server.advance(ms);
  return now.getTime() + ms;
}
