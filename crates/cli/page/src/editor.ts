// The code editor, loaded when a reader first edits.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, pickedCompletion, type Completion as Suggestion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic as Squiggle } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { hcl } from "./hcl";
import type { Completion, Diagnostic } from "./protocol";

export interface Options {
  parent: HTMLElement;
  text: string;
  language: "json" | "hcl" | "text";
  /** What a screen reader calls it. */
  label: string;
  changed(text: string): void;
  run(): void;
  complete?(text: string, utf16: number): Promise<Completion[]>;
}

export interface Editor {
  text(): string;
  setText(text: string): void;
  setDiagnostics(found: Diagnostic[]): void;
  select(from: number, to: number): void;
  focus(): void;
  destroy(): void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--dr-name)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--dr-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--dr-number)" },
  { tag: [tags.keyword, tags.typeName], color: "var(--dr-keyword)" },
  { tag: tags.function(tags.variableName), color: "var(--dr-name)" },
  { tag: tags.comment, color: "var(--dr-comment)", fontStyle: "italic" },
]);

const LANGUAGES: Record<Options["language"], () => Extension> = {
  json: () => json(),
  hcl: () => StreamLanguage.define(hcl),
  text: () => [],
};

/** Puts a completion in; what it replaces behind the cursor, such as a quote, is no part of what was typed. */
function insertion({ insert, to }: Completion, asked: number) {
  const behind = Math.max(0, to - asked);
  return (view: EditorView, chosen: Suggestion, from: number, cursor: number): void => {
    view.dispatch({
      changes: { from, to: Math.min(cursor + behind, view.state.doc.length), insert },
      selection: { anchor: from + insert.length },
      annotations: pickedCompletion.of(chosen),
      userEvent: "input.complete",
    });
  };
}

function completions(ask: NonNullable<Options["complete"]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const found = await ask(context.state.doc.toString(), context.pos);
    const first = found[0];
    if (!first) return null;
    return {
      from: first.from,
      options: found.map((one) => ({
        label: one.label,
        type: { field: "property", block: "class", value: "constant", reference: "variable" }[one.kind] ?? one.kind,
        detail: one.detail,
        apply: insertion(one, context.pos),
      })),
      validFor: /^[\w.-]*$/,
    };
  };
}

/** Inside the text, and at least one character wide where there is one. */
function squiggle(found: Diagnostic, length: number): Squiggle[] {
  if (!found.place) return [];
  const from = Math.min(found.place.start.utf16, length);
  const to = Math.min(Math.max(found.place.end.utf16, from + 1), length);
  const message = [found.summary, found.detail, found.help ?? ""].filter((text) => text !== "").join("\n");
  return [{ from, to, severity: found.severity === "note" ? "info" : found.severity, message }];
}

export function createEditor(options: Options): Editor {
  const { complete } = options;
  const run = (): boolean => {
    options.run();
    return true;
  };
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run },
          { key: "Shift-Enter", run },
          { key: "Mod-s", run, preventDefault: true },
        ]),
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        lintGutter(),
        complete ? autocompletion({ override: [completions(complete)] }) : [],
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
        LANGUAGES[options.language](),
        syntaxHighlighting(COLOURS),
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    setDiagnostics(found) {
      const length = view.state.doc.length;
      view.dispatch(setDiagnostics(view.state, found.flatMap((one) => squiggle(one, length))));
    },
    select(from, to) {
      const length = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
