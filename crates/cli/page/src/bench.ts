// The bench of an example: editors for its parts, its cases, its views. It stands below the definition on the page.

import { asset, type PageData, type Published, root } from "./data";
import { button, fresh, h } from "./dom";
import type { Editor } from "./editor";
import { type Engines, NoAnswer } from "./engine";
import { edits, type Edited, example, isEdited, language, titles, untouched, withEdits, withPart, withText } from "./model";
import type { CheckAnswer, Diagnostic, RunAnswer, RunRequest } from "./protocol";
import { followFrames, followValues, forgetFrames, quotes } from "./recorded";
import { fragment, type Shared } from "./share";
import { diagnostics } from "./show";
import { isTexts, keep, kept } from "./store";
import { tabs } from "./tabs";
import { type Asks, available, render } from "./views";

/** What a bench shares with the rest of the page. */
export interface Surroundings {
  engines: Engines;
  data: PageData;
  /** Conditions to evaluate with each run of an example, and who wants to know. */
  checks: { of: string; case: string; check: string; told(answer: CheckAnswer): void }[];
}

/** Where a bench stands. */
export interface Place {
  /** The frame it is put into. */
  frame: HTMLElement;
  /** Whether it keeps edits and offers to leave for a playground: an example of a chapter. */
  kind: "chapter" | "playground";
}

/** A run that takes longer says so. */
const PATIENCE_MS = 200;

type Module = typeof import("./editor");
let editorModule: Promise<Module> | undefined;

function loadEditor(): Promise<Module> {
  editorModule ??= import(/* @vite-ignore */ asset("editor.js").href) as Promise<Module>;
  return editorModule;
}

export class Bench {
  private edited: Edited;
  private answer: RunAnswer | undefined;
  private chosenPart = 0;
  private chosenCase: string;
  private chosenView = "";
  private step = 0;
  private isEditing = false;
  private readonly transcript: Asks["transcript"] = [];
  private editor: Editor | undefined;
  private editorOf = -1;
  private turn = 0;
  private isRunning = false;
  /** Something changed while a run was under way. */
  private isDue = false;

  private readonly editorHost = h("div", { class: "dr-editor", id: fresh("editor") });
  private readonly status = h("span", { class: "dr-status", role: "status", "aria-live": "polite" });
  private readonly found = h("div");
  private readonly panel = h("div", { class: "dr-panel", role: "tabpanel", id: fresh("panel"), tabindex: -1 });
  private readonly partTabs = tabs("Files", this.editorHost.id, (key) => void this.openPart(Number(key)));
  private readonly caseTabs = tabs("Cases", this.panel.id, (key) => this.openCase(key));
  private readonly viewTabs = tabs("Views", this.panel.id, (key) => this.openView(key));
  private readonly stop = button("Stop", () => this.around.engines.stop(), { hidden: true });
  private readonly reset = button("Reset", () => this.putBack(), { hidden: true });
  private readonly hint = h("p", { class: "dr-hint", hidden: true }, "Ctrl+Enter runs. Esc, then Tab leaves the editor.");
  private readonly editButton = button("Edit", () => void this.edit());
  private readonly run = button("Run", () => void this.start(), { class: "dr-button dr-primary", "aria-keyshortcuts": "Control+Enter" });
  readonly element: HTMLElement;

  constructor(
    readonly published: Published,
    private readonly place: Place,
    private readonly around: Surroundings,
  ) {
    this.edited = untouched(published.example, published.engine);
    this.chosenCase = published.example.cases[0] ?? "default";
    const title = published.title ?? published.example.id;
    this.element = h(
      "section",
      { class: "dr-bench", "aria-label": `Bench of ${title}`, hidden: place.kind === "chapter" },
      this.partTabs.element,
      this.editorHost,
      this.hint,
      this.toolbar(),
      this.found,
      this.caseTabs.element,
      this.viewTabs.element,
      this.panel,
    );
    this.partTabs.element.hidden = true;
    // mdBook turns pages with arrows and searches with "s": not from in here.
    this.element.addEventListener("keydown", (event) => this.press(event));
    place.frame.append(this.element);
    this.restore();
  }

  /** Whether the reader changed anything. */
  get isEdited(): boolean {
    return isEdited(this.edited);
  }

