// The table of what the reader has solved, and its way out and in again as a file.

import { type PageData, root } from "./data";
import { button, h } from "./dom";
import { table } from "./show";
import { exported, forget, imported, progress } from "./store";

export function progressTable(element: HTMLElement, data: PageData): void {
  const status = h("span", { class: "dr-status", role: "status", "aria-live": "polite" });
  const body = h("div");
  const draw = (): void => body.replaceChildren(...shown(data));
  const file = h("input", { type: "file", accept: "application/json,.json", class: "dr-hidden", "aria-label": "Progress file" });
  file.addEventListener("change", () => {
    void file.files?.[0]?.text().then((text) => {
      try {
        status.textContent = `${imported(text)} solved exercises taken over.`;
      } catch (error) {
        status.textContent = `Nothing taken over: ${(error as Error).message}.`;
      }
      file.value = "";
      draw();
    });
  });
  const clear = (): void => {
    forget();
    status.textContent = "Forgotten.";
    draw();
  };
  element.replaceChildren(
    h(
      "div",
      { class: "dr-toolbar", role: "group", "aria-label": "Progress" },
      button("Export", save),
      button("Import", () => file.click()),
      button("Forget", clear),
      file,
      status,
    ),
    body,
  );
  draw();
}

function shown(data: PageData): HTMLElement[] {
  const all = data.exercises ?? [];
  const done = progress();
  const count = all.filter((one) => one.key in done).length;
  const rows = all.map((one) => {
    // A machine inside a plan, `EXAMPLE#ADDRESS`, is found at the example.
    const [example = ""] = one.of.split("#");
    const link = h("a", { href: new URL(`${one.page}#example-${encodeURIComponent(example)}`, root()).href }, one.title);
    return [link, done[one.key] ?? "open", h("code", {}, one.key.slice(one.key.indexOf(": ") + 2))];
  });
  return [
    h("p", {}, h("progress", { max: Math.max(1, all.length), value: count, "aria-label": "Solved" }), ` ${count} of ${all.length} solved`),
    table("Exercises", ["exercise", "solved", "condition"], rows),
  ];
}

function save(): void {
  const url = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
  const link = h("a", { href: url, download: "dryrun-progress.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
