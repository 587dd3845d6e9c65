// What the page itself records of an example: result frames and values in prose. They follow the reader's edits, and say so.

import { equal, matches } from "./diff";
import { h } from "./dom";
import type { Example, RunAnswer, ValueAnswer } from "./protocol";
import { difference } from "./show";

function frames(id: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".dryrun-result[data-of]")].filter((frame) => frame.dataset["of"] === id);
}

function view(frame: HTMLElement, answer: RunAnswer): string | undefined {
  const { role, case: name } = frame.dataset;
  const whole = answer.views.find((one) => one.role === role)?.text;
  const ran = answer.cases.find((one) => one.case === (name ?? "default"));
  const own = ran?.views.find((one) => one.role === role)?.text;
  return name === undefined ? (whole ?? own) : (own ?? whole);
}

function isSame(recorded: string, actual: string): boolean {
  if (matches(recorded, actual)) return true;
  try {
    return equal(JSON.parse(recorded), JSON.parse(actual));
  } catch {
    return false;
  }
}

/** Whether everything the page records of the example came out; frames that differ show how. */
export function followFrames({ id, parts }: Example, answer: RunAnswer): { compared: number; differ: number } {
  const seen = { compared: 0, differ: 0 };
  const given = new Set(["excerpt", "console", ...parts.map((part) => part.role)]);
  for (const frame of frames(id)) {
    frame.querySelector(".dr-live")?.remove();
    const recorded = frame.querySelector("pre > code")?.textContent;
    if (!recorded || given.has(frame.dataset["role"] ?? "")) continue;
    const actual = view(frame, answer);
    seen.compared += 1;
    if (actual !== undefined && isSame(recorded, actual)) continue;
    seen.differ += 1;
    const body =
      actual === undefined
        ? h("p", { class: "dr-note" }, "There is no such result any more.")
        : difference(recorded, actual, "What differs from the page");
    frame.append(h("div", { class: "dr-live" }, h("p", { class: "dr-note" }, "With your edit:"), body));
  }
  return seen;
}

export function forgetFrames(id: string): void {
  for (const frame of frames(id)) frame.querySelector(".dr-live")?.remove();
  for (const element of values(id)) say(element, { text: published(element), differs: false });
}

function values(id: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".dryrun-value[data-path]")].filter((element) => {
    const path = element.dataset["path"] ?? "";
    return path === id || path.startsWith(`${id}.`) || path.startsWith(`${id}/`);
  });
}

function published(element: HTMLElement): string {
  element.dataset["published"] ??= element.textContent ?? "";
  return element.dataset["published"];
}

/** What to ask about the values in prose that quote an example. */
export function quotes(id: string): { path: string; shown: string }[] {
  return values(id).map((element) => ({ path: element.dataset["path"] ?? "", shown: published(element) }));
}

export function followValues(id: string, answers: ValueAnswer[]): void {
  values(id).forEach((element, at) => {
    const answer = answers[at];
    if (answer) say(element, "error" in answer ? { text: "—", differs: true } : answer);
  });
}

function say(element: HTMLElement, { text, differs }: { text: string; differs: boolean }): void {
  const inner = element.querySelector("strong, em, code") ?? element;
  if (inner.textContent !== text) inner.textContent = text;
  element.classList.toggle("dr-changed", differs);
  if (differs) element.title = `The page says ${published(element)}; this follows your edit.`;
  else element.removeAttribute("title");
}
