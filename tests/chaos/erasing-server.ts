import { cookieName, openSession } from "../../server/auth/sessions.ts";
import { createConfig } from "../../server/config.ts";
import { MemberId } from "../../schema/domain/ids.ts";
import { startServer } from "../../server/main.ts";

/*
 * A server that is killed in the middle of an erasure: serves a data folder, asks itself for what stands in the arguments,
 * and ends by SIGKILL at the named place of the named step.
 */
const [folder = "", as = "", path = "", body = "", step = "", is = ""] = process.argv.slice(2);

const config = createConfig({ dataFolder: folder, port: 0, logLevel: "silent" });
const server = await startServer(config, {
  onErasureStep: (at, place) => {
    if (at === step && place === is) process.kill(process.pid, "SIGKILL");
  },
});
const member = await server.store.people.member(MemberId.parse(as));
if (!member) throw new Error("nobody to ask as");
const { secret } = await openSession(server.store, member, new Date());
await fetch(server.url + path, {
  method: "POST",
  headers: { cookie: `${cookieName(config)}=${secret}`, origin: server.url, "content-type": "application/json" },
  body,
});
await server.stop();
