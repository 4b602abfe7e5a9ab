// Run as a process of its own, to be killed: commits tags to a layer for ever and prints each seq once it is durable.
import { parseArgs } from "node:util";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { aCommit, addNetwork, anAnnotation, NO_ROWS } from "./store-fixture.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const store = await openSqliteStore(positionals[0] ?? "");
const { lawyer, verdict } = await addNetwork(store);
for (let seq = 0; ; seq++) {
  const rows = { ...NO_ROWS, annotations: [anAnnotation(verdict, lawyer.id)] };
  await store.rooms.commit([aCommit(verdict.rooms.layer, seq, lawyer.id, { clients: [[seq, lawyer.id]], rows })]);
  process.stdout.write(`${seq + 1}\n`);
}
