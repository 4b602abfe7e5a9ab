import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { z } from "zod";
import { can, type Action, type Actions } from "../../schema/domain/can.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { VerdictId } from "../../schema/domain/ids.ts";
import type { Config } from "../config.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import { Refusal } from "../refusal.ts";
import type { Deps } from "../deps.ts";

export interface Env {
  Bindings: HttpBindings;
  Variables: { signedIn: SignedIn | null };
}

export type RequestContext = Context<Env>;

export function createRoutes(): Hono<Env> {
  return new Hono<Env>();
}

/** Who asks; refuses with not-signed-in. */
export function mustBeSignedIn(c: RequestContext): SignedIn {
  const signedIn = c.get("signedIn");
  if (!signedIn) throw new Refusal("not-signed-in");
  return signedIn;
}

/** Who asks, if they may do it; refuses with not-signed-in or not-allowed. */
export function mustBeAllowed<A extends Action>(c: RequestContext, action: A, subject: Actions[A]): SignedIn {
  const signedIn = mustBeSignedIn(c);
  if (!can(signedIn.actor, action, subject)) throw new Refusal("not-allowed");
  return signedIn;
}

/** The verdict that the path names, if the asker may know that it exists; otherwise not-found, or that it was taken back. */
export async function mustSeeVerdict(
  c: RequestContext,
  deps: Pick<Deps, "store">,
  id?: VerdictId,
): Promise<{ signedIn: SignedIn; verdict: Verdict }> {
  const signedIn = mustBeSignedIn(c);
  const asked = id ?? pathId(c, "id", VerdictId);
  const verdict = await deps.store.verdicts.get(asked);
  if (!verdict && (await isErased(deps, signedIn, asked))) throw new Refusal("verdict-erased");
  if (!verdict || !can(signedIn.actor, "verdict.read", verdict)) throw await notSeen(deps, signedIn, verdict);
  return { signedIn, verdict };
}

/** Who could read a verdict before it went back to preparation is told so; of any other nobody learns that it is there. */
async function notSeen({ store }: Pick<Deps, "store">, { actor }: SignedIn, verdict: Verdict | null): Promise<Refusal> {
  if (!verdict || actor.guest || !can(actor, "verdict.read", { ...verdict, stage: "cleared" }))
    return new Refusal("not-found");
  const wasCleared = (await store.clearings.of(verdict.id)).some(({ state }) => state === "done");
  const owner = (await store.people.organisations()).find(({ id }) => id === verdict.owner);
  return wasCleared && owner
    ? new Refusal("verdict-in-preparation", { organisation: owner.name })
    : new Refusal("not-found");
}

/** Members are told of a verdict that is gone: nobody else knows its address. */
async function isErased({ store }: Pick<Deps, "store">, { actor }: SignedIn, id: VerdictId): Promise<boolean> {
  if (actor.guest) return false;
  return (await store.erasures.list()).some(({ kind, verdict }) => kind === "verdict" && verdict === id);
}

/** An id in the path; what can not be an id is not found. */
export function pathId<T extends z.ZodType>(c: RequestContext, name: string, shape: T): z.output<T> {
  const parsed = shape.safeParse(c.req.param(name));
  if (!parsed.success) throw new Refusal("not-found");
  return parsed.data;
}

/** The JSON body in its shape, with the raw value beside it; refuses with bad-request (or password-too-short). */
export async function readBody<T extends z.ZodType>(c: RequestContext, shape: T): Promise<z.output<T>> {
  return parseBody(await readJson(c), shape);
}

export async function readJson(c: RequestContext): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new Refusal("bad-request");
  }
}

export function parseBody<T extends z.ZodType>(raw: unknown, shape: T): z.output<T> {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const short = parsed.error.issues.find((issue) => issue.code === "too_small" && issue.path.at(-1) === "password");
  if (short?.code === "too_small") throw new Refusal("password-too-short", { min: Number(short.minimum) });
  // The path of the first fault helps whoever writes a client; values are never echoed.
  throw new Refusal("bad-request", { field: parsed.error.issues[0]?.path.join(".") ?? "" });
}

/** The address that the request comes from; behind a proxy the last one that the proxy added. */
export function addressOf(c: RequestContext, config: Config): string {
  const forwarded = config.behindProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || c.env?.incoming?.socket.remoteAddress || "unknown";
}
