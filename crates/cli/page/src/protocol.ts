// What the engines are asked and what they answer: the types of the documentation of crates/wasm.

export interface Settings {
  clock?: string | null;
  seed?: number | null;
  region?: string | null;
  workflow?: string | null;
}

export interface Part {
  role: string;
  language: string;
  name: string;
  case?: string | null;
  text: string;
}

export interface Example {
  id: string;
  parts: Part[];
  cases: string[];
  settings?: Settings;
  caseSettings?: Record<string, Settings>;
  prior?: string | null;
}

export interface Fault {
  code: string;
  message: string;
  position?: number;
}

export interface Point {
  byte: number;
  utf16: number;
  line: number;
  column: number;
}

export interface Place {
  part: number;
  start: Point;
  end: Point;
}

export interface Diagnostic {
  severity: "error" | "warning" | "note";
  code: string;
  summary: string;
  detail: string;
  help?: string;
  address?: string;
  place?: Place;
  context?: Place;
  values?: [string, string][];
}

export interface View {
  role: string;
  text: string;
}

export interface GraphNode {
  label: string;
  kind: string;
  inside?: number;
  taken: boolean;
}

export interface GraphEdge {
  from: number;
  to: number;
  label: string;
  kind: string;
  taken: boolean;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  svg?: string;
  text?: string;
}

export interface CaseAnswer {
  case: string;
  ended: "well" | "failed";
  failure?: string;
  summary: string;
  views: View[];
  facts: unknown;
  diagnostics: Diagnostic[];
  graph?: Graph;
}

export type ValueAnswer = { text: string; differs: boolean } | { error: Fault };
export type CheckAnswer = { holds: boolean } | { error: Fault };

export interface RunRequest {
  op: "run";
  engine: string;
  example: Example;
  files?: Record<string, string>;
  graph?: boolean;
  values?: { path: string; shown: string }[];
  checks?: { case: string; check: string }[];
}

export interface RunAnswer {
  cases: CaseAnswer[];
  diagnostics: Diagnostic[];
  views: View[];
  stateAfter?: string;
  graph?: Graph;
  values?: ValueAnswer[];
  checks?: CheckAnswer[];
}

export interface ConsoleRequest {
  op: "console";
  engine: string;
  example?: Example;
  case?: string | null;
  files?: Record<string, string>;
  expressions: string[];
}

export interface ConsoleAnswer {
  answers: { text: string; failed: boolean }[];
  diagnostics: Diagnostic[];
}

export interface JsonataRequest {
  op: "jsonata";
  expr: string;
  value?: unknown;
}

export interface JsonataAnswer {
  value?: unknown;
  error?: Fault;
}

export interface CompleteRequest {
  op: "complete";
  engine: string;
  example: Example;
  files?: Record<string, string>;
  part: number;
  utf16: number;
}

export interface Completion {
  label: string;
  kind: string;
  insert: string;
  from: number;
  to: number;
  detail: string;
}

export interface FormatRequest {
  op: "format";
  language: string;
  text: string;
}

/** Each request with its answer. */
export interface Operations {
  run: [RunRequest, RunAnswer];
  console: [ConsoleRequest, ConsoleAnswer];
  jsonata: [JsonataRequest, JsonataAnswer];
  complete: [CompleteRequest, { completions: Completion[] }];
  format: [FormatRequest, { text: string } | { error: Fault }];
}

export type Operation = keyof Operations;
export type Request = Operations[Operation][0];
