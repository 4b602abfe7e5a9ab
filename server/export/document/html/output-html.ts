import { readFileSync } from "node:fs";
import type { Picture } from "../../../../schema/domain/house.ts";
import { UI_LANGUAGES } from "../../../../schema/domain/language.ts";
import { listStyle, listStyleRules } from "../../../../schema/language/typography.ts";
import { svgOf } from "../../../../schema/figures/drawing.ts";
import { xmlText } from "../../files/clean.ts";
import { areShortFacts, inlineText } from "../typography/lengths.ts";
import { contentsDepth, isPart } from "../typography/front-matter.ts";
import type { Block, Cell, Fact, Inline, Manuscript, PlaceName } from "../manuscript/manuscript.ts";
import { donorsOf, picturesOf } from "../manuscript/printed-house.ts";
import { gridOf } from "../typography/table-grid.ts";
import { typeset } from "../typography/typeset.ts";

const STYLE = ["output.css", "contents.css", "figures.css"]
  .map((name) => readFileSync(new URL(name, import.meta.url), "utf8").trim())
  .join("\n");

const LISTS = [
  listStyleRules(),
  ...UI_LANGUAGES.map((language) => `ol.letters:lang(${language}) { list-style: ${listStyle(language)}; }`),
].join("\n");

/** One or both languages of a document as one HTML file that asks nothing of anybody: no script, no font, and its pictures in it. */
export function outputHtml(manuscripts: readonly Manuscript[]): Uint8Array {
  const [first] = manuscripts;
  const title = manuscripts.map((each) => each.title).join(" · ");
  const articles = manuscripts.map((manuscript, i) => new Writer(typeset(manuscript), `p${i + 1}-`).article());
  const pictures = manuscripts.some(({ house }) => picturesOf(house).length > 0) ? " img-src data:;" : "";
  const html = `<!doctype html>
<html lang="${escape(first?.language ?? "en")}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="author" content="${escape(first?.network ?? "")}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';${pictures} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><title>${escape(title)}</title>
<style>
${STYLE}
${LISTS}
${pageFeet(manuscripts)}
</style></head>
<body>${languages(manuscripts)}<main>
${articles.join("\n")}
</main></body>
</html>
`;
  return new TextEncoder().encode(html);
}

