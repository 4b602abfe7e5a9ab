import { readFileSync } from "node:fs";
import { ImportConfirmed, ImportDraft } from "../../../schema/protocol/http/imports.ts";
import { NamesView, type NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import { namesProgress } from "../../../schema/domain/names-progress.ts";
import type { Story } from "./story.ts";

const KEY = "kpo1";
const BY = "facilitator";
/** So many names and numbers are still to be decided on. */
const LEFT = 38;

/** In preparation: the court's own file, of which most names are decided on. */
export function tellKpo1(story: Story): void {
  story.on(-5, 13, async () => {
    const form = new FormData();
    form.set("file", new File([readFileSync(new URL("../data/rs-organised.docx", import.meta.url))], "presuda.docx"));
    const { id, recognised } = await story.ask(ImportDraft, BY, "POST", "/api/imports", form);
    const { court, caseNumber, date, language, script, country } = recognised;
    const read = { court, caseNumber, date, language, script, country, form: recognised.form };
    const data = { ...read, instance: "first", invented: true };
    const body = { data, owner: story.people[BY].organisation };
    const { verdict } = await story.ask(ImportConfirmed, BY, "POST", `/api/imports/${id}/confirm`, body);
    story.verdicts[KEY] = verdict;
  });
  story.on(-3, 9, () => decideNames(story));
}

async function decideNames(story: Story): Promise<void> {
  const { path } = await story.newest(KEY);
  let view = await story.ask(NamesView, BY, "GET", `${path}/names`);
  const decide = async (command: NamesCommand): Promise<void> => {
    view = await story.ask(NamesView, BY, "POST", `${path}/names/commands`, { number: view.number, command });
  };
  const left = (): number => {
    const { decided, all } = namesProgress(view);
    return all - decided;
  };
  // Persons first, as they stand in the list, then numbers, then surnames of which one has to look whose they are.
  for (const { id } of view.entities.filter(({ state }) => state === "proposed"))
    if (left() > LEFT) await decide({ kind: "confirm", entity: id });
  for (const { id, state } of view.identifiers)
    if (state === "proposed" && left() > LEFT)
      await decide({ kind: "identifier", id, state: "confirmed", alike: true });
  for (const { id, mentions } of view.entities.filter(({ state }) => state === "confirmed"))
    for (const { start, sure, state } of mentions)
      if (!sure && state === "open" && left() > LEFT) await decide({ kind: "mention", entity: id, start, is: true });
}