  private toolbar(): HTMLElement {
    const playground = this.around.data.playgrounds[this.published.engine];
    return h(
      "div",
      { class: "dr-toolbar", role: "group", "aria-label": "Actions" },
      this.run,
      this.stop,
      this.place.kind === "chapter" && this.editButton,
      button("Format", () => void this.format()),
      this.reset,
      button("Share", () => void this.share()),
      this.place.kind === "chapter" && playground !== undefined && button("Open in the playground", () => void this.leave(playground)),
      this.status,
    );
  }

  private press(event: KeyboardEvent): void {
    event.stopPropagation();
    const isMod = event.ctrlKey || event.metaKey;
    if (!isMod || event.defaultPrevented || (event.key !== "Enter" && event.key.toLowerCase() !== "s")) return;
    event.preventDefault();
    void this.start();
  }

  /** Runs, and shows what comes out. */
  async start(): Promise<RunAnswer | undefined> {
    this.open();
    this.isRunning = true;
    this.isDue = false;
    const turn = (this.turn += 1);
    const { id } = this.published.example;
    const checks = this.around.checks.filter((one) => one.of === id);
    const busy = this.busy();
    try {
      const answer = await this.around.engines.ask(this.request(checks));
      if (turn !== this.turn) return answer;
      this.answer = answer;
      checks.forEach((one, at) => {
        const told = answer.checks?.[at];
        if (told) one.told(told);
      });
      this.follow(answer);
    } catch (error) {
      if (turn !== this.turn) return undefined;
      this.answer = undefined;
      this.isDue = false;
      this.say(error instanceof NoAnswer ? error.message : String(error), "bad");
    } finally {
      clearInterval(busy);
      if (turn === this.turn) {
        this.stop.hidden = true;
        this.isRunning = false;
      }
    }
    this.draw();
    if (this.isDue) void this.start();
    return this.answer;
  }

  /** Says that one has to wait: at once while the engines load, else only when it takes a while. */
  private busy(): ReturnType<typeof setInterval> {
    const tell = (): void => {
      this.say(this.around.engines.isAwake ? "Running…" : "Loading the engines…", "busy");
      this.stop.hidden = false;
    };
    if (!this.around.engines.isAwake) tell();
    return setInterval(tell, PATIENCE_MS);
  }

  private request(checks: { case: string; check: string }[]): RunRequest {
    const { engine, files } = this.published;
    return {
      op: "run",
      engine,
      example: example(this.edited),
      ...(files && { files }),
      graph: true,
      values: quotes(this.published.example.id),
      checks: checks.map((one) => ({ case: one.case, check: one.check })),
    };
  }

  /** Frames and values of the page follow; the status says how it went. */
  private follow(answer: RunAnswer): void {
    const { id } = this.published.example;
    const seen = this.place.kind === "chapter" ? followFrames(this.published.example, answer) : { compared: 0, differ: 0 };
    followValues(id, answer.values ?? []);
    const ran = answer.cases.find((one) => one.case === this.chosenCase) ?? answer.cases[0];
    const errors = answer.diagnostics.filter((one) => one.severity === "error").length;
    const how = ran ? ran.summary : errors > 0 ? "The definition does not stand." : "Nothing was run.";
    const same =
      seen.compared === 0 ? "" : seen.differ === 0 ? " As recorded on this page." : ` ${seen.differ} of ${seen.compared} results differ from this page.`;
    this.say(`${how.replace(/[^.]$/, "$&.")}${same}`, ran?.ended === "well" ? "good" : "bad");
  }

  private say(text: string, kind: "good" | "bad" | "busy" | "plain"): void {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.dataset["kind"] = kind;
  }

  open(): void {
    this.element.hidden = false;
    const folded = this.place.frame.closest("details");
    if (folded) folded.open = true;
  }

  /** Opens the editors, at a part. */
  async edit(part = this.chosenPart): Promise<void> {
    this.open();
    this.isEditing = true;
    this.partTabs.element.hidden = false;
    this.hint.hidden = false;
    this.editButton.hidden = true;
    for (const code of this.place.frame.querySelectorAll<HTMLElement>(":scope > pre")) code.hidden = true;
    await this.openPart(part);
    this.editor?.focus();
    this.around.engines.wake();
  }

