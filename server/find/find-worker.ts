import { parentPort } from "node:worker_threads";
import { readQuery } from "../../schema/search/query.ts";
import { IndexTables } from "./index-tables.ts";
import { lineOf } from "./line.ts";
import type { FindJob, FoundLines } from "./find-index.ts";

// The one who starts this thread is find-index.ts. What it holds ends with it.
const tables = new IndexTables();

parentPort?.on("message", (job: FindJob) => parentPort?.postMessage(answerTo(job)));

function answerTo(job: FindJob): FoundLines | null {
  if (job.do === "hold") {
    tables.hold(job.verdict, job.language, job.revision);
    return null;
  }
  const query = readQuery(job.query);
  const found = tables.find(query, job.readable);
  const within = new Set(job.within);
  const numbers = [...found].flatMap(([id, of]) => (within.has(id) ? of : []));
  return {
    counts: [...found].flatMap(([id, of]) => (of.length > 0 ? [[id, of.length]] : [])),
    total: numbers.length,
    lines: numbers.slice(job.from, job.from + job.most).map((number) => lineOf(tables.entry(number), query)),
  };
}
