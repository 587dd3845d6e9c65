// Results as elements: differences, JSON, diagnostics, tables.

import { diff, hunks, type Line } from "./diff";
import { h } from "./dom";
import type { Diagnostic } from "./protocol";

const SIGNS = { same: " ", added: "+", removed: "-" } as const;

/** Lines with their signs: what was added and removed is told by more than a colour. */
export function lines(list: Line[], label: string): HTMLElement {
  const one = (line: Line): HTMLElement =>
    h(line.kind === "added" ? "ins" : line.kind === "removed" ? "del" : "span", { class: `dr-line dr-${line.kind}` }, `${SIGNS[line.kind]} ${line.text}\n`);
  return h("pre", { class: "dr-text dr-diff", tabindex: 0, role: "region", "aria-label": label }, h("code", { class: "nohighlight" }, ...list.map(one)));
}

export function difference(before: string, after: string, label: string): HTMLElement {
  return lines(hunks(diff(before.trimEnd(), after.trimEnd())), label);
}

export function text(content: string, label: string): HTMLElement {
  return h("pre", { class: "dr-text", tabindex: 0, role: "region", "aria-label": label }, h("code", { class: "nohighlight" }, content));
}

export function json(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

/** Diagnostics as a list; each leads to its place. */
export function diagnostics(found: Diagnostic[], go: (diagnostic: Diagnostic) => void): HTMLElement | undefined {
  if (found.length === 0) return undefined;
  return h("ul", { class: "dr-diagnostics", "aria-label": "What is wrong" }, ...found.map((one) => diagnostic(one, go)));
}

function diagnostic(found: Diagnostic, go: (diagnostic: Diagnostic) => void): HTMLElement {
  const { place } = found;
  const where =
    place &&
    h("button", { type: "button", class: "dr-link", onclick: () => go(found) }, `line ${place.start.line}, column ${place.start.column}`);
  const values = found.values?.map(([name, value]) => h("div", { class: "dr-note" }, `${name} ${value}`)) ?? [];
  return h(
    "li",
    { class: `dr-diagnostic dr-${found.severity}` },
    h("div", {}, h("strong", {}, `${found.severity}: `), found.summary, where && " — ", where),
    found.detail !== "" && h("div", { class: "dr-detail" }, found.detail),
    ...values,
    found.help !== undefined && h("div", { class: "dr-note" }, `→ ${found.help}`),
  );
}

export function table(caption: string, head: string[], rows: (string | Node)[][], attributes: Record<string, string> = {}): HTMLElement {
  return h(
    "div",
    { class: "dr-scroll", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      { class: "dr-table", ...attributes },
      h("caption", { class: "dr-hidden" }, caption),
      h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
    ),
  );
}
