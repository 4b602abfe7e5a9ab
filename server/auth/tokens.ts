import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes as base64url: a cookie's value, a link's token, a ticket. Never stored as such. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hex: how the store knows a token. A fast hash is enough for 256 random bits. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
