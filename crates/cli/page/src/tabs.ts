// A row of tabs as the ARIA practices want it: arrows move, one tab stop.

import { fresh, h } from "./dom";

export interface Tab {
  key: string;
  label: string;
  /** Shown before the label, and read out: how the case ended. */
  mark?: "good" | "bad";
}

export interface Tabs {
  element: HTMLElement;
  panel: string;
  show(tabs: Tab[], chosen: string): void;
}

const MARKS = { good: ["✓", "succeeded"], bad: ["✗", "failed"] } as const;

export function tabs(label: string, panel: string, choose: (key: string) => void): Tabs {
  const element = h("div", { role: "tablist", "aria-label": label, class: "dr-tabs" });
  element.addEventListener("keydown", (event) => move(element, event));
  const one = (tab: Tab, chosen: string): HTMLElement => {
    const isChosen = tab.key === chosen;
    const mark = tab.mark && MARKS[tab.mark];
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: fresh("tab"),
        class: "dr-tab",
        "data-key": tab.key,
        "aria-selected": String(isChosen),
        "aria-controls": panel,
        tabindex: isChosen ? 0 : -1,
        onclick: () => choose(tab.key),
      },
      mark && h("span", { class: `dr-mark dr-${tab.mark}`, "aria-label": mark[1], role: "img" }, mark[0]),
      tab.label,
    );
  };
  return {
    element,
    panel,
    show(list, chosen) {
      const hadFocus = element.contains(document.activeElement);
      element.replaceChildren(...list.map((tab) => one(tab, chosen)));
      if (hadFocus) element.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
    },
  };
}

function move(list: HTMLElement, event: KeyboardEvent): void {
  const all = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const target = all[(to + all.length) % all.length];
  target?.focus();
  target?.click();
}
