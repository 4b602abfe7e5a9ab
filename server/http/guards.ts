import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { isOwnOrigin } from "../auth/origin.ts";
import { findSignedIn, sessionHashOf } from "../auth/sessions.ts";
import { isSecure, type Config } from "../config.ts";
import { HANDBOOK_MAX_BYTES } from "../../schema/protocol/http/methodology-files.ts";
import { MAX_FILE_BYTES } from "../import/limits.ts";
import { Refusal } from "../refusal.ts";
import type { Env } from "./route.ts";
import type { Deps } from "../deps.ts";

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Lit's and ProseMirror's styles are set by script; no markup of ours or theirs carries any.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers on every answer: nothing from outside, no frames, no referrer, and under /api nothing in a cache. */
export function securityHeaders(config: Config): MiddlewareHandler<Env> {
  const always = Object.entries({
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ...(isSecure(config) ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  });
  return async (c, next) => {
    await next();
    // Not by `c.header`, which makes another answer of the one that is there, for each of them.
    const { headers } = c.res;
    for (const [name, value] of always) headers.set(name, value);
    if (c.req.path.startsWith("/api")) headers.set("Cache-Control", "no-store");
  };
}

/** Says of each JSON answer how long it is: one of unknown length is packed, however short. */
export function tellLengths(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const json = (value: unknown, status?: ContentfulStatusCode, headers?: Record<string, string>): Response => {
      const text = JSON.stringify(value);
      const told = {
        "Content-Type": "application/json",
        ...headers,
        "Content-Length": String(Buffer.byteLength(text)),
      };
      return c.body(text, status, told);
    };
    c.json = json as typeof c.json;
    await next();
  };
}

/** Refuses every change that does not come from our own pages: a cookie alone proves no intention. */
export function ownOriginOnly(config: Config): MiddlewareHandler<Env> {
  return async (c, next) => {
    const isRead = c.req.method === "GET" || c.req.method === "HEAD";
    if (!isRead && !isOwnOrigin(config, c.req.header("origin"), c.req.header("host"))) throw new Refusal("not-allowed");
    await next();
  };
}

const MIB = 2 ** 20;
const LIMITS: [path: RegExp, bytes: number][] = [
  // The file, and the form around it.
  [/^\/api\/(?:imports|scans|verdicts\/[^/]+\/(?:reimport|translations\/align))$/, MAX_FILE_BYTES + MIB],
  [/^\/api\/verdicts\/[^/]+\/translations\//, 16 * MIB],
  [/^\/api\/verdicts\/[^/]+\/(?:edits|codings)$/, 32 * MIB],
  [/^\/api\/methodology\/files$/, HANDBOOK_MAX_BYTES + MIB],
  [/^/, MIB],
];

/** Refuses a body that is larger than its route needs, before it is read. */
export function limitBodies(): MiddlewareHandler<Env> {
  const limits = LIMITS.map(([path, maxSize]) => ({ path, limit: bodyLimit({ maxSize, onError: refuseLarge }) }));
  return async (c, next) => limits.find(({ path }) => path.test(c.req.path))?.limit(c, next);
}

function refuseLarge(c: { req: { path: string } }): never {
  throw /^\/api\/(?:imports|scans|methodology\/files|verdicts\/[^/]+\/(?:reimport|translations\/align))$/.test(
    c.req.path,
  )
    ? new Refusal("import-too-large")
    : new Refusal("bad-request");
}

/** Finds out who asks. Routes decide what that person may do. */
export function signedIn(deps: Pick<Deps, "clock" | "config" | "store">): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set("signedIn", await findSignedIn(deps.store, sessionHashOf(c, deps.config), deps.clock()));
    await next();
  };
}

/** One line a request for the operator: the route's pattern, never an id, an address or a query. */
export function requestLog(deps: Pick<Deps, "log">): MiddlewareHandler<Env> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const ms = Math.round(performance.now() - began);
    deps.log.info({ method: c.req.method, status: c.res.status, ms }, "request");
  };
}
