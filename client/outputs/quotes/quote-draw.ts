import type { Node } from "prosemirror-model";
import { chartIn, comparedIn } from "../../../schema/editor/drawn-on.ts";
import { entriesOf } from "../../../schema/editor/wired-rows.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { toQuote } from "../../../schema/editor/output-nodes.ts";
import type { DrawNode, ViewedNode } from "../../writer/output-views.ts";
import "../references/coram-reference.ts";
import "../tables/coram-case-table.ts";
import "../tables/coram-chart.ts";
import "../tables/coram-comparison.ts";
import "./coram-figure.ts";
import "./coram-record.ts";
import "./coram-quote.ts";
import type { QuoteService } from "./quote-service.ts";

/** How quotes, figures, tables and references are drawn: each by an element of its own, which stays as long as the node does. */
export function quoteNodes(service: QuoteService): Partial<Record<ViewedNode, DrawNode>> {
  const quote: DrawNode = (node, host, getPos) => {
    service.parts.touch();
    const element = elementIn(host, "coram-quote");
    const form = node.type.name === "evidence" ? "block" : node.attrs["shows"] === "note" ? "note" : "words";
    Object.assign(element, { service, getPos, form, quote: toQuote(node.attrs), block: blockOf(node) });
  };
  const table: DrawNode = (node, host, getPos) => {
    service.parts.touch();
    const element = elementIn(host, "coram-case-table");
    const kind = node.type.name === "timeline" ? "timeline" : "actors";
    const verdict = typeof node.attrs["verdict"] === "string" ? node.attrs["verdict"] : null;
    Object.assign(element, {
      service,
      getPos,
      kind,
      verdict,
      entries: entriesOf(node.toJSON() as OutputNode),
      block: blockOf(node),
    });
  };
  return {
    evidence: quote,
    evidenceNote: quote,
    figure: (node, host, getPos) => {
      service.parts.touch();
      const element = elementIn(host, "coram-figure");
      const text = (name: string): string | null => (typeof node.attrs[name] === "string" ? node.attrs[name] : null);
      Object.assign(element, {
        service,
        getPos,
        block: blockOf(node),
        subject: text("subject"),
        scope: text("scope"),
        approved: text("approved"),
      });
    },
    record: recordNode(service),
    comparison: (node, host, getPos) => {
      service.parts.touch();
      const element = elementIn(host, "coram-comparison");
      const entries = entriesOf(node.toJSON() as OutputNode);
      Object.assign(element, { service, getPos, ...comparedIn(node.attrs), entries, block: blockOf(node) });
    },
    chart: (node, host, getPos) => {
      service.parts.touch();
      const element = elementIn(host, "coram-chart");
      const entries = entriesOf(node.toJSON() as OutputNode);
      Object.assign(element, { service, getPos, ...chartIn(node.attrs), entries, block: blockOf(node) });
    },
    timeline: table,
    actors: table,
    reference: (node, host, getPos) => {
      const element = elementIn(host, "coram-reference");
      const to = typeof node.attrs["to"] === "string" ? node.attrs["to"] : null;
      const form = node.attrs["form"] === "number" ? "number" : "named";
      Object.assign(element, { service, getPos, to, form, textLang: service.textLang, block: blockOf(node) });
    },
  };
}

function recordNode(service: QuoteService): DrawNode {
  return (node, host, getPos) => {
    service.parts.touch();
    Object.assign(elementIn(host, "coram-record"), { service, getPos, block: blockOf(node) });
  };
}

function blockOf({ attrs }: Node): string {
  return typeof attrs["id"] === "string" ? attrs["id"] : "";
}

function elementIn(host: HTMLElement, tag: keyof HTMLElementTagNameMap): HTMLElement {
  const there = host.querySelector<HTMLElement>(`:scope > ${tag}`);
  if (there) return there;
  const made: HTMLElement = document.createElement(tag);
  host.replaceChildren(made);
  return made;
}
