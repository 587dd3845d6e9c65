// A run, step by step: the graph with the way so far, a slider over virtual time, the data before and after.

import { diff } from "./diff";
import { button, fresh, h, picture } from "./dom";
import type { Graph } from "./protocol";
import { json, lines, table } from "./show";
import { retries, steps, time, way, type Event, type Step, type Visit } from "./steps";

export interface Stepped {
  history: Event[];
  visits: Visit[];
  definition: unknown;
  graph: Graph | undefined;
}

/** The element, standing at a step. */
export function stepper(run: Stepped, at: number, moved: (at: number) => void): HTMLElement {
  const all = steps(run.history, run.visits);
  const graph = picture(run.graph?.svg);
  const name = fresh("time");
  const slider = h("input", { type: "range", id: name, min: 0, max: Math.max(0, all.length - 1), class: "dr-slider" });
  const clock = h("output", { for: name, class: "dr-clock" });
  const told = h("p", { class: "dr-told", "aria-live": "polite" });
  const panes = h("div", { class: "dr-panes" });
  let here = Math.min(at, all.length - 1);
  const go = (to: number): void => {
    here = Math.max(0, Math.min(to, all.length - 1));
    const step = all[here];
    if (!step) return;
    slider.value = String(here);
    slider.setAttribute("aria-valuetext", `step ${here + 1} of ${all.length}, at ${time(step.at)}: ${step.what}`);
    clock.textContent = time(step.at);
    told.replaceChildren(h("span", { class: "dr-count" }, `${here + 1} / ${all.length}`), ` ${step.what}`);
    told.classList.toggle("dr-failed", step.failed);
    if (graph && run.graph) mark(graph, run.graph, all, here);
    panes.replaceChildren(...detail(step, all, here, run));
    back.disabled = here === 0;
    on.disabled = here === all.length - 1;
    moved(here);
  };
  const back = button("◀ Back", () => go(here - 1), { "aria-label": "One step back" });
  const on = button("Forward ▶", () => go(here + 1), { "aria-label": "One step forward" });
  slider.addEventListener("input", () => go(Number(slider.value)));
  const controls = h(
    "div",
    { class: "dr-controls", role: "group", "aria-label": "Steps" },
    back,
    on,
    h("label", { for: name, class: "dr-hidden" }, "Virtual time"),
    slider,
    clock,
  );
  const twin = run.graph?.text && h("details", { class: "dr-twin" }, h("summary", {}, "the graph as text"), h("pre", { class: "dr-text" }, run.graph.text));
  const element = h(
    "div",
    { class: "dr-stepper" },
    controls,
    told,
    h("div", { class: "dr-split" }, graph && h("div", { class: "dr-graph dr-scroll", tabindex: 0, role: "region", "aria-label": "Graph" }, graph as unknown as Node, twin || undefined), panes),
  );
  go(here);
  return element;
}

/** Marks the way so far: what was entered, where the run stands, which moves were made. */
function mark(graph: SVGElement, { nodes, edges }: Graph, all: Step[], at: number): void {
  const { entered, moves } = way(all, at);
  const ended = all[at]?.event.type.startsWith("Execution") && at > 0;
  const isThere = (label: string, kind: string): boolean =>
    entered.has(label) || (kind === "start" && entered.size > 0) || (kind === "end" && ended === true);
  nodes.forEach((node, position) => {
    const element = graph.querySelector(`[data-node="${position}"]`);
    element?.classList.toggle("taken", isThere(node.label, node.kind));
    element?.classList.toggle("here", node.label === all[at]?.state && !ended);
  });
  edges.forEach((edge, position) => {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    if (!from || !to) return;
    const made =
      moves.has(`${from.label}\n${to.label}`) ||
      (from.kind === "start" && entered.has(to.label)) ||
      (to.kind === "end" && ended === true && edge.taken);
    graph.querySelector(`[data-edge="${position}"]`)?.classList.toggle("taken", made);
  });
}

function detail(step: Step, all: Step[], at: number, run: Stepped): HTMLElement[] {
  const parts: (HTMLElement | undefined)[] = [data(step), retried(step, run), variables(step, all[at - 1]), context(step, all, at)];
  return parts.filter((part): part is HTMLElement => part !== undefined);
}

const TITLES: Record<string, string> = {
  input: "input",
  afterInputPath: "after InputPath",
  afterParameters: "after Parameters",
  afterArguments: "after Arguments",
  result: "result",
  afterResultSelector: "after ResultSelector",
  afterResultPath: "after ResultPath",
  errorOutput: "error output",
  output: "output",
};

/** The stages known so far, side by side; in each, what differs from the one before is marked. */
function data(step: Step): HTMLElement | undefined {
  if (step.stages.length === 0) return undefined;
  const cards = step.stages.map(([stage, value], position) => {
    const before = step.stages[position - 1];
    const shown = json(value);
    const title = TITLES[stage] ?? stage;
    const isSame = before && json(before[1]) === shown;
    const body = isSame
      ? h("p", { class: "dr-note" }, "as before")
      : lines(before ? diff(json(before[1]), shown) : shown.split("\n").map((text) => ({ kind: "same" as const, text })), title);
    return h("section", { class: "dr-stage" }, h("h4", {}, title), body);
  });
  return h("div", { class: "dr-stages", role: "group", "aria-label": `Data of ${step.state ?? ""}` }, ...cards);
}

function retried(step: Step, run: Stepped): HTMLElement | undefined {
  const used = step.state ? retries(run.definition, step.state, step.failures) : [];
  if (used.length === 0) return undefined;
  const rows = used.map((one) => [one.errors, String(one.used), String(one.most - one.used)]);
  return h("section", {}, h("h4", {}, "Retries"), table("Retries", ["errors", "used", "left"], rows));
}

function variables(step: Step, before: Step | undefined): HTMLElement | undefined {
  const all = Object.entries(step.variables);
  if (all.length === 0) return undefined;
  const rows = all.map(([name, value]) => {
    const isNew = json(before?.variables[name]) !== json(value);
    return [isNew ? h("strong", {}, `$${name}`) : `$${name}`, h("code", {}, json(value)), isNew ? "set here" : ""];
  });
  return h("section", {}, h("h4", {}, "Variables"), table("Variables", ["name", "value", ""], rows));
}

/** What the history says of the context object. */
function context(step: Step, all: Step[], at: number): HTMLElement | undefined {
  if (!step.state) return undefined;
  let entered = at;
  while (entered > 0 && !(all[entered]?.from !== undefined && all[entered]?.state === step.state)) entered -= 1;
  const object = {
    Execution: { StartTime: all[0]?.event.timestamp },
    State: { Name: step.state, EnteredTime: all[entered]?.event.timestamp, RetryCount: step.failures.length },
  };
  return h("details", { class: "dr-context" }, h("summary", {}, "Context object"), h("pre", { class: "dr-text" }, json(object)));
}

/** The history as a table. */
export function historyTable(history: Event[], show: (at: number) => void): HTMLElement {
  const all = steps(history, []);
  const rows = all.map((step, at) => [
    h("button", { type: "button", class: "dr-link", "aria-label": `Show step ${at + 1}`, onclick: () => show(at) }, String(step.event.id)),
    time(step.at),
    step.event.type,
    step.state ?? "",
    String(step.event.previousEventId),
  ]);
  return table("History", ["id", "at", "type", "state", "after"], rows, { "data-view": "history" });
}