/** Printed: what a draft is and the number, at the foot of each page. */
function pageFeet(manuscripts: readonly Manuscript[]): string {
  const marks = [...new Set(manuscripts.map(({ mark }) => mark).filter(Boolean))].join(" · ");
  const said = marks.replace(/[^\p{L}\p{N} ,·]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `);
  return `@page { @bottom-left { content: "${said}"; font: 8pt "Source Sans 3", Arial, sans-serif; } @bottom-right { content: counter(page); font: 8pt "Source Sans 3", Arial, sans-serif; } }`;
}

/** The way to each language, in its own words. */
function languages(manuscripts: readonly Manuscript[]): string {
  if (manuscripts.length < 2) return "";
  const links = manuscripts.map(
    ({ language, title }, i) => `<li lang="${escape(language)}"><a href="#p${i + 1}-">${escape(title)}</a></li>`,
  );
  return `<nav class="languages sans"><ul>${links.join("")}</ul></nav>\n`;
}

class Writer {
  readonly #manuscript: Manuscript;
  /** Keeps the ids of two languages apart. */
  readonly #prefix: string;
  readonly #notes: string[] = [];
  readonly #headings: { level: number; id: string; number: string; range: string; text: string }[] = [];

  constructor(manuscript: Manuscript, prefix: string) {
    this.#manuscript = manuscript;
    this.#prefix = prefix;
  }

  article(): string {
    const { language, blocks, words, house } = this.#manuscript;
    // Contents come before what they list, and are written after it.
    const written = blocks.map((block) => (block.kind === "contents" ? block : this.#block(block)));
    const notes = this.#notes.length > 0 ? this.#heading(1, words.notes) : "";
    const parts = [
      `<article lang="${escape(language)}" id="${this.#prefix}" style="--house: ${house.colour}">`,
      ...written.map((each) => (typeof each === "string" ? each : this.#contents(each))),
      notes && `<section class="notes" role="doc-endnotes">${notes}<ol>${this.#notes.join("")}</ol></section>`,
      "</article>",
    ];
    return parts.filter(Boolean).join("\n");
  }

  #opening({ form, label, subtitle, note, when, also, rows }: Extract<Block, { kind: "opening" }>): string {
    const { title, mark, network, house } = this.#manuscript;
    const isHead = form === "head";
    const contact = [network, ...house.contact].map(escape).join("<br>");
    return [
      `<header class="${form}">`,
      isHead ? "" : this.#marks(),
      form === "letterhead" ? `<p class="contact sans">${contact}</p>` : "",
      rows.length > 0 ? facts(rows) : "",
      mark && `<p class="mark sans">${escape(mark)}</p>`,
      `<p class="kind sans"><span>${escape(label)}</span> <span class="when">${escape([when, also].filter(Boolean).join(" · "))}</span></p>`,
      `<h1>${escape(title)}</h1>`,
      subtitle && `<p class="below">${escape(subtitle)}</p>`,
      note && `<p class="below">${escape(note)}</p>`,
      form === "cover" ? this.#donors() : "",
      "</header>",
    ].join("");
  }

  #marks(): string {
    const marks = this.#manuscript.house.organisations.map(
      ({ name, logo }) => `<li${langOf(name.lang)}>${picture(logo)}<span>${escape(name.text)}</span></li>`,
    );
    return marks.length > 0 ? `<ul class="marks sans">${marks.join("")}</ul>` : "";
  }

  #donors(): string {
    return donorsOf(this.#manuscript)
      .map(({ mark, lines }) => {
        const said = lines.map(({ text, lang }) => `<p${langOf(lang)}>${escape(text)}</p>`).join("");
        return `<div class="donor sans">${picture(mark)}<div>${said}</div></div>`;
      })
      .join("");
  }

  #back({ label, said }: Extract<Block, { kind: "back" }>): string {
    const { network, house } = this.#manuscript;
    const contact = [network, ...house.contact].map(escape).join("<br>");
    return `<footer class="back sans">${said && `<p class="below">${escape(said)}</p>`}<p class="kind">${escape(label)}</p>${this.#marks()}<p class="contact">${contact}</p></footer>`;
  }

  #contents({ title, ownPage }: Extract<Block, { kind: "contents" }>): string {
    const depth = contentsDepth({ ownPage });
    const entries = this.#headings
      .filter(({ level }) => level <= depth)
      .map(
        ({ level, id, number, range, text }) =>
          `<li class="level-${level}${level === 1 && isPart(number) ? " part" : ""}"><a href="#${id}">${beside(number)}<span>${escape(text)}</span>${range && ` <span class="range">${escape(range)}</span>`}</a></li>`,
      );
    return `<nav class="contents" role="doc-toc" aria-label="${escape(title)}"><p class="sans"><strong>${escape(title)}</strong></p><ol>${entries.join("")}</ol></nav>`;
  }

  /** A heading of the document's second level or below; the first two of these stand in the contents. */
  #heading(level: number, text: string, html = escape(text), { number = "", range = "" } = {}): string {
    const id = `${this.#prefix}h${this.#headings.length + 1}`;
    this.#headings.push({ level, id, number, range, text });
    return `<h${level + 1} id="${id}">${beside(number)}${html}</h${level + 1}>`;
  }

  #place(at: PlaceName): string {
    return this.#prefix + at;
  }

  #to(at: PlaceName, text: string): string {
    return `<a href="#${this.#place(at)}">${escape(text)}</a>`;
  }

  /** Where something leads to a table. */
  #here(at: PlaceName | undefined): string {
    return at ? `<span id="${this.#place(at)}"></span>` : "";
  }

  #blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "opening":
        return this.#opening(block);
      case "contents":
        return this.#contents(block);
      case "box":
        return facts(block.rows);
      case "imprint":
        return `<footer class="imprint sans">${facts(block.rows)}</footer>`;
      case "back":
        return this.#back(block);
      case "heading":
        return this.#heading(block.level, inlineText(block.content), this.#inlines(block.content), block);
      case "paragraph":
        return `<p${block.role ? ` class="${block.role}"` : ""}>${beside(block.number)}${this.#inlines(block.content)}</p>`;
      case "list": {
        const items = block.items.map((item) => `<li>${this.#blocks(item)}</li>`).join("");
        if (block.labels === null) return `<ul>${items}</ul>`;
        const { start, style } = block.labels;
        return `<ol start="${start}"${style === "numbers" ? "" : ` class="${style}"`}>${items}</ol>`;
      }
      case "quotation":
        return `<blockquote>${this.#blocks(block.blocks)}</blockquote>`;
      case "table":
        return (
          this.#here(block.at) +
          beside(block.label, "p") +
          caption(block.caption) +
          this.#table(block.rows) +
          (block.remark ? `<p class="sans remark">${escape(block.remark)}</p>` : "")
        );
      case "evidence": {
        const { content, verdict, remark } = block;
        return `<figure>${beside(verdict)}<blockquote>${this.#inlines(content)}</blockquote>${remark ? `<p class="sans remark">${escape(remark)}</p>` : ""}</figure>`;
      }
      case "recommendation":
        return `<section class="recommendation"><p><strong class="sans">${escape(block.label)} ${block.number}.</strong> ${this.#inlines(block.content)}</p>${block.facts.length > 0 ? facts(block.facts, (at, value) => this.#to(at, value)) : ""}</section>`;
      case "facts": {
        const above = this.#here(block.at) + beside(block.label, "p") + caption(block.caption);
        if (block.rows.length === 0) return `${above}<p class="sans remark">${escape(block.empty)}</p>`;
        const head = block.head.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
        const rows = block.rows.map(
          (row) =>
            `<tr>${row.map((text) => `<td${span("colspan", row.length === 1 ? block.head.length : 1)}>${escape(text).replaceAll("\n", "<br>")}</td>`).join("")}</tr>`,
        );
        return (
          above +
          scrolling(
            `<table class="facts"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
            areShortFacts(block.rows),
          )
        );
      }
    }
  }

  /** Rows of headers alone are the table's head, which is printed again on each page. */
  #table(rows: readonly Cell[][]): string {
    const { heads, isShort } = gridOf(rows);
    const written = (some: readonly Cell[][], scope: "col" | "row"): string =>
      some.map((row) => `<tr>${row.map((cell) => this.#cell(cell, scope)).join("")}</tr>`).join("");
    const head = heads > 0 ? `<thead>${written(rows.slice(0, heads), "col")}</thead>` : "";
    return scrolling(`<table>${head}<tbody>${written(rows.slice(heads), "row")}</tbody></table>`, isShort);
  }

  #cell({ isHeader, colspan, rowspan, isRight, blocks }: Cell, scope: "col" | "row"): string {
    const [tag, of] = isHeader ? ["th", ` scope="${scope}"`] : ["td", ""];
    return `<${tag}${of}${isRight ? ` class="right"` : ""}${span("colspan", colspan)}${span("rowspan", rowspan)}>${this.#blocks(blocks)}</${tag}>`;
  }

  #inlines(content: readonly Inline[]): string {
    return content
      .map((inline) => {
        if (inline.kind === "break") return "<br>";
        if (inline.kind === "note") return this.#note(inline.content);
        if (inline.kind === "place") return this.#here(inline.at);
        if (inline.kind === "to") return this.#to(inline.at, inline.text);
        if (inline.kind === "drawing")
          return `<span class="${inline.isKey ? "key" : "drawn"}">${svgOf(inline.drawing, "currentColor")}</span>`;
        const { text, strong, em, superscript, lang, href } = inline;
        let html = escape(text);
        if (lang) html = `<span lang="${escape(lang)}">${html}</span>`;
        if (superscript) html = `<sup>${html}</sup>`;
        if (em) html = `<em>${html}</em>`;
        if (strong) html = `<strong>${html}</strong>`;
        return href ? `<a href="${escape(href)}" rel="noopener noreferrer">${html}</a>` : html;
      })
      .join("");
  }

  #note(content: readonly Inline[]): string {
    const number = this.#notes.length + 1;
    const id = `${this.#prefix}n${number}`;
    // Its place is taken before its words are written, which can hold no note of their own.
    this.#notes.push("");
    this.#notes[number - 1] =
      `<li id="${id}">${this.#inlines(content)} <a href="#${id}-ref" role="doc-backlink" aria-label="${number} ↩">↩</a></li>`;
    return `<sup id="${id}-ref"><a href="#${id}" role="doc-noteref">${number}</a></sup>`;
  }
}

