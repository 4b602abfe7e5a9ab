import { ImportConfirm, PastedText, type ImportDraft, type Recognised } from "../../schema/protocol/http/imports.ts";
import { setBlocks } from "../../schema/text/block-edits.ts";
import { ImportFailure } from "../import/failure.ts";
import { createImportDrafts } from "./import-drafts.ts";
import { newVerdict } from "./new-verdict.ts";
import { Refusal } from "./problems.ts";
import { audit, createRoutes, mustBeAllowed, readBody, type Asked, type Deps } from "./route.ts";

/** Reads files in a child process under limits; never partial. Rejects with ImportFailure. */
export interface ImportDesk {
  file(bytes: Uint8Array, fileName: string, options?: { signal?: AbortSignal }): Promise<Recognised>;
  text(text: string, options?: { signal?: AbortSignal }): Promise<Recognised>;
}

/** What the file or the pasted text of the request is recognised as. */
async function recognise(c: Asked, desk: ImportDesk): Promise<Recognised> {
  const { signal } = c.req.raw;
  if (!c.req.header("content-type")?.startsWith("multipart/form-data"))
    return desk.text((await readBody(c, PastedText)).text, { signal });
  const form = await c.req.parseBody().catch(() => null);
  const file = form?.["file"];
  if (!(file instanceof File)) throw new Refusal("bad-request", { field: "file" });
  return desk.file(new Uint8Array(await file.arrayBuffer()), file.name, { signal });
}

export function importRoutes(deps: Deps) {
  const drafts = createImportDrafts();
  const now = (): number => deps.clock().getTime();

  return createRoutes()
    .post("/", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const recognised = await recognise(c, deps.imports).catch(async (error: unknown) => {
        if (!(error instanceof ImportFailure)) throw error;
        await audit(deps, by, "import.refused", { reason: error.code });
        throw new Refusal(`import-${error.code}`, error.params);
      });
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
