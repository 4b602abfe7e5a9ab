import Sqlite from "better-sqlite3";
import { cookieName, openSession } from "../../server/auth/sessions.ts";
import { createConfig } from "../../server/config.ts";
import { MemberId } from "../../schema/domain/ids.ts";
import { startServer } from "../../server/main.ts";

/*
 * A server that is killed in the midst of an erasure: serves a data folder, asks itself for what stands in the arguments, and ends by
 * SIGKILL at the named place of the named step, or right after the nth commit, writing anew or emptying of the log (`commit`, `<n>`),
 * counted from the one that notes the job. Where it is not killed it says how many there were.
 */
const [folder = "", as = "", path = "", body = "", step = "", is = ""] = process.argv.slice(2);

let hasBegun = false;
let commits = 0;
function committed(): void {
  if (hasBegun && ++commits === Number(is) && step === "commit") process.kill(process.pid, "SIGKILL");
}

const { transaction, exec, pragma } = Sqlite.prototype;
Object.assign(Sqlite.prototype, {
  transaction(this: Sqlite.Database, work: (...given: unknown[]) => unknown) {
    const { deferred, immediate } = transaction.call(this, work);
    const counted = (...given: unknown[]): unknown => {
      const result: unknown = immediate(...given);
      committed();
      return result;
    };
    return { deferred, immediate: counted };
  },
  exec(this: Sqlite.Database, sql: string) {
    exec.call(this, sql);
    committed();
    return this;
  },
  pragma(this: Sqlite.Database, source: string, options?: Sqlite.PragmaOptions) {
    const result: unknown = pragma.call(this, source, options);
    if (source.startsWith("wal_checkpoint")) committed();
    return result;
  },
});

const config = createConfig({ dataFolder: folder, port: 0, logLevel: "silent" });
const server = await startServer(config, {
  onErasureStep: (at, place) => {
    if (at === step && place === is) process.kill(process.pid, "SIGKILL");
  },
});
const member = await server.store.people.member(MemberId.parse(as));
if (!member) throw new Error("nobody to ask as");
const { secret } = await openSession(server.store, member, new Date());
const { erasures } = server.store;
const { begin } = erasures;
erasures.begin = (...job) => {
  hasBegun = true;
  return begin(...job);
};
await fetch(server.url + path, {
  method: "POST",
  headers: { cookie: `${cookieName(config)}=${secret}`, origin: server.url, "content-type": "application/json" },
  body,
});
hasBegun = false;
await server.stop();
process.stdout.write(String(commits));
