// A plan: a fold for each resource, marks on what changes, a word on what is not known yet.

import { h } from "./dom";
import { isRecord } from "./store";

/** A stretch of a plan's text: one resource with its change, or what stands between. */
export interface Stretch {
  kind: "resource" | "text";
  title: string;
  lines: string[];
}

/** A plan's text in stretches. A resource begins with a comment at two blanks and ends with a brace at four. */
export function stretches(plan: string): Stretch[] {
  const found: Stretch[] = [];
  let open: Stretch | undefined;
  for (const line of plan.split("\n")) {
    if (/^ {2}# \S/.test(line) && !open) {
      open = { kind: "resource", title: line.slice(4), lines: [] };
      found.push(open);
      continue;
    }
    if (open) {
      open.lines.push(line);
      if (/^ {4}[}\])]/.test(line)) open = undefined;
      continue;
    }
    const last = found.at(-1);
    if (last?.kind === "text") last.lines.push(line);
    else found.push({ kind: "text", title: "", lines: [line] });
  }
  return found;
}

/** The sign at the start of a line of a plan. */
export function sign(line: string): "added" | "removed" | "changed" | "replaced" | "same" {
  const found = /^\s*(-\/\+|\+\/-|\+|-|~|<=)\s/.exec(line)?.[1];
  if (found === "+") return "added";
  if (found === "-") return "removed";
  if (found === "~") return "changed";
  return found === undefined || found === "<=" ? "same" : "replaced";
}

const UNKNOWN = "(known after apply)";
const WHY = "The provider decides this value when it makes or changes the object; nobody can know it before.";

/** What an argument or an output mentions, from the plan's JSON; empty for what the provider decides. */
export type Mentions = (name: string) => string[];

function mentions(expression: unknown): string[] {
  const found = new Set<string>();
  collect(expression, found);
  const all = [...found].filter((one) => !/^(?:var|each|count|path|terraform|self)\b/.test(one));
  // `aws_x.y.id` comes with `aws_x.y`: the longer one says more.
  return all.filter((one) => !all.some((other) => other !== one && other.startsWith(`${one}.`)));
}

function rootModule(facts: unknown): Record<string, unknown> {
  const configuration = isRecord(facts) && isRecord(facts["configuration"]) ? facts["configuration"] : {};
  return isRecord(configuration["root_module"]) ? configuration["root_module"] : {};
}

/** What the arguments of a resource mention; the title of its stretch begins with its address. */
export function argumentsOf(facts: unknown, title: string): Mentions {
  const address = /^[^\s[]+/.exec(title)?.[0];
  const resources = rootModule(facts)["resources"];
  const found = Array.isArray(resources) ? resources.filter(isRecord).find((one) => one["address"] === address) : undefined;
  const expressions = isRecord(found?.["expressions"]) ? found["expressions"] : {};
  return (name) => mentions(expressions[name]);
}

export function outputsOf(facts: unknown): Mentions {
  const outputs = rootModule(facts)["outputs"];
  return (name) => (isRecord(outputs) && isRecord(outputs[name]) ? mentions(outputs[name]["expression"]) : []);
}

/** Why a value is not known. */
export function why(text: string, mentioned: Mentions): string {
  const name = /^\s*(?:[-+~/]+ )?([\w-]+)\s*=/.exec(text)?.[1] ?? "";
  const found = mentioned(name);
  return found.length === 0 ? WHY : `It follows from ${found.join(", ")}, which is known once that has been made or changed.`;
}

function line(text: string, mentioned: Mentions): HTMLElement {
  const pieces = text.split(UNKNOWN);
  const parts = pieces.flatMap((piece, at): (Node | string)[] =>
    at === 0 ? [piece] : [h("span", { class: "dr-unknown", title: why(text, mentioned) }, UNKNOWN), piece],
  );
  const forced = text.includes("# forces replacement") ? " dr-forces" : "";
  return h("span", { class: `dr-line dr-${sign(text)}${forced}` }, ...parts, "\n");
}

function block(lines: string[], label: string, mentioned: Mentions): HTMLElement {
  return h("pre", { class: "dr-text", tabindex: 0, role: "region", "aria-label": label }, h("code", { class: "nohighlight" }, ...lines.map((one) => line(one, mentioned))));
}

function stretch(one: Stretch, facts: unknown): HTMLElement | undefined {
  if (one.kind === "text") {
    const lines = one.lines.join("\n").replace(/^\n+|\n+$/g, "");
    return lines === "" ? undefined : block(lines.split("\n"), "Plan", outputsOf(facts));
  }
  const kind = sign(one.lines.find((text) => sign(text) !== "same") ?? "");
  return h(
    "details",
    { class: `dr-resource dr-${kind}`, open: true },
    h("summary", {}, one.title),
    block(one.lines, one.title, argumentsOf(facts, one.title)),
  );
}

export function planView(plan: string, facts: unknown): HTMLElement {
  const all = stretches(plan).map((one) => stretch(one, facts)).filter((element) => element !== undefined);
  const folds = (open: boolean) => (): void => {
    for (const fold of element.querySelectorAll<HTMLDetailsElement>("details.dr-resource")) fold.open = open;
  };
  const several = all.filter((one) => one.matches("details")).length > 1;
  const bar = several && h(
    "div",
    { class: "dr-controls" },
    h("button", { type: "button", class: "dr-button", onclick: folds(false) }, "Fold all"),
    h("button", { type: "button", class: "dr-button", onclick: folds(true) }, "Unfold all"),
  );
  const element = h("div", { class: "dr-plan" }, bar, ...all);
  return element;
}

/** A variable of the root module, as the plan's JSON knows it. */
export interface Variable {
  name: string;
  about: string;
  /** The value that holds, as HCL can write it; empty where none is known. */
  value: string;
}

export function variables(facts: unknown): Variable[] {
  if (!isRecord(facts)) return [];
  const configuration = isRecord(facts["configuration"]) ? facts["configuration"] : {};
  const module = isRecord(configuration["root_module"]) ? configuration["root_module"] : {};
  const declared = isRecord(module["variables"]) ? module["variables"] : {};
  const values = isRecord(facts["variables"]) ? facts["variables"] : {};
  return Object.entries(declared).map(([name, declaration]) => {
    const about = isRecord(declaration) && typeof declaration["description"] === "string" ? declaration["description"] : "";
    const given = values[name];
    const value = isRecord(given) && "value" in given ? JSON.stringify(given["value"]) : "";
    return { name, about, value };
  });
}

/** What a resource mentions, from the plan's JSON: address to addresses. */
export function references(facts: unknown): [string, string[]][] {
  if (!isRecord(facts) || !isRecord(facts["configuration"])) return [];
  const module = facts["configuration"]["root_module"];
  const resources = isRecord(module) && Array.isArray(module["resources"]) ? module["resources"].filter(isRecord) : [];
  const known = resources.map((resource) => String(resource["address"]));
  return resources.map((resource) => {
    const mentioned = new Set<string>();
    collect(resource["expressions"], mentioned);
    collect({ references: resource["depends_on"] }, mentioned);
    const own = String(resource["address"]);
    return [own, known.filter((address) => address !== own && mentioned.has(address))];
  });
}

function collect(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
    return;
  }
  if (!isRecord(value)) return;
  if (Array.isArray(value["references"])) for (const name of value["references"]) into.add(String(name));
  for (const inner of Object.values(value)) collect(inner, into);
}