  private async openPart(at: number): Promise<void> {
    const part = this.edited.parts[at];
    if (!part) return;
    this.chosenPart = at;
    this.drawParts();
    if (this.editorOf === at && this.editor) return;
    if (!editorModule) this.say("Loading the editor…", "busy");
    try {
      const module = await loadEditor();
      if (this.chosenPart !== at) return;
      if (this.status.textContent === "Loading the editor…") this.say("", "plain");
      this.editor?.destroy();
      this.editorOf = at;
      this.editor = module.createEditor({
        parent: this.editorHost,
        text: part.text,
        language: language(part),
        label: titles(this.edited)[at] ?? part.name,
        changed: (text) => this.change(at, text),
        run: () => void this.start(),
        complete: (text, utf16) => this.complete(at, text, utf16),
      });
      this.underline();
    } catch {
      editorModule = undefined;
      this.say("The editor could not be loaded; try again.", "bad");
    }
  }

  private async complete(part: number, text: string, utf16: number) {
    const { engine, files } = this.published;
    const now = example(withText(this.edited, part, text));
    try {
      const answer = await this.around.engines.ask({ op: "complete", engine, example: now, ...(files && { files }), part, utf16 });
      return answer.completions ?? [];
    } catch {
      return [];
    }
  }

  private change(at: number, text: string): void {
    if (this.edited.parts[at]?.text === text) return;
    this.edited = withText(this.edited, at, text);
    this.remember();
    this.soon();
  }

  /** Runs at once, or when the run under way is over: never more than one waits, however fast one types. */
  private soon(): void {
    if (this.isRunning) this.isDue = true;
    else void this.start();
  }

  private remember(): void {
    if (this.place.kind === "chapter") keep(this.storeKey(), this.isEdited ? edits(this.edited) : undefined);
    this.reset.hidden = !this.isEdited;
    this.place.frame.classList.toggle("dr-edited", this.isEdited);
  }

  private storeKey(): string {
    return `edit:${root().pathname}#${this.published.example.id}`;
  }

  private restore(): void {
    const texts = this.place.kind === "chapter" ? kept(this.storeKey(), isTexts) : undefined;
    if (texts && Object.keys(texts).length > 0) this.edited = withEdits(this.edited, texts, this.published.engine);
    this.remember();
  }

  /** Takes texts over from a link, a solution, an example. */
  async take(shared: Shared): Promise<void> {
    this.edited = withEdits(untouched(this.published.example, this.published.engine), shared.texts, this.published.engine);
    if (shared.case !== undefined && this.published.example.cases.includes(shared.case)) this.chosenCase = shared.case;
    this.refreshEditor();
    this.remember();
    await this.edit();
    await this.start();
  }

  /** Shows what differs from the page. */
  showChanges(): void {
    this.openView("changes");
  }

  private putBack(): void {
    this.edited = untouched(this.published.example, this.published.engine);
    this.transcript.length = 0;
    this.refreshEditor();
    this.remember();
    forgetFrames(this.published.example.id);
    this.say("As published again.", "plain");
    void this.start();
    this.run.focus();
  }

  private refreshEditor(): void {
    if (this.chosenPart >= this.edited.parts.length) this.chosenPart = 0;
    const part = this.edited.parts[this.editorOf];
    if (part) this.editor?.setText(part.text);
    else if (this.editor) void this.openPart(this.chosenPart);
  }

  private async format(): Promise<void> {
    const at = this.chosenPart;
    const part = this.edited.parts[at];
    const kind = part && language(part);
    if (!part || kind === "text" || kind === undefined) return;
    try {
      const answer = await this.around.engines.ask({ op: "format", language: kind, text: part.text });
      if ("error" in answer) {
        this.say(`It cannot be laid out: ${answer.error.message}`, "bad");
        return;
      }
      this.edited = withText(this.edited, at, answer.text);
      this.refreshEditor();
      this.remember();
      await this.start();
    } catch (error) {
      this.say(String((error as Error).message), "bad");
    }
  }

  async share(): Promise<void> {
    this.open();
    const shared = { texts: edits(this.edited), case: this.chosenCase };
    const hash = await fragment(this.published.example.id, shared);
    history.replaceState(null, "", hash);
    await this.copied(location.href);
  }

