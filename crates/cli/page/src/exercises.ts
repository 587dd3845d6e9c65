// Exercises: check, solve, and the progress kept in this browser.

import type { Bench, Surroundings } from "./bench";
import { button, h } from "./dom";
import { key } from "./model";
import type { CheckAnswer } from "./protocol";
import { progress, solved } from "./store";

/** Gives the exercises of the page their buttons. */
export function exercises(around: Surroundings, bench: (id: string) => Bench | undefined): void {
  for (const element of document.querySelectorAll<HTMLElement>(".dryrun-exercise[data-of]")) {
    const of = element.dataset["of"] ?? "";
    if (bench(of)) exercise(element, of, around, bench);
  }
}

function exercise(element: HTMLElement, of: string, around: Surroundings, bench: (id: string) => Bench | undefined): void {
  const { check = "", case: name = "default", key: own = "", solution } = element.dataset;
  const status = h("span", { class: "dr-status", role: "status", "aria-live": "polite" });
  let asked = false;
  const told = (answer: CheckAnswer): void => {
    const holds = "holds" in answer && answer.holds;
    if (holds && bench(of)?.isEdited) {
      if (!(own in progress())) solved(own);
      say("good", "Solved.");
    } else if (asked) {
      say("bad", "error" in answer ? `Not yet: ${answer.error.message}` : "Not yet: the condition does not hold.");
    }
  };
  const say = (kind: string, text: string): void => {
    status.dataset["kind"] = kind;
    status.textContent = text;
  };
  around.checks.push({ of, case: name, check, told });
  const tried = async (): Promise<void> => {
    asked = true;
    say("busy", "Checking…");
    if (!(await bench(of)?.start())) say("bad", "It could not be run; see the example.");
    asked = false;
  };
  const answer = around.data.examples.find((one) => one.example.id === solution);
  const solve = async (): Promise<void> => {
    if (!answer) return;
    const roles = [answer.engine, "tfvars", "mocks", "input"];
    const parts = answer.example.parts.filter((part) => roles.includes(part.role));
    const target = bench(of);
    const names = target?.published.example.parts ?? [];
    // A solution has a definition of another name; it takes the place of the one that plays the same part.
    const renamed = parts.map((part) => {
      const same = names.filter((other) => other.role === part.role && (other.case ?? null) === (part.case ?? null));
      const twin = same.find((other) => other.name === part.name) ?? (same.length === 1 ? same[0] : undefined);
      return [key(twin ?? part), part.text] as const;
    });
    await target?.take({ texts: Object.fromEntries(renamed), case: name });
    target?.showChanges();
  };
  const work = (): void => {
    const goal = bench(of);
    goal?.element.parentElement?.scrollIntoView({ block: "start" });
    void goal?.edit();
  };
  element.append(
    h(
      "div",
      { class: "dr-toolbar", role: "group", "aria-label": `Exercise on ${of}` },
      button("Work on it", work),
      button("Check", () => void tried(), { class: "dr-button dr-primary" }),
      answer !== undefined && button("Solve", () => void solve(), { title: "Puts a solution into the editor and shows what it changes." }),
      status,
    ),
  );
  const day = progress()[own];
  if (day !== undefined) say("good", `Solved on ${day}.`);
}
