// A run as steps: each event of its history with the state it belongs to, the data known by then, the variables, the
// retries used. Pure: history in, steps out.

import { equal } from "./diff";
import { isRecord } from "./store";

export interface Event {
  id: number;
  previousEventId: number;
  timestamp: string;
  type: string;
  [details: string]: unknown;
}

export interface Visit {
  state: string;
  [stage: string]: unknown;
}

export interface Step {
  event: Event;
  /** Milliseconds since the start. */
  at: number;
  /** The state under way. */
  state?: string;
  /** What happened, for people. */
  what: string;
  failed: boolean;
  /** The stages of this visit that are known by now, in order. */
  stages: [string, unknown][];
  variables: Record<string, unknown>;
  /** Attempts of this visit that failed so far: their errors. */
  failures: string[];
  /** For the event that enters a state: the state before. */
  from?: string;
}

/** A retrier of a state and how often it was used in this visit. */
export interface Retries {
  errors: string;
  used: number;
  most: number;
}

const EARLY = ["input", "afterInputPath", "afterParameters", "afterArguments"];

function details(event: Event): Record<string, unknown> {
  const found = Object.entries(event).find(([name, value]) => name.endsWith("EventDetails") && isRecord(value));
  return found ? (found[1] as Record<string, unknown>) : {};
}

function json(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** `LambdaFunctionScheduled` as words: "lambda function scheduled". */
function words(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function told(event: Event, state: string | undefined): string {
  const about = details(event);
  const error = typeof about["error"] === "string" ? `: ${about["error"]}` : "";
  if (event.type.endsWith("StateEntered")) return `enters ${state ?? ""}`;
  if (event.type.endsWith("StateExited")) return `leaves ${state ?? ""}`;
  return `${words(event.type)}${error}`;
}

interface Place {
  state?: string;
  visit?: Visit;
  failures: string[];
}

/** The states entered up to a step, and the moves between them as `FROM\nTO`. */
export function way(all: Step[], at: number): { entered: Set<string>; moves: Set<string> } {
  const done = all.slice(0, at + 1).filter((step) => step.from !== undefined && step.state !== undefined);
  return {
    entered: new Set(done.map((step) => step.state ?? "")),
    moves: new Set(done.map((step) => `${step.from}\n${step.state}`)),
  };
}

export function steps(history: Event[], visits: Visit[]): Step[] {
  const start = Date.parse(history[0]?.timestamp ?? "");
  const places = new Map<number, Place>();
  const unused = [...visits];
  let variables: Record<string, unknown> = {};
  return history.map((event) => {
    const before = places.get(event.previousEventId) ?? { failures: [] };
    const about = details(event);
    const place: Place = { ...before };
    if (event.type.endsWith("StateEntered") && typeof about["name"] === "string") {
      place.state = about["name"];
      place.failures = [];
      const input = json(about["input"]);
      const found = unused.findIndex((visit) => visit.state === place.state && equal(visit["input"], input));
      const visit = found < 0 ? undefined : unused.splice(found, 1)[0];
      if (visit) place.visit = visit;
      else delete place.visit;
    }
    const failed = /(Failed|TimedOut|Aborted)$/.test(event.type);
    if (failed && place.state && !event.type.startsWith("Execution")) {
      place.failures = [...place.failures, String(about["error"] ?? "States.Timeout")];
    }
    if (isRecord(about["assignedVariables"])) {
      const set = Object.entries(about["assignedVariables"]).map(([name, text]) => [name, json(text)]);
      variables = { ...variables, ...Object.fromEntries(set) };
    }
    places.set(event.id, place);
    return {
      event,
      at: Date.parse(event.timestamp) - start,
      ...(place.state !== undefined && { state: place.state }),
      what: told(event, place.state),
      failed,
      stages: known(place.visit, event),
      variables,
      failures: place.failures,
      ...(event.type.endsWith("StateEntered") && { from: before.state ?? "" }),
    };
  });
}

/** What of a visit's data is known at an event of it. */
function known(visit: Visit | undefined, event: Event): [string, unknown][] {
  const all = Object.entries(visit ?? {}).filter(([stage]) => stage !== "state");
  if (/StateExited$|^Execution/.test(event.type)) return all;
  if (event.type.endsWith("Succeeded")) return all.filter(([stage]) => EARLY.includes(stage) || stage === "result");
  return all.filter(([stage]) => EARLY.includes(stage));
}

/** The retriers of a state in a definition, wherever it lies, and how often they were used for these failures. */
export function retries(definition: unknown, state: string, failures: string[]): Retries[] {
  const found = find(definition, state);
  const retriers = Array.isArray(found?.["Retry"]) ? found["Retry"].filter(isRecord) : [];
  const counted = retriers.map((retrier): Retries => {
    const errors = Array.isArray(retrier["ErrorEquals"]) ? retrier["ErrorEquals"].map(String) : [];
    const most = typeof retrier["MaxAttempts"] === "number" ? retrier["MaxAttempts"] : 3;
    return { errors: errors.join(", "), used: 0, most };
  });
  for (const failure of failures) {
    const by = retriers.findIndex((retrier) => handles(retrier["ErrorEquals"], failure));
    const used = counted[by];
    if (used && used.used < used.most) used.used += 1;
  }
  return counted;
}

function handles(errors: unknown, failure: string): boolean {
  if (!Array.isArray(errors)) return false;
  const isTask = failure !== "States.Timeout" && failure !== "States.HeartbeatTimeout";
  return errors.some((name) => name === failure || name === "States.ALL" || (name === "States.TaskFailed" && isTask));
}

function find(value: unknown, state: string): Record<string, unknown> | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = find(item, state);
      if (found) return found;
    }
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const states = value["States"];
  if (isRecord(states) && isRecord(states[state])) return states[state];
  for (const inner of Object.values(value)) {
    const found = find(inner, state);
    if (found) return found;
  }
  return undefined;
}

/** A span of virtual time, as people say it. */
export function time(ms: number): string {
  if (ms === 0) return "0 s";
  const units: [number, string][] = [[86_400_000, "d"], [3_600_000, "h"], [60_000, "min"], [1000, "s"]];
  const parts: string[] = [];
  let left = ms;
  for (const [size, unit] of units) {
    const count = unit === "s" ? Math.round(left) / size : Math.floor(left / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    left -= Math.floor(left / size) * size;
  }
  return parts.slice(0, 2).join(" ") || `${ms} ms`;
}
