/*
 * What `zod` stands for in the built client. It tries whether it may compile code, which the page's security policy
 * forbids, and a browser reports each try as a breach: so it is told before the first schema.
 */
import { config } from "zod/v4";

config({ jitless: true });
export * from "zod/v4";
