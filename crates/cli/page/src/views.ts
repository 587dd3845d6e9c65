// The views of a result: which there are, and what each shows.

import { button, h, picture } from "./dom";
import type { Edited } from "./model";
import { edits, key } from "./model";
import { planView, references, variables } from "./plan";
import type { CaseAnswer, RunAnswer } from "./protocol";
import { difference, table, text } from "./show";
import { historyTable, stepper } from "./stepper";
import type { Event, Visit } from "./steps";
import { isRecord } from "./store";
import type { Tab } from "./tabs";

/** What a view may ask of the bench it stands in. */
export interface Asks {
  step: number;
  stepped(at: number): void;
  show(view: string): void;
  console(expression: string): Promise<{ text: string; failed: boolean }>;
  transcript: { input: string; text: string; failed: boolean }[];
  variables(values: Record<string, string>): void;
  apply(): void;
}

export interface Shown {
  engine: string;
  edited: Edited;
  answer: RunAnswer;
  ran: CaseAnswer | undefined;
}

const NAMES: Record<string, string> = {
  output: "Result",
  plan: "Plan",
  steps: "Steps",
  trace: "Trace",
  timeline: "Timeline",
  history: "History",
  coverage: "Coverage",
  graph: "Graph",
  references: "Resources",
  console: "Console",
  variables: "Variables",
  changes: "Changes",
};

function view(shown: Shown, role: string): string | undefined {
  const of = (list: { role: string; text: string }[] | undefined): string | undefined => list?.find((one) => one.role === role)?.text;
  return of(shown.ran?.views) ?? of(shown.answer.views);
}

export function available(shown: Shown): Tab[] {
  const has = (role: string): boolean => view(shown, role) !== undefined;
  const states = ["output", "steps", "trace", "timeline", "history", "coverage"];
  const roles =
    shown.engine === "asl"
      ? states.filter((role) => role === "output" || (role === "steps" ? has("history") : has(role)))
      : ["plan", ...(shown.ran?.graph?.svg ? ["graph"] : []), "references", "console", "variables"];
  if (Object.keys(edits(shown.edited)).length > 0) roles.push("changes");
  return roles.map((role) => ({ key: role, label: NAMES[role] ?? role }));
}

export function render(role: string, shown: Shown, asks: Asks): HTMLElement {
  switch (role) {
    case "output":
      return output(shown);
    case "steps":
      return steps(shown, asks);
    case "history":
      return historyTable(history(shown), (at) => {
        asks.stepped(at);
        asks.show("steps");
      });
    case "plan":
      return plan(shown, asks);
    case "references":
      return resources(shown);
    case "graph":
      return graph(shown);
    case "timeline":
      return timeline(shown);
    case "console":
      return consoleView(asks);
    case "variables":
      return variablesForm(shown, asks);
    case "changes":
      return changes(shown.edited);
    default:
      return text(view(shown, role) ?? "There is nothing to show.", NAMES[role] ?? role);
  }
}

function output(shown: Shown): HTMLElement {
  const result = view(shown, "output");
  const error = view(shown, "error");
  if (result === undefined && error === undefined) return h("p", { class: "dr-note" }, "It did not run.");
  return h(
    "div",
    {},
    error !== undefined && h("p", { class: "dr-failed" }, `It failed with ${shown.ran?.failure ?? "an error"}.`),
    text(result ?? error ?? "", result === undefined ? "Error" : "Output"),
  );
}

function history(shown: Shown): Event[] {
  const facts = shown.ran?.facts;
  return isRecord(facts) && Array.isArray(facts["history"]) ? (facts["history"] as Event[]) : [];
}

function parsed(source: string | undefined): unknown {
  try {
    return JSON.parse(source ?? "null");
  } catch {
    return undefined;
  }
}

function steps(shown: Shown, asks: Asks): HTMLElement {
  const definition = shown.edited.parts.find((part) => part.role === "asl")?.text;
  const run = {
    history: history(shown),
    visits: (parsed(view(shown, "stages")) ?? []) as Visit[],
    definition: parsed(definition),
    graph: shown.ran?.graph,
  };
  return stepper(run, asks.step, asks.stepped);
}

