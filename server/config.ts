import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What an operator chooses; everything that lasts lies in `dataFolder`. */
export interface Config {
  dataFolder: string;
  /** Address to bind. */
  host: string;
  /** 0 = any free one. */
  port: number;
  /** What people type, without a trailing slash; null = `http(s)://localhost:<port>`. Only this origin is let in when it is given. */
  url: string | null;
  /** Paths of PEM files; null = plain http. */
  tls: { cert: string; key: string } | null;
  /** A proxy ends TLS and names the person's address in X-Forwarded-For. */
  behindProxy: boolean;
  /** Where trained data for reading pictures lies; null = where systems put it. */
  ocrDataFolder: string | null;
  /** The built client; may be missing in tests. */
  clientFolder: string;
  /** Who asks for /metrics brings it; null = only programs of this machine may ask. */
  metricsToken: string | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Folder of the data unless told: `data` in Coram's own folder. */
export const DEFAULT_DATA_FOLDER = join(ROOT, "data");

/** A sentence for the person at the terminal. */
export class ConfigError extends Error {}

/** Fills in what was not said and refuses what can not work. */
export function createConfig(given: Partial<Config> = {}): Config {
  const config: Config = {
    dataFolder: resolve(given.dataFolder ?? DEFAULT_DATA_FOLDER),
    host: given.host ?? "127.0.0.1",
    port: given.port ?? 8080,
    url: given.url ? originOf(given.url) : null,
    tls: given.tls ?? null,
    behindProxy: given.behindProxy ?? false,
    ocrDataFolder: given.ocrDataFolder ?? process.env["TESSDATA_PREFIX"] ?? null,
    clientFolder: given.clientFolder ?? join(ROOT, "dist", "client"),
    metricsToken: given.metricsToken ?? null,
    logLevel: given.logLevel ?? "warn",
  };
  if (config.behindProxy && !config.url)
    throw new ConfigError("--behind-proxy needs --url https://… (the address people type).");
  if (config.behindProxy && config.tls)
    throw new ConfigError("Give --behind-proxy or --tls-cert and --tls-key, not both.");
  if (config.tls && config.url?.startsWith("http:"))
    throw new ConfigError("With --tls-cert the --url must begin with https://.");
  return config;
}

function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || (parsed.pathname !== "/" && parsed.pathname !== ""))
    throw new ConfigError(`--url must be like https://coram.example.org, without a path; it is "${url}".`);
  return parsed.origin;
}

/** Whether people reach this server by https, so that cookies may be Secure. */
export function isSecure(config: Pick<Config, "url" | "tls">): boolean {
  return config.tls !== null || (config.url?.startsWith("https:") ?? false);
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname.toLowerCase());
}

/** Whether browsers give offline storage and push to this origin: https, or loopback. */
export function allowsOfflineCopies(config: Config): boolean {
  if (isSecure(config)) return true;
  return config.url ? isLoopback(new URL(config.url).hostname) : isLoopback(config.host);
}

/** Makes the data folder for this user only. */
export function ensureDataFolder(config: Config): void {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
}
