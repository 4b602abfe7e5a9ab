import {
  Encoding,
  ImportConfirm,
  PastedText,
  type ImportDraft,
  type Recognised,
} from "../../../schema/protocol/http/imports.ts";
import { ImportFailure } from "../../import/failure.ts";
import { confirmDraft } from "../../actions/confirm-draft.ts";
import { createImportDrafts } from "./import-drafts.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import type { ImportService } from "../../import/import-service.ts";

/** What the file or the pasted text of the request is recognised as. */
export async function recognise(c: RequestContext, service: ImportService): Promise<Recognised> {
  const { signal } = c.req.raw;
  if (!c.req.header("content-type")?.startsWith("multipart/form-data"))
    return service.text((await readBody(c, PastedText)).text, { signal });
  const { file, encoding } = await readForm(c);
  const known = encoding === undefined ? {} : { encoding };
  return service.file(new Uint8Array(await file.arrayBuffer()), file.name, { signal, ...known });
}

/** The field `file` of a form. */
export async function readFile(c: RequestContext): Promise<File> {
  return (await readForm(c)).file;
}

async function readForm(c: RequestContext): Promise<{ file: File; encoding: Encoding | undefined }> {
  const form = await c.req.parseBody().catch(() => null);
  const file = form?.["file"];
  if (!(file instanceof File)) throw new Refusal("bad-request", { field: "file" });
  const encoding = Encoding.optional().safeParse(form?.["encoding"]);
  if (!encoding.success) throw new Refusal("bad-request", { field: "encoding" });
  return { file, encoding: encoding.data };
}

export function importRoutes(deps: Pick<Deps, "clock" | "imports" | "realtime" | "store">) {
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
      const confirmed = await readBody(c, ImportConfirm);
      const recognised = drafts.get(by.member.id, c.req.param("id"), now());
      if (!recognised) throw new Refusal("import-gone");
      const verdict = await confirmDraft(deps, by, recognised, confirmed);
      drafts.drop(by.member.id, c.req.param("id"));
      return c.json({ verdict }, 201);
    })
    .delete("/:id", (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      drafts.drop(by.member.id, c.req.param("id"));
      return c.body(null, 204);
    });
}
