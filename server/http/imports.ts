import type { ProblemCode } from "../../schema/protocol/http/problem.ts";
import {
  LayerId,
  newId,
  RoomId,
  RoundId,
  VerdictId,
  type MemberId,
  type OrganisationId,
} from "../../schema/domain/ids.ts";
import type { Verdict, VerdictData } from "../../schema/domain/verdict.ts";
import {
  ImportConfirm,
  PastedText,
  type ImportDraft,
  type ImportFailureCode,
  type Recognised,
} from "../../schema/protocol/http/imports.ts";
import { setBlocks } from "../../schema/text/block-edits.ts";
import type { NewVerdict } from "../store/store.ts";
import { createImportDrafts } from "./import-drafts.ts";
import { Refusal } from "./problems.ts";
import { audit, createRoutes, limitBody, mustBeAllowed, readBody, type Asked, type Deps } from "./route.ts";

/** Reads files in a child process under limits; never partial. */
export interface ImportDesk {
  recognise(
    source: { name: string; bytes: Uint8Array } | { text: string },
  ): Promise<Recognised | { failure: ImportFailureCode }>;
}

const FILE_MAX = 64 * 2 ** 20;
// The form around the file.
const BODY_MAX = FILE_MAX + 2 ** 20;

/** A verdict in preparation with its first revision, as the store takes it. */
export function newVerdict(
  data: VerdictData,
  owner: OrganisationId,
  source: Pick<Recognised, "text" | "blocks" | "pages">,
  by: MemberId,
  at: string,
): NewVerdict {
  const id = newId(VerdictId);
  const verdict: Verdict = {
    ...data,
    id,
    owner,
    stage: "in-preparation",
    revision: 1,
    pages: source.pages,
    createdAt: at,
  };
  return {
    verdict,
    text: { text: source.text, blocks: source.blocks },
    by,
    round: newId(RoundId),
    layer: newId(LayerId),
    rooms: { layer: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) },
  };
}

async function readSource(c: Asked): Promise<{ name: string; bytes: Uint8Array } | { text: string }> {
  if (!c.req.header("content-type")?.startsWith("multipart/form-data")) return readBody(c, PastedText);
  const file = await c.req.parseBody().then(
    (form) => form["file"],
    () => null,
  );
  if (!(file instanceof File)) throw new Refusal("bad-request", { field: "file" });
  if (file.size > FILE_MAX) throw new Refusal("import-too-large", { mebibytes: 64 });
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

export function importRoutes(deps: Deps) {
  const drafts = createImportDrafts();
  const now = (): number => deps.clock().getTime();

  return createRoutes()
    .post("/", limitBody(BODY_MAX), async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const recognised = await deps.imports.recognise(await readSource(c));
      if ("failure" in recognised) {
        await audit(deps, by, "import.refused", { reason: recognised.failure });
        throw new Refusal(`import-${recognised.failure}` satisfies ProblemCode);
      }
      const draft: ImportDraft = { id: drafts.keep(by.member.id, recognised, now()), recognised };
      return c.json(draft, 201);
    })
    .post("/:id/confirm", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const { data, owner, blockEdits } = await readBody(c, ImportConfirm);
      const recognised = drafts.get(by.member.id, c.req.param("id"), now());
      if (!recognised) throw new Refusal("import-gone");
      const known = (await deps.store.people.organisations()).some((each) => each.id === owner);
      if (!known) throw new Refusal("bad-request", { field: "owner" });
      const source = { ...recognised, blocks: setBlocks(recognised.blocks, blockEdits) };
      const made = newVerdict(data, owner, source, by.member.id, deps.clock().toISOString());
      await deps.store.verdicts.add(made);
      drafts.drop(by.member.id, c.req.param("id"));
      await audit(deps, by, "import.confirm", { verdict: made.verdict.id });
      deps.realtime.publish({ type: "verdict", verdict: made.verdict.id });
      return c.json({ verdict: made.verdict.id }, 201);
    })
    .delete("/:id", (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      drafts.drop(by.member.id, c.req.param("id"));
      return c.body(null, 204);
    });
}
