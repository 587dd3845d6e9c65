// The page's script: finds the examples of a page and gives each a bench when a reader asks for it.

import { Bench, type Surroundings } from "./bench";
import { asset, pageData, root } from "./data";
import { h } from "./dom";
import { Engines } from "./engine";
import { exercises } from "./exercises";
import { handedOver, playground, playgroundId } from "./playground";
import { progressTable } from "./progress";
import { opened } from "./share";
import { isTexts, kept } from "./store";

const data = pageData();
const plans = data.examples.some((one) => one.engine === "tf") || document.querySelector('.dryrun-playground[data-engine="tf"]');
const around: Surroundings = { engines: new Engines(asset("worker.js"), plans ? "aws.bin" : undefined), data, checks: [] };
const benches = new Map<string, Bench>();

/** The bench of an example that this page defines; made when first asked for. */
function bench(id: string): Bench | undefined {
  const made = benches.get(id);
  if (made) return made;
  const published = data.examples.find((one) => one.example.id === id);
  // A machine inside a plan has no frame of its own: the first one about it, its input say, takes the bench.
  const frame =
    document.querySelector<HTMLElement>(`#example-${CSS.escape(id)}`) ??
    document.querySelector<HTMLElement>(`.dryrun-result[data-of="${CSS.escape(id)}"]`);
  if (!published || !frame) return undefined;
  const fresh = new Bench(published, { frame, kind: "chapter" }, around);
  benches.set(id, fresh);
  return fresh;
}

function act(button: HTMLButtonElement): void {
  const frame = button.closest<HTMLElement>(".dryrun[data-of]");
  const found = bench(frame?.dataset["of"] ?? "");
  if (!frame || !found) return;
  if (button.dataset["act"] === "run") void found.start();
  if (button.dataset["act"] === "edit") {
    void found.edit(Number(frame.dataset["part"] ?? 0));
    if (!frame.id) found.element.scrollIntoView({ block: "nearest" });
  }
  if (button.dataset["act"] === "share") void found.share();
}

function listen(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>(".dryrun-actions button");
    if (button) act(button);
  });
  // The engines load while the reader is still on the way to the button.
  const wake = (event: globalThis.Event): void => {
    if ((event.target as Element).closest?.(".dryrun-actions, .dryrun-exercise")) around.engines.wake();
  };
  document.addEventListener("pointerover", wake, { passive: true });
  document.addEventListener("focusin", wake);
}

function notice(text: string): void {
  const element = h("div", { class: "dr-notice", role: "alert" }, text);
  document.querySelector("main")?.prepend(element);
}

/** Restores what a link carries. */
async function open(): Promise<void> {
  let link;
  try {
    link = await opened(location.hash);
  } catch (error) {
    notice(`This link cannot be opened: ${(error as Error).message}.`);
    return;
  }
  if (!link) return;
  const place = document.querySelector<HTMLElement>(`.dryrun-playground[data-engine="${CSS.escape(link.id.replace("playground-", ""))}"]`);
  if (place && link.id.startsWith("playground-")) {
    const engine = place.dataset["engine"] ?? "";
    place.replaceChildren();
    const made = new Bench(handedOver(engine, link.shared.texts, link.shared.case), { frame: place, kind: "playground" }, around);
    await made.edit();
    await made.start();
    return;
  }
  const found = bench(link.id);
  if (!found) {
    notice(`This link is for an example \`${link.id}\` that is not on this page.`);
    return;
  }
  await found.take(link.shared);
  found.element.parentElement?.scrollIntoView({ block: "start" });
}

/** Edits of an earlier visit are in the editors again, and the frame says so. */
function recall(): void {
  for (const { example } of data.examples) {
    if (kept(`edit:${root().pathname}#${example.id}`, isTexts)) bench(example.id);
  }
}

/** Code that is wider than its frame can be reached, and so scrolled, by keyboard. */
function reachable(): void {
  const all = [...document.querySelectorAll<HTMLElement>(".dryrun pre > code, .dryrun-picture")];
  const wide = all.map((code) => code.scrollWidth > code.clientWidth);
  all.forEach((code, at) => {
    if (wide[at]) code.tabIndex = 0;
  });
}

listen();
setTimeout(reachable, 300);
window.addEventListener("resize", reachable);
recall();
exercises(around, bench);
for (const element of document.querySelectorAll<HTMLElement>(".dryrun-playground")) {
  const engine = element.dataset["engine"] ?? "";
  if (!location.hash.startsWith(`#dryrun=1.${playgroundId(engine)}.`)) playground(element, engine, around);
}
for (const element of document.querySelectorAll<HTMLElement>(".dryrun-progress")) progressTable(element, data);
void open();
window.addEventListener("hashchange", () => void open());
