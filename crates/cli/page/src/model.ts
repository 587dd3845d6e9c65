// An example under edit: its parts now, against those that were published. Pure.

import type { Example, Part } from "./protocol";

export interface Edited {
  /** As published, or as a playground begins; and, empty, what a reader may add. */
  base: Example;
  /** The parts now; the published ones keep their positions. */
  parts: Part[];
  /** So many of them were published. */
  published: number;
  /** The state to plan against, once a plan was "applied". */
  prior: string | undefined;
}

/** What every machine takes: a reader may give it where the author did not. */
const SPARE: Record<string, string[]> = { asl: ["input", "mocks"] };

function spare(engine: string, parts: Part[]): Part[] {
  const missing = (SPARE[engine] ?? []).filter((role) => !parts.some((part) => part.role === role));
  return missing.map((role) => ({ role, language: "json", name: `${role}.json`, case: null, text: "" }));
}

export function untouched(published: Example, engine = ""): Edited {
  const base = { ...published, parts: [...published.parts, ...spare(engine, published.parts)] };
  return { base, parts: base.parts.map((part) => ({ ...part })), published: published.parts.length, prior: undefined };
}

/** What the engines are given: what a reader may add is there once it holds something, and all positions stay. */
export function example({ base, parts, published, prior }: Edited): Example {
  const last = Math.max(published - 1, ...parts.map((part, at) => (part.text.trim() === "" ? -1 : at)));
  const given = parts.slice(0, last + 1).map((part, at) => (at < published || part.text.trim() !== "" ? part : { ...part, text: "{}" }));
  return { ...base, parts: given, ...(prior !== undefined && { prior }) };
}

export function withText(edited: Edited, at: number, text: string): Edited {
  return { ...edited, parts: edited.parts.map((part, position) => (position === at ? { ...part, text } : part)) };
}

export function withPart(edited: Edited, part: Part): Edited {
  const at = edited.parts.findIndex((other) => key(other) === key(part));
  if (at >= 0) return withText(edited, at, part.text);
  return { ...edited, parts: [...edited.parts, part] };
}

/** What names a part in links and in what the browser keeps. */
export function key(part: Part): string {
  return part.case ? `${part.name}@${part.case}` : part.name;
}

/** The texts that differ from the published ones, by the parts' names. */
export function edits(edited: Edited): Record<string, string> {
  const published = new Map(edited.base.parts.map((part) => [key(part), part.text]));
  const changed = edited.parts.filter((part) => published.get(key(part)) !== part.text);
  return Object.fromEntries(changed.map((part) => [key(part), part.text]));
}

export function isEdited(edited: Edited): boolean {
  return edited.prior !== undefined || Object.keys(edits(edited)).length > 0;
}

/** The published example with these texts; texts of parts that are not there are new files, inputs or mocks. */
export function withEdits(edited: Edited, texts: Record<string, string>, role: string): Edited {
  let next = edited;
  for (const [name, text] of Object.entries(texts)) {
    const at = next.parts.findIndex((part) => key(part) === name);
    next = at >= 0 ? withText(next, at, text) : withPart(next, newPart(name, text, role));
  }
  return next;
}

function newPart(name: string, text: string, role: string): Part {
  const [file = name, ofCase] = name.split("@");
  const known = ["input", "mocks"].find((word) => file.includes(`.${word}.`) || file.startsWith(`${word}.`));
  const isValues = file.endsWith(".tfvars");
  return {
    role: known ?? (isValues ? "tfvars" : role),
    language: file.endsWith(".json") ? "json" : "hcl",
    name: file,
    case: ofCase ?? null,
    text,
  };
}

/** The parts an editor offers, each with what stands on its tab. */
export function titles(edited: Edited): string[] {
  return edited.parts.map((part) => {
    const role = part.role === "input" || part.role === "mocks" || part.role === "tfvars" ? part.role : undefined;
    if (!role) return part.name;
    return part.case && part.case !== "default" ? `${role} · ${part.case}` : role;
  });
}

/** The language of an editor for a part. */
export function language(part: Part): "json" | "hcl" | "text" {
  if (part.language === "json" || part.name.endsWith(".json")) return "json";
  return part.language === "hcl" || part.language === "terraform" ? "hcl" : "text";
}
