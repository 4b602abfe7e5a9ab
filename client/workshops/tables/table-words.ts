import { phaseAfter } from "../../../schema/domain/workshop/phases.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { t } from "../../i18n/t.ts";
import type { WorkshopModel } from "../workshop-model.ts";

/** What a table is called: by its name, or by its number in the reader's language. */
export function tableName(name: string | null, number: number): string {
  return name === null || name === "" ? t("table.number", { number: String(number) }) : name;
}

/** The tables of the step under way, in their order. */
export function tablesNow({ tables, workshop }: Pick<WorkshopView, "tables" | "workshop">): TableView[] {
  return tables.filter(({ step }) => step === workshop.step);
}

/**
 * The table that a reader's chair leads on by the key that turns a step: theirs, while a phase of it is to come. Who has the floor, too,
 * turns the step by it once their table is done, and by its button at any time.
 */
export function tableByKey(view: Pick<WorkshopView, "seat" | "tables" | "workshop">): TableView | null {
  const own = tablesNow(view).find(({ chair }) => chair === view.seat?.id);
  if (!own || view.workshop.state !== "open" || own.work.endedAt !== null) return null;
  const { phase, kind } = own.work;
  return phase === null || phaseAfter(kind, phase) !== null ? own : null;
}

/** The clock of a table's phase, as that of a workshop is read. */
export class TableClock {
  private readonly model: WorkshopModel;
  private readonly table: TableView;

  constructor(model: WorkshopModel, table: TableView) {
    this.model = model;
    this.table = table;
  }

  get leftMs(): number | null {
    const { leftMs, work } = this.table;
    if (this.model.view?.workshop.state === "paused") return leftMs;
    return work.endsAt === null || work.endedAt !== null ? null : Date.parse(work.endsAt) - this.model.clock.now();
  }
}
