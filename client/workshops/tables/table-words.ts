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
