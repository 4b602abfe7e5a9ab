import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { readWorkshops } from "../../api/workshops/workshops.ts";
import type { Session } from "../../app/session-context.ts";
import { LightElement } from "../../elements/light-element.ts";
import type { CoramVerdictText } from "../../verdict/text/coram-verdict-text.ts";
import { WorkshopModel } from "../workshop-model.ts";
import type { CoramFollowBar } from "./coram-follow-bar.ts";
import "./coram-follow-bar.ts";
import { followRoom } from "./follow-room.ts";
import { FollowSurface, type FollowedText, startIn } from "./follow-surface.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-follow": CoramVerdictFollow;
  }
}

/** Following on the page of a verdict, while a workshop is open. */
@customElement("coram-verdict-follow")
export class CoramVerdictFollow extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) view!: Pick<VerdictView, "maps" | "revision">;
  /** Where the text is. */
  @property({ attribute: false }) text: () => CoramVerdictText | null = () => null;
  @state() private workshop: WorkshopModel | null = null;
  @query("coram-follow-bar") private readonly bar!: CoramFollowBar | null;
  private readonly surface = new FollowSurface(() => this.texts());
  private readonly shared = onceFor(sharedBlocks);
  private stopHearing: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const { events, view } = this.session;
    this.stopHearing = events.listen(({ type }) => {
      if (type === "workshops" && !this.workshop) void this.find();
    });
    if (view.workshops) void this.find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopHearing?.();
    this.workshop?.stop();
    this.workshop = null;
  }

  /** The workshop that is under way, if there is one. */
  private async find(): Promise<void> {
    const { events, member } = this.session;
    const list = await readWorkshops().catch(() => null);
    const open = list?.workshops.find(({ state: each }) => each === "open" || each === "paused");
    if (!open || !member || !this.isConnected || this.workshop) return;
    const workshop = new WorkshopModel({ id: open.id, me: member.id, events, onChange: () => this.requestUpdate() });
    this.workshop = workshop;
    workshop.start();
  }

  private texts(): FollowedText[] {
    const text = this.text();
    const { verdict, view } = this;
    const { revision } = view;
    if (!text) return [];
    const shared = this.shared(view, verdict, this.workshop?.step?.passages ?? null);
    const visible = text.visibleBlocks();
    const rangeOf = (block: number): Range | null => {
      const found = revision.blocks[block];
      // The whole of it: within one that is longer than the window its beginning is out of sight.
      return found ? { start: found.start, end: Math.max(found.end, found.start + 1) } : null;
    };
    return [
      {
        verdict,
        revision: revision.number,
        blocks: shared,
        topOf: (block) => {
          const range = rangeOf(block);
          // What is far out of sight is not measured.
          const isNear = range && visible && range.end > visible.first && range.start <= visible.last;
          return isNear ? text.rectOf([range]) : null;
        },
        selected: () => {
          const [range] = text.selectedRanges;
          const block = revision.blocks.findIndex(
            ({ kind, start, end }) => kind !== "page" && range && start <= range.start && range.start < end,
          );
          return range && block >= 0 ? { ...range, block } : null;
        },
        isAtWork: false,
        scrollTo: (block, at) =>
          text.scrollToOffset(startIn(rangeOf(block) ?? { start: 0, end: 0 }, at), { to: "center" }),
        mark: (words) => (text.marks = words ? [{ ...words, kind: "pointed" }] : []),
      },
    ];
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("view")) this.bar?.arrived();
  }

  protected override render(): TemplateResult | typeof nothing {
    const room = this.workshop && followRoom(this.workshop);
    if (!room) return nothing;
    return html`<coram-follow-bar
      .events=${this.session.events}
      .room=${room}
      .surface=${this.surface}
      .goesElsewhere=${true}
    ></coram-follow-bar>`;
  }
}

/** Paragraphs of a verdict, and which of them others are shown: those of the step's passages. */
function sharedBlocks(
  { revision, maps }: Pick<VerdictView, "maps" | "revision">,
  verdict: VerdictId,
  passages: readonly { verdict: VerdictId; anchor: Parameters<typeof resolveAnchor>[0] }[] | null,
): FollowedText["blocks"] {
  const ranges = (passages ?? []).flatMap((passage) =>
    passage.verdict === verdict && passage.anchor.revision <= revision.number
      ? resolveAnchor(passage.anchor, maps, revision.number).ranges
      : [],
  );
  return contentBlocks(revision.blocks).map((block) => ({
    block: revision.blocks.indexOf(block),
    number: block.number ?? "",
    isShared: ranges.some(({ start, end }) => start < block.end && block.start < end),
  }));
}
