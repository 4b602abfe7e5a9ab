import type { z } from "zod";
import { Problem, type NameComing, type ProblemCode } from "../../schema/protocol/http/problem.ts";
import { shownName } from "../../schema/text/former-member.ts";
import { language, t, translateCode } from "../i18n/t.ts";
import { tellEnd } from "./owed-end.ts";
import { rightsLost } from "./told/own-rights.ts";
import { serverReach } from "./reach.ts";
import { serverClock } from "./server-clock.ts";

/** What went wrong with a request: the server's closed word, or `offline` when it was not reached, or `unreadable` when its answer has another shape. */
export class ProblemError extends Error {
  readonly code: ProblemCode | "offline" | "unreadable";
  readonly params: Record<string, string | number>;
  /** Of `names-come`. */
  readonly findings: readonly NameComing[];

  constructor(
    code: ProblemError["code"],
    params: Record<string, string | number> = {},
    findings: readonly NameComing[] = [],
  ) {
    super(code);
    this.name = "ProblemError";
    this.code = code;
    this.params = params;
    this.findings = findings;
  }
}

/** Whether the server lets this person see nothing there, for good or while they code blind. */
export function isClosed(error: unknown): error is ProblemError {
  return (
    error instanceof ProblemError &&
    ["not-found", "not-allowed", "coding-blind", "verdict-in-preparation", "verdict-erased"].includes(error.code)
  );
}

/** One sentence in the reader's language that says what to do about `error`, whatever it is. */
export function describeProblem(error: unknown): string {
  const code = error instanceof ProblemError ? error.code : "internal";
  const params = error instanceof ProblemError ? error.params : {};
  const { what } = params;
  const precise = typeof what === "string" ? translateCode(`problem.${code}.${what}`, params) : null;
  const words = precise ?? translateCode(`problem.${code}`, params) ?? t("problem.internal");
  const why = code === "not-allowed" ? rightsLost() : null;
  return why === null ? words : `${words} ${why}`;
}

/** `error` as it is told in one place of the interface, where that has words of its own: `problem.<code>.<place>`. */
export function toldAt(place: "account" | "rename", error: unknown): unknown {
  return error instanceof ProblemError ? new ProblemError(error.code, { ...error.params, what: place }) : error;
}

/** Codes of what goes by itself, or once somebody else has done something: the same request may be answered then. */
const PASSING: ReadonlySet<ProblemError["code"]> = new Set([
  "offline",
  "internal",
  "overloaded",
  "too-many-attempts",
  "import-too-slow",
  "import-ocr-data-missing",
  "scan-no-space",
]);

/** Whether trying the very same thing again may help. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof ProblemError) || PASSING.has(error.code);
}

/** Whether the server did not answer at all, or not in time: what it refuses it has heard. */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof ProblemError ? error.code === "offline" : isTimeout(error);
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === "TimeoutError";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** Asks the server and checks the reply against `shape`. Throws ProblemError, or the signal's AbortError. */
export async function request<Shape extends z.ZodType>(
  method: Method,
  path: string,
  shape: Shape,
  body?: unknown,
  signal?: AbortSignal,
): Promise<z.output<Shape>> {
  const reply = await send(method, path, body, signal);
  return parseReply(shape, await readJson(reply));
}

/** As `request`, where the answer's body does not matter (204). */
export async function command(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<void> {
  await send(method, path, body, signal);
}

/** As `command`; what is under way when the page is left goes out all the same. */
export async function lastingCommand(method: Method, path: string, body: unknown): Promise<void> {
  await send(method, path, body, undefined, true);
}

/** Uploads one file as multipart `file`, perhaps with words beside it; `progress` gets the sent share, 0 to 1 (fetch cannot tell it, hence XMLHttpRequest). */
export function upload<Shape extends z.ZodType>(
  path: string,
  file: File,
  shape: Shape,
  progress: (share: number) => void,
  signal?: AbortSignal,
  fields: Readonly<Record<string, string>> = {},
): Promise<z.output<Shape>> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", path);
    xhr.responseType = "text";
    xhr.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    xhr.addEventListener("load", () => {
      try {
        const json = parseJson(xhr.responseText);
        if (xhr.status < 200 || xhr.status > 299) throw toProblem(json, xhr.status);
        resolve(parseReply(shape, json));
      } catch (error) {
        reject(error);
      }
    });
    xhr.addEventListener("error", () => reject(new ProblemError("offline")));
    xhr.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
    signal?.addEventListener("abort", () => xhr.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    xhr.send(form);
  });
}

/** As `request`, for a small file with words beside it. */
export function uploadForm<Shape extends z.ZodType>(
  path: string,
  file: File,
  fields: Readonly<Record<string, string>>,
  shape: Shape,
): Promise<z.output<Shape>> {
  const form = new FormData();
  form.append("file", file, file.name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return request("POST", path, shape, form);
}

/** Asks for a file, with words by POST, and hands it to the browser under the name that the server gives it. Throws ProblemError. */
export async function download(path: string, body?: unknown): Promise<void> {
  const reply = await send(body === undefined ? "GET" : "POST", path, body, undefined);
  const url = URL.createObjectURL(await reply.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = /filename="([^"]+)"/.exec(reply.headers.get("content-disposition") ?? "")?.[1] ?? "coram";
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function send(
  method: Method,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
  keepalive = false,
): Promise<Response> {
  const init: RequestInit = { method, credentials: "same-origin", cache: "no-store", keepalive };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.headers = { "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  if (signal) init.signal = signal;
  if (!(await tellEnd())) throw new ProblemError("offline");
  let reply: Response;
  try {
    reply = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    serverReach.lost();
    throw new ProblemError("offline");
  }
  serverClock.heard(reply.headers.get("date"));
  if (!reply.ok) throw toProblem(await readJson(reply), reply.status);
  return reply;
}

async function readJson(reply: Response): Promise<unknown> {
  try {
    return parseJson(await reply.text());
  } catch {
    throw new ProblemError("offline");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, inReadersWords) as unknown;
  } catch {
    return undefined;
  }
}

/** Names come from here alone: what stands for an erased member is read in the reader's language on every page. */
function inReadersWords(key: string, value: unknown): unknown {
  return typeof value === "string" && key === "name" ? shownName(value, language()) : value;
}

function parseReply<Shape extends z.ZodType>(shape: Shape, json: unknown): z.output<Shape> {
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    dispatchEvent(new Event("coram-misunderstood"));
    throw new ProblemError("unreadable");
  }
  return parsed.data;
}

declare global {
  interface WindowEventMap {
    /** A request was refused because nobody is signed in any more: the shell asks for the session. */
    "coram-signed-out": Event;
    /** The server does not understand this page, or the page the server: one of them is newer. */
    "coram-misunderstood": Event;
  }
}

// A proxy in front of the server answers without our body when the server is away.
function toProblem(json: unknown, status: number): ProblemError {
  const parsed = Problem.safeParse(json);
  if (parsed.success || status === 401) {
    const { code, params, findings } = parsed.data ?? { code: "not-signed-in" as const, params: {} };
    if (code === "bad-request") dispatchEvent(new Event("coram-misunderstood"));
    if (code === "not-signed-in") dispatchEvent(new Event("coram-signed-out"));
    return new ProblemError(code, params, findings);
  }
  return new ProblemError([502, 503, 504].includes(status) ? "offline" : "internal");
}
