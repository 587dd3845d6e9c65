// Requests to the engine from everything that is recorded: the suites where they are there, the repository's own cases always.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";

function* files(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

const text = (path) => readFileSync(path, "utf8");
const json = (path) => JSON.parse(text(path));
const list = (value) => (Array.isArray(value) ? value : [value]);

// Cases of the `.case` files of a crate: their name, and their parts by name.
function* cases(root, crate) {
  for (const file of files(join(root, "crates", crate, "tests/cases"))) {
    if (!file.endsWith(".case")) continue;
    let one = null;
    let part = null;
    for (const line of text(file).split("\n")) {
      const name = /^--- (.*) ---$/.exec(line)?.[1];
      const begins = /^== (.*) ==$/.exec(line)?.[1];
      if (name !== undefined) {
        if (one) yield one;
        one = { name: `${crate}/${basename(file)}: ${name}`, parts: {} };
        part = null;
      } else if (begins !== undefined && one) {
        part = begins;
        one.parts[part] = "";
      } else if (part !== null) {
        one.parts[part] += `${line}\n`;
      }
    }
    if (one) yield one;
  }
}

const part = (role, language, name, text) => ({ role, language, name, text });
const run = (engine, example, more = {}) => ({ op: "run", engine, graph: true, example, ...more });

function* own(root) {
  for (const { name, parts } of cases(root, "wasm")) yield [name, parts.request];
  for (const { name, parts } of cases(root, "asl")) {
    const given = [part("asl", "json", "case.asl.json", parts.machine ?? "")];
    for (const role of ["input", "mocks"]) {
      if (parts[role]) given.push(part(role, "json", `${role}.json`, parts[role]));
    }
    const workflow = parts.type?.trim().toLowerCase();
    yield [name, run("asl", { id: "case", cases: ["default"], parts: given, settings: { workflow } })];
  }
  for (const { name, parts } of cases(root, "asl-check")) {
    const given = [part("asl", "json", "case.asl.json", parts.definition ?? "")];
    yield [name, run("asl", { id: "case", cases: ["default"], parts: given })];
  }
  for (const { name, parts } of cases(root, "jsonata")) {
    let value;
    try {
      value = JSON.parse(parts.input);
    } catch {
      value = undefined;
    }
    yield [name, { op: "jsonata", expr: parts.expr ?? "", value }];
  }
  for (const { name, parts } of cases(root, "hcl")) {
    for (const text of [parts.hcl, parts.before].filter(Boolean)) {
      yield [name, { op: "format", language: "hcl", text }];
    }
  }
  for (const { name, parts } of cases(root, "terraform")) {
    const recorded = ["diagnostics", "plan", "state", "options"];
    const given = Object.entries(parts)
      .filter(([file]) => !recorded.includes(file))
      .map(([file, text]) => part("tf", "terraform", file, text));
    yield [name, run("tf", { id: "case", cases: ["default"], parts: given, prior: parts.state })];
  }
  for (const folder of ["conformance", "recorded"]) {
    yield* terraform(join(root, "crates/terraform/tests", folder));
  }
  yield* projects(join(root, "examples"));
}

// Folders that hold a `case.json`, a configuration and what Terraform said of it.
function* terraform(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) {
    const root = join(folder, name);
    if (!existsSync(join(root, "case.json"))) continue;
    const all = [...files(root)].map((path) => [relative(root, path), text(path)]);
    const given = all
      .filter(([file]) => !/^(expected\/|case\.json$|expressions\.txt$|terraform\.tfstate$)/.test(file))
      .map(([file, text]) => part("tf", "terraform", file, text));
    const prior = all.find(([file]) => file === "terraform.tfstate")?.[1];
    const example = { id: name, cases: ["default"], parts: given, prior };
    yield [`terraform/${name}`, run("tf", example)];
    const values = join(root, "expected/values.json");
    if (existsSync(values)) {
      const expressions = json(values).map((value) => value.expr).filter((expr) => typeof expr === "string");
      yield [`terraform/${name} console`, { op: "console", engine: "tf", example, expressions }];
    }
  }
}

