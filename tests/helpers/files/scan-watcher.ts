import { WebSocket } from "ws";
import type { ScanId } from "../../../schema/domain/ids.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { ScanJob, ScanView } from "../../../schema/protocol/http/scans.ts";
import type { Teardown } from "../network/test-server.ts";

/** A facilitator's browser that sends scans and is told how they go. */
export class ScanWatcher {
  /** What the events socket said, oldest first. */
  readonly events: ServerEvent[] = [];
  readonly #url: string;
  readonly #cookie: string;
  #watchers: (() => void)[] = [];
  #socket: WebSocket | null = null;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async open(test: Teardown, url: string, cookie: string): Promise<ScanWatcher> {
    const watcher = new ScanWatcher(url, cookie);
    test.onTestFinished(async () => watcher.#socket?.terminate());
    await watcher.#connect();
    return watcher;
  }

  async #connect(): Promise<void> {
    const headers = { cookie: this.#cookie, origin: this.#url };
    const socket = new WebSocket(`${this.#url.replace(/^http/, "ws")}/api/events`, { headers });
    this.#socket = socket;
    const wake = (): void => {
      for (const each of this.#watchers.splice(0)) each();
    };
    // A server that is killed takes its sockets with it.
    socket.on("error", () => {});
    socket.on("close", wake);
    const heard = this.events.length;
    socket.on("message", (data: Buffer) => {
      this.events.push(ServerEvent.parse(JSON.parse(data.toString())));
      wake();
    });
    while (this.events.length === heard) {
      await this.#next();
      if (socket.readyState === WebSocket.CLOSED) throw new Error("the server takes no events socket");
    }
  }

  ask(method: string, path: string, body?: FormData | object): Promise<Response> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = { origin: this.#url, cookie: this.#cookie };
    if (body !== undefined && !isForm) headers["content-type"] = "application/json";
    const sent = body === undefined || isForm ? (body ?? null) : JSON.stringify(body);
    return fetch(this.#url + path, { method, headers, body: sent });
  }

  send(bytes: Uint8Array, name = "scan.pdf"): Promise<Response> {
    const form = new FormData();
    form.set("file", new File([new Uint8Array(bytes)], name));
    return this.ask("POST", "/api/scans", form);
  }

  /** Sends a file that is taken. */
  async begin(bytes: Uint8Array): Promise<ScanJob> {
    const answer = await this.send(bytes);
    if (answer.status !== 202) throw new Error(`the scan was refused: ${await answer.text()}`);
    return ScanJob.parse(await answer.json());
  }

  async view(id: ScanId): Promise<ScanView> {
    return ScanView.parse(await (await this.ask("GET", `/api/scans/${id}`)).json());
  }

  /**
   * Looks at the scan now, and again after each event, until it is as asked; throws when it has failed meanwhile. As a
   * browser does it comes back when it was cut: the server does so to a peer that is too busy to answer its pings.
   */
  async until(id: ScanId, isIt: (view: ScanView) => boolean): Promise<ScanView> {
    for (;;) {
      const told = this.#next();
      const view = await this.view(id);
      if (isIt(view)) return view;
      if (view.state === "failed") throw new Error(`the scan failed: ${view.problem?.code}`);
      if (this.#socket?.readyState === WebSocket.OPEN) await told;
      else await this.#connect();
    }
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#watchers.push(resolve));
  }
}
