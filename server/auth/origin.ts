import { isLoopback, type Config } from "../config.ts";

/**
 * Whether a browser sent this from our own pages. With a configured address only that origin will do; without one the
 * origin must be the host that was asked, and on a loopback server that host must be loopback (DNS rebinding).
 */
export function isOwnOrigin(
  config: Config,
  origin: string | null | undefined,
  host: string | null | undefined,
): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (config.url) return from.origin === config.url;
  if (from.protocol !== (config.tls ? "https:" : "http:") || from.host !== host) return false;
  return !isLoopback(config.host) || isLoopback(from.hostname);
}