/** What stands left of the text where the window has room for it. */
function beside(text: string, tag = "span"): string {
  return text && `<${tag} class="beside sans">${escape(text)}${tag === "span" ? " " : ""}</${tag}>`;
}

function caption(text: string): string {
  return text && `<p class="caption sans">${escape(text)}</p>`;
}

/** The words beside it say what it shows. */
function picture(of: Picture | null): string {
  return of ? `<img alt="" src="data:image/png;base64,${escape(of.png)}">` : "";
}

function langOf(lang: string | null): string {
  return lang === null ? "" : ` lang="${escape(lang)}"`;
}

function span(name: "colspan" | "rowspan", value: number): string {
  return value > 1 ? ` ${name}="${value}"` : "";
}

/** A table wider than the screen moves by itself, by keys too, and not the page with it. `isShort`: printed, it stands on one page. */
function scrolling(table: string, isShort: boolean): string {
  return `<div class="table${isShort ? " short" : ""}" tabindex="0">${table}</div>`;
}

/** `to`: how what leads somewhere is written. */
function facts(rows: readonly Fact[], to = (_: PlaceName, value: string): string => escape(value)): string {
  const said = ([, value, at]: Fact): string => (at ? to(at, value) : escape(value));
  return `<dl>${rows.map((row) => `<dt>${escape(row[0])}</dt><dd>${said(row)}</dd>`).join("")}</dl>`;
}

function escape(text: string): string {
  return xmlText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
