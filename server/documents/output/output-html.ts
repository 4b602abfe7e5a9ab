import { xmlText } from "../../export/clean.ts";
import type { Block, Inline, Manuscript } from "./manuscript.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1f1d1a,#eceae6);--soft:light-dark(#5a554e,#b3aea6);--rule:light-dark(#d8d4cc,#4a4741)}
body{margin:0 auto;max-width:42rem;padding:2rem 1.25rem 4rem;font:1.0625rem/1.6 "Source Serif 4",Georgia,"Times New Roman",serif;color:var(--ink);background:light-dark(#fff,#1b1a18);hyphens:auto}
h1,h2,h3,h4,h5,.sans,dt,th,figcaption{font-family:"Source Sans 3","Segoe UI",Arial,sans-serif;hyphens:manual}
h1{font-size:2rem;line-height:1.2}h2{font-size:1.4rem;margin-top:2.2em}h3{font-size:1.15rem;margin-top:1.8em}
.subtitle,.mark,figcaption,.notes,dt{color:var(--soft)}.mark{font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;border-block:1px solid var(--rule);padding:.75rem 0}
dd{margin:0;white-space:pre-line}dt{font-size:.875rem}
figure{margin:1.4em 0;padding-left:1rem;border-left:3px solid var(--rule)}figure blockquote{margin:0}figure blockquote+blockquote{margin-top:.6em;font-style:italic}
figcaption{font-size:.8125rem;margin-top:.4em}
.recommendation{border-top:1px solid var(--rule);padding-top:.75rem;margin:1.5em 0}
table{border-collapse:collapse;width:100%;margin:1.2em 0}th,td{border:1px solid var(--rule);padding:.35rem .5rem;text-align:left;vertical-align:top}
td p,th p,li p{margin:.2em 0}.notes{font-size:.875rem;border-top:1px solid var(--rule);margin-top:3em}
a{color:inherit}sup a{text-decoration:none}
@media(max-width:30rem){dl{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0}}
`;

/** One or both languages of a document as one HTML file that asks nothing of anybody: no script, no font, no picture. */
export function outputHtml(manuscripts: readonly Manuscript[]): Uint8Array {
  const [first] = manuscripts;
  const title = manuscripts.map((each) => each.title).join(" · ");
  const articles = manuscripts.map((manuscript, i) => new Writer(manuscript, `n${i + 1}-`).article());
  const html = `<!doctype html>
<html lang="${escape(first?.language ?? "en")}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="author" content="${escape(first?.network ?? "")}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(title)}</title>
<style>${STYLE}</style></head>
<body><main>${articles.join("\n<hr>\n")}</main></body>
</html>
`;
  return new TextEncoder().encode(html);
}

class Writer {
  readonly #manuscript: Manuscript;
  /** Keeps the notes of two languages apart. */
  readonly #prefix: string;
  readonly #notes: string[] = [];

  constructor(manuscript: Manuscript, prefix: string) {
    this.#manuscript = manuscript;
    this.#prefix = prefix;
  }

  article(): string {
    const { language, title, subtitle, mark, cover, blocks, quoted, words } = this.#manuscript;
    const body = this.#blocks(blocks);
    const sources = quoted.map(
      ({ source, category }) => `<li>${escape(category ? `${source} · ${category}` : source)}</li>`,
    );
    return [
      `<article lang="${escape(language)}">`,
      mark && `<p class="mark sans">${escape(mark)}</p>`,
      `<h1>${escape(title)}</h1><p class="subtitle sans">${escape(subtitle)}</p>`,
      facts(cover),
      body,
      sources.length > 0 &&
        `<h2>${escape(words.quoted)}</h2><p>${escape(words.quotedIntro)}</p><ol class="sans">${sources.join("")}</ol>`,
      this.#notes.length > 0 &&
        `<section class="notes"><h2>${escape(words.notes)}</h2><ol>${this.#notes.join("")}</ol></section>`,
      "</article>",
    ]
      .filter(Boolean)
      .join("\n");
  }

  #blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "heading":
        return `<h${block.level + 1}>${this.#inlines(block.content)}</h${block.level + 1}>`;
      case "paragraph":
        return `<p>${this.#inlines(block.content)}</p>`;
      case "list": {
        const items = block.items.map((item) => `<li>${this.#blocks(item)}</li>`).join("");
        return block.start === null ? `<ul>${items}</ul>` : `<ol start="${block.start}">${items}</ol>`;
      }
      case "quotation":
        return `<blockquote>${this.#blocks(block.blocks)}</blockquote>`;
      case "table":
        return `<table>${block.rows
          .map((row) => `<tr>${row.map((cell) => this.#cell(cell)).join("")}</tr>`)
          .join("")}</table>`;
      case "evidence": {
        const { words, lang, translation, source, remark } = block;
        const quoted = (text: string, of: string): string =>
          `<blockquote lang="${escape(of)}">${escape(text)}</blockquote>`;
        return `<figure>${quoted(words, lang)}${translation ? quoted(translation.words, translation.lang) : ""}<figcaption>${escape(source)}</figcaption>${remark ? `<p class="sans">${escape(remark)}</p>` : ""}</figure>`;
      }
      case "recommendation":
        return `<section class="recommendation"><p><strong class="sans">${escape(block.label)}.</strong> ${this.#inlines(block.content)}</p>${block.facts.length > 0 ? facts(block.facts) : ""}</section>`;
      case "facts": {
        if (block.rows.length === 0) return `<p class="subtitle sans">${escape(block.empty)}</p>`;
        const head = block.head.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
        const rows = block.rows.map(
          (row) => `<tr>${row.map((text) => `<td>${escape(text).replaceAll("\n", "<br>")}</td>`).join("")}</tr>`,
        );
        return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
      }
    }
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Extract<Block, { kind: "table" }>["rows"][number][number]): string {
    const tag = isHeader ? "th" : "td";
    const span = (name: string, value: number): string => (value > 1 ? ` ${name}="${value}"` : "");
    return `<${tag}${span("colspan", colspan)}${span("rowspan", rowspan)}>${this.#blocks(blocks)}</${tag}>`;
  }

  #inlines(content: readonly Inline[]): string {
    return content
      .map((inline) => {
        if (inline.kind === "break") return "<br>";
        if (inline.kind === "note") return this.#note(inline.content);
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
    const id = `${this.#prefix}${number}`;
    // Its place is taken before its words are written, which can hold no note of their own.
    this.#notes.push("");
    this.#notes[number - 1] =
      `<li id="${id}">${this.#inlines(content)} <a href="#${id}-ref" aria-label="${escape(String(number))} ↩">↩</a></li>`;
    return `<sup id="${id}-ref"><a href="#${id}">${number}</a></sup>`;
  }
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${rows.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join("")}</dl>`;
}

function escape(text: string): string {
  return xmlText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