// The projects of the book: folders with a configuration, and definitions by themselves.
function* projects(root) {
  const folders = new Map();
  for (const path of files(root)) {
    if (path.endsWith(".asl.json")) {
      const given = [part("asl", "json", "project.asl.json", text(path))];
      yield [relative(root, path), run("asl", { id: "project", cases: ["default"], parts: given })];
    }
    const folder = join(path, "..");
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  for (const [folder, paths] of folders) {
    if (!paths.some((path) => path.endsWith(".tf"))) continue;
    const given = paths.map((path) => part("tf", "terraform", basename(path), text(path)));
    yield [relative(root, folder), run("tf", { id: "project", cases: ["default"], parts: given })];
  }
}

function* suites(shared) {
  for (const path of files(join(shared, "conformance/asl"))) {
    if (!path.endsWith(".json")) continue;
    for (const one of list(json(path))) {
      const { expect, wildcards, source, validated, features, notes, marker, ...request } = one;
      yield [`asl/${one.id}`, { op: "case", engine: "asl", request }];
    }
  }
  const suite = join(shared, "conformance/jsonata");
  const datasets = new Map();
  for (const path of files(join(suite, "datasets"))) datasets.set(basename(path, ".json"), json(path));
  for (const path of files(join(suite, "groups"))) {
    if (!path.endsWith(".json")) continue;
    for (const [at, one] of list(json(path)).entries()) {
      const { expr, bindings = {}, timelimit, depth } = one;
      const data = "data" in one ? one.data : datasets.get(one.dataset);
      const request = { expr, data, bindings, timelimit, depth };
      yield [`jsonata/${basename(path)} ${at}`, { op: "case", engine: "jsonata", request }];
    }
  }
  yield* terraform(join(shared, "conformance/terraform"));
}

// Texts that nest so deeply that only an engine's own limits keep its stack whole.
function* deep() {
  const asl = (text) => run("asl", { id: "deep", cases: ["default"], parts: [part("asl", "json", "deep.asl.json", text)] });
  const tf = (text) => run("tf", { id: "deep", cases: ["default"], parts: [part("tf", "terraform", "main.tf", text)] });
  for (const depth of [100, 200, 1_000, 10_000, 100_000]) {
    const many = (text) => text.repeat(depth);
    const pass = (data) => `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${data}, "End": true}}}`;
    yield [`deep JSON ${depth}`, asl(pass(many("[") + many("]")))];
    yield [`deep input ${depth}`, `{"op": "jsonata", "expr": "a", "value": ${many("[")}${many("]")}}`];
    yield [`deep call ${depth}`, asl(pass(JSON.stringify(many("States.Array(") + many(")"))).replace("Result", "Parameters"))];
    for (const [open, close] of [["(", ")"], ["[", "]"], ["{'a':", "}"], ["-", "1"], ["$f(", ")"], ["a.", "b"], ["a[", "]"], ["a ? ", ""], ["function(){", "}"]]) {
      yield [`deep JSONata ${open} ${depth}`, { op: "jsonata", expr: `${many(open)}1${many(close)}` }];
    }
    yield [`endless JSONata ${depth}`, { op: "jsonata", expr: `($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(${depth}))` }];
    for (const [open, close] of [["(", ")"], ["[", "]"], ["{a=", "}"], ["!", "true"], ["abs(", ")"], ['"${', '}"'], ["1 + ", "1"], ["true ? 1 : ", "2"]]) {
      yield [`deep HCL ${open} ${depth}`, tf(`output "x" {\n  value = ${many(open)}1${many(close)}\n}\n`)];
      yield [`deep layout ${open} ${depth}`, { op: "format", language: "hcl", text: `a = ${many(open)}1${many(close)}\n` }];
    }
    yield [`deep blocks ${depth}`, tf(`${many("a {\n")}${many("}\n")}`)];
    yield [`deep type ${depth}`, tf(`variable "x" {\n  type = ${many("list(")}string${many(")")}\n}\n`)];
    yield [`deep draft ${depth}`, { op: "complete", engine: "asl", part: 0, utf16: depth, example: { id: "x", cases: [], parts: [part("asl", "json", "x", many("["))] } }];
  }
}

/** All of them: the suite, a name, the request. */
export function* requests(root, shared) {
  const recorded = { asl: "ASL", jsonata: "JSONata", terraform: "Terraform" };
  for (const [name, request] of own(root)) yield ["our own cases", name, request];
  for (const [name, request] of deep()) yield ["deep texts", name, request];
  for (const [name, request] of suites(shared)) yield [recorded[name.split("/")[0]], name, request];
}
