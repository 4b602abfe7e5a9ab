import { projectAll } from "../rooms/log/projection.ts";
import { verifyStore } from "../store/verify.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, say, sayJson } from "./options.ts";

/** `coram verify [--rebuild]`: the database is whole, the audit chain holds, and the rows are what the rooms say. Exit 1 when something does not hold. */
export async function verify(args: string[]): Promise<number> {
  const { values } = parseOptions(args, { data: { type: "string" }, rebuild: { type: "boolean" } });
  const rebuild = values.rebuild ?? false;
  const report = await withStore(values.data, (store) => verifyStore(store, { project: projectAll, rebuild }), {
    check: "full",
  });
  const left = report.differences.filter(({ room }) => !report.rebuilt.includes(room));
  const isSound = report.auditBrokenAt === null && left.length === 0;
  if (values.json) sayJson({ ...report, isSound });
  else {
    say(
      report.auditBrokenAt === null
        ? "The audit log holds."
        : `The audit log is broken at entry ${report.auditBrokenAt}.`,
    );
    say(
      `${report.rooms} rooms compared with their rows: ${report.differences.length} differences, ${report.rebuilt.length} rooms rebuilt.`,
    );
    for (const { room, where, id, what } of left) say(`  ${room} ${where} ${id ?? ""} ${what}`);
    if (left.length > 0 && !rebuild) say('Run "coram verify --rebuild" to write the rows anew.');
  }
  return isSound ? 0 : 1;
}