  private async copied(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.say("The link is copied; it holds your edits.", "good");
    } catch {
      this.say("The link is in the address bar; it holds your edits.", "good");
    }
  }

  /** To the playground, with everything as it is now. */
  private async leave(page: string): Promise<void> {
    const texts = Object.fromEntries(example(this.edited).parts.map((part) => [part.case ? `${part.name}@${part.case}` : part.name, part.text]));
    const hash = await fragment(`playground-${this.published.engine}`, { texts, case: this.chosenCase });
    location.href = new URL(page, root()).href + hash;
  }

  private openCase(name: string): void {
    this.chosenCase = name;
    this.step = 0;
    if (this.answer) this.follow(this.answer);
    this.draw();
  }

  private openView(name: string): void {
    this.chosenView = name;
    this.draw();
  }

  private drawParts(): void {
    const all = titles(this.edited).map((label, at) => ({ key: String(at), label }));
    this.partTabs.show(all, String(this.chosenPart));
  }

  private all(): Diagnostic[] {
    const ran = this.answer?.cases.find((one) => one.case === this.chosenCase);
    return [...(this.answer?.diagnostics ?? []), ...(ran?.diagnostics ?? [])];
  }

  private underline(): void {
    this.editor?.setDiagnostics(this.all().filter((one) => one.place?.part === this.editorOf));
  }

  private draw(): void {
    this.reset.hidden = !this.isEdited;
    if (this.isEditing) this.drawParts();
    this.underline();
    const list = diagnostics(this.all(), (found) => void this.go(found));
    this.found.replaceChildren(...(list ? [list] : []));
    const { answer } = this;
    const several = (answer?.cases.length ?? 0) > 1;
    this.caseTabs.element.hidden = !several;
    this.viewTabs.element.hidden = !answer;
    if (!answer) {
      this.panel.replaceChildren();
      return;
    }
    const ran = answer.cases.find((one) => one.case === this.chosenCase) ?? answer.cases[0];
    const cases = answer.cases.map((one) => ({ key: one.case, label: one.case, mark: one.ended === "well" ? ("good" as const) : ("bad" as const) }));
    this.caseTabs.show(cases, ran?.case ?? "");
    const shown = { engine: this.published.engine, edited: this.edited, answer, ran };
    const views = available(shown);
    if (!views.some((view) => view.key === this.chosenView)) this.chosenView = views[0]?.key ?? "";
    this.viewTabs.show(views, this.chosenView);
    const chosen = this.viewTabs.element.querySelector("[aria-selected=true]");
    if (chosen) this.panel.setAttribute("aria-labelledby", chosen.id);
    this.panel.replaceChildren(render(this.chosenView, shown, this.asks()));
  }

  private async go(found: Diagnostic): Promise<void> {
    if (!found.place) return;
    await this.edit(found.place.part);
    this.editor?.select(found.place.start.utf16, found.place.end.utf16);
  }

  private asks(): Asks {
    return {
      step: this.step,
      stepped: (at) => {
        this.step = at;
      },
      show: (view) => this.openView(view),
      transcript: this.transcript,
      console: (expression) => this.console(expression),
      variables: (values) => void this.give(values),
      apply: () => void this.apply(),
    };
  }

  private async console(expression: string): Promise<{ text: string; failed: boolean }> {
    const { engine, files } = this.published;
    try {
      const answer = await this.around.engines.ask({
        op: "console",
        engine,
        example: example(this.edited),
        case: this.chosenCase,
        ...(files && { files }),
        expressions: [expression],
      });
      const first = answer.diagnostics.find((one) => one.severity === "error");
      return answer.answers[0] ?? { text: first ? `${first.summary}: ${first.detail}` : "There is no answer.", failed: true };
    } catch (error) {
      return { text: String((error as Error).message), failed: true };
    }
  }

  /** Values from the form: a part of their own, for this case. */
  private async give(values: Record<string, string>): Promise<void> {
    const text = Object.entries(values).map(([name, value]) => `${name} = ${value === "" ? "null" : value}\n`).join("");
    this.edited = withPart(this.edited, { role: "tfvars", language: "hcl", name: "form.tfvars", case: this.chosenCase, text });
    this.remember();
    await this.start();
  }

  private async apply(): Promise<void> {
    const after = this.answer?.stateAfter;
    if (after === undefined) return;
    this.edited = { ...this.edited, prior: after };
    this.remember();
    await this.edit();
    await this.start();
  }
}
