// HCL for the editor: enough of a tokenizer to colour it.

import type { StreamParser, StringStream } from "@codemirror/language";

interface State {
  /** What encloses the next token: a string, the expression in a string, a here document, a long comment. */
  stack: (string | { until: string })[];
}

const KEYWORDS = /^(?:for|in|if|else|endif|endfor|dynamic)$/;
const ATOMS = /^(?:true|false|null)$/;
const BLOCKS = /^(?:resource|data|variable|output|locals|module|provider|terraform|moved|removed|import|check|ephemeral)$/;

function inString(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match(/^[$%]{2}\{/)) continue;
    if (stream.match(/^[$%]\{/, false)) {
      if (stream.pos > stream.start) return "string";
      stream.match(/^[$%]\{~?/);
      state.stack.push("{");
      return "brace";
    }
    const next = stream.next();
    if (next === "\\") stream.next();
    if (next === '"') {
      state.stack.pop();
      return "string";
    }
  }
  return "string";
}

function inDocument(stream: StringStream, state: State, until: string): string {
  if (stream.sol() && stream.match(new RegExp(`^\\s*${until}\\s*$`))) {
    state.stack.pop();
    return "string";
  }
  while (!stream.eol()) {
    if (stream.match(/^[$%]\{/, false) && !stream.match(/^[$%]{2}\{/, false)) {
      if (stream.pos > stream.start) return "string";
      stream.match(/^[$%]\{~?/);
      state.stack.push("{");
      return "brace";
    }
    stream.next();
  }
  return "string";
}

function inComment(stream: StringStream, state: State): string {
  if (stream.skipTo("*/")) {
    stream.match("*/");
    state.stack.pop();
  } else {
    stream.skipToEnd();
  }
  return "comment";
}

function word(stream: StringStream): string {
  const name = stream.current();
  if (ATOMS.test(name)) return "atom";
  if (KEYWORDS.test(name)) return "keyword";
  if (stream.match(/^\s*\(/, false)) return "variableName.function";
  if (stream.match(/^\s*=(?![=>])/, false)) return "propertyName";
  if (BLOCKS.test(name) && stream.match(/^\s*["{]/, false)) return "keyword";
  if (stream.match(/^\s*\{/, false)) return "typeName";
  return "variableName";
}

export const hcl: StreamParser<State> = {
  name: "hcl",
  startState: () => ({ stack: [] }),
  copyState: (state) => ({ stack: [...state.stack] }),
  token(stream, state) {
    const around = state.stack.at(-1);
    if (around === '"') return inString(stream, state);
    if (around === "/*") return inComment(stream, state);
    if (typeof around === "object") return inDocument(stream, state, around.until);
    if (stream.eatSpace()) return null;
    if (stream.match(/^(?:#|\/\/)/)) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) {
      state.stack.push("/*");
      return inComment(stream, state);
    }
    const document = stream.match(/^<<-?([A-Za-z_]\w*)/) as RegExpMatchArray | null;
    if (document?.[1]) {
      state.stack.push({ until: document[1] });
      return "string";
    }
    if (stream.eat('"')) {
      state.stack.push('"');
      return "string";
    }
    if (stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return "number";
    if (stream.match(/^[A-Za-z_][\w-]*/)) return word(stream);
    if (stream.eat("{")) {
      state.stack.push("{");
      return "brace";
    }
    if (stream.match(/^~?\}/)) {
      if (around === "{") state.stack.pop();
      return "brace";
    }
    stream.next();
    return /[[\]()]/.test(stream.current()) ? "bracket" : "operator";
  },
  languageData: { commentTokens: { line: "#", block: { open: "/*", close: "*/" } }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
};