function plan(shown: Shown, asks: Asks): HTMLElement {
  const found = view(shown, "plan");
  if (found === undefined) return h("p", { class: "dr-failed" }, "There is no plan; see what is wrong above.");
  const apply =
    shown.answer.stateAfter !== undefined &&
    button("Apply and change", asks.apply, { title: "Pretends that this plan was applied; the next plan starts from there." });
  const told =
    shown.edited.prior !== undefined &&
    h("p", { class: "dr-note" }, "This plan starts from the state that your last one would have left. Change something, and see what a next plan does.");
  return h("div", {}, told, planView(found, shown.ran?.facts), apply && h("div", { class: "dr-controls" }, apply));
}

function resources(shown: Shown): HTMLElement {
  const found = references(shown.ran?.facts);
  if (found.length === 0) return h("p", { class: "dr-note" }, "There are no resources.");
  const rows = found.map(([address, mentioned]) => [h("code", {}, address), mentioned.join(", ") || "nothing"]);
  return table("What each resource mentions", ["resource", "mentions"], rows);
}

function graph(shown: Shown): HTMLElement {
  const found = shown.ran?.graph ?? shown.answer.graph;
  const drawn = picture(found?.svg);
  return h(
    "div",
    { class: "dr-graph dr-scroll", tabindex: 0, role: "region", "aria-label": "Graph" },
    (drawn as unknown as Node) ?? h("p", { class: "dr-note" }, "It is too large to draw."),
    found?.text !== undefined && h("details", { class: "dr-twin" }, h("summary", {}, "the graph as text"), h("pre", { class: "dr-text" }, found.text)),
  );
}

function timeline(shown: Shown): HTMLElement {
  const told = view(shown, "timeline") ?? "There is nothing to show.";
  const drawn = picture(view(shown, "timeline.svg"));
  if (!drawn) return text(told, "Timeline");
  return h(
    "div",
    { class: "dr-graph dr-scroll", tabindex: 0, role: "region", "aria-label": "Timeline" },
    drawn as unknown as Node,
    h("details", { class: "dr-twin", open: true }, h("summary", {}, "the time line as text"), h("pre", { class: "dr-text" }, told)),
  );
}

function consoleView(asks: Asks): HTMLElement {
  const said = h("div", { class: "dr-transcript", "aria-live": "polite" });
  const show = (entry: Asks["transcript"][number]): void => {
    said.append(h("pre", { class: `dr-text${entry.failed ? " dr-failed" : ""}` }, `> ${entry.input}\n${entry.text}`));
  };
  asks.transcript.forEach(show);
  const input = h("input", {
    type: "text",
    class: "dr-input",
    "aria-label": "Expression",
    placeholder: "var.name, length(local.zones), cidrsubnet(\"10.0.0.0/16\", 8, 1)",
    autocomplete: "off",
    spellcheck: "false",
  });
  const form = h("form", { class: "dr-controls" }, h("span", { "aria-hidden": "true" }, ">"), input, h("button", { type: "submit", class: "dr-button" }, "Evaluate"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const expression = input.value.trim();
    if (expression === "") return;
    input.select();
    void asks.console(expression).then((answer) => {
      const entry = { input: expression, ...answer };
      asks.transcript.push(entry);
      show(entry);
    });
  });
  return h("div", { class: "dr-console" }, said, form);
}

function variablesForm(shown: Shown, asks: Asks): HTMLElement {
  const found = variables(shown.ran?.facts);
  if (found.length === 0) return h("p", { class: "dr-note" }, "The module has no variables, or there is no plan.");
  const rows = found.map((one) => {
    const input = h("input", { type: "text", class: "dr-input", name: one.name, value: one.value, spellcheck: "false", autocomplete: "off" });
    return h("label", { class: "dr-field" }, h("code", {}, one.name), input, one.about !== "" && h("span", { class: "dr-note" }, one.about));
  });
  const form = h("form", { class: "dr-form" }, ...rows, h("div", { class: "dr-controls" }, h("button", { type: "submit", class: "dr-button" }, "Plan with these values")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    const changed = found.map(({ name, value }): [string, string, string] => [name, String(given.get(name) ?? ""), value]);
    asks.variables(Object.fromEntries(changed.filter(([, now, before]) => now !== before).map(([name, now]) => [name, now])));
  });
  return form;
}

function changes(edited: Edited): HTMLElement {
  const published = new Map(edited.base.parts.map((part) => [key(part), part.text]));
  const differing = edited.parts.filter((part) => published.get(key(part)) !== part.text);
  return h(
    "div",
    {},
    ...differing.flatMap((part) => [
      h("h4", {}, key(part)),
      difference(published.get(key(part)) ?? "", part.text, `Changes in ${key(part)}`),
    ]),
  );
}
