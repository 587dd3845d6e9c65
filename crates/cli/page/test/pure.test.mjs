import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, equal, hunks, matches } from "../src/diff.ts";
import { edits, example, isEdited, untouched, withEdits, withText } from "../src/model.ts";
import { argumentsOf, outputsOf, references, sign, stretches, variables, why } from "../src/plan.ts";
import { fragment, opened } from "../src/share.ts";
import { retries, steps, time, way } from "../src/steps.ts";

const shown = (lines) => lines.map(({ kind, text }) => ({ same: " ", added: "+", removed: "-" })[kind] + text);

test("a difference keeps the longest common lines", () => {
  assert.deepEqual(shown(diff("a\nb\nc\nd", "a\nx\nc\nd\ne")), [" a", "-b", "+x", " c", " d", "+e"]);
  assert.deepEqual(shown(diff("", "")), [" "]);
  assert.deepEqual(shown(diff("a", "b")), ["-a", "+b"]);
});

test("far lines are left out of a difference", () => {
  const many = Array.from({ length: 20 }, (_, at) => `line ${at}`);
  const lines = hunks(diff(many.join("\n"), [...many, "more"].join("\n")), 2);
  assert.deepEqual(shown(lines), [" ⋯", " line 18", " line 19", "+more"]);
});

test("wildcards match as in a chapter", () => {
  for (const [recorded, actual, want] of [
    ["a\n...\nd", "a\nb\nc\nd", true],
    ["a\n...\nd", "a\nd", true],
    ["a\n...\nd", "a\nb", false],
    ["id = [..]!", "id = 17!", true],
    ["id = [..]!", "id = 17", false],
    ["...", "anything\nat all", true],
    ["a", "a\n", true],
  ]) assert.equal(matches(recorded, actual), want, recorded);
});

test("JSON is equal by value", () => {
  assert.ok(equal({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] }));
  assert.ok(!equal({ a: 1 }, { a: 1, b: undefined }));
  assert.ok(!equal([], {}));
});

const base = { id: "x", cases: ["default"], parts: [{ role: "asl", language: "json", name: "x.asl.json", text: "{}" }] };

test("edits are what differs from the page", () => {
  const start = untouched(base);
  assert.ok(!isEdited(start));
  const edited = withText(start, 0, "[]");
  assert.deepEqual(edits(edited), { "x.asl.json": "[]" });
  assert.deepEqual(edits(withText(edited, 0, "{}")), {});
  const more = withEdits(start, { "mocks.json@slow": "{}" }, "asl");
  assert.deepEqual(more.parts[1], { role: "mocks", language: "json", name: "mocks.json", case: "slow", text: "{}" });
});

test("a machine takes an input and mocks where its author gave none", () => {
  const part = { role: "asl", language: "json", name: "x.asl.json", case: null, text: "{}" };
  const start = untouched({ id: "x", cases: ["default"], parts: [part] }, "asl");
  assert.deepEqual(start.parts.map(({ role }) => role), ["asl", "input", "mocks"]);
  assert.deepEqual(example(start).parts, [part]);
  const given = example(withText(start, 2, '{ "A": [] }')).parts;
  assert.deepEqual(given.map(({ text }) => text), ["{}", "{}", '{ "A": [] }']);
  assert.equal(untouched({ id: "y", cases: [], parts: [part] }, "tf").parts.length, 1);
});

test("a link brings back what it was given, and only that", async () => {
  const shared = { texts: { "a.tf": "<img src=x onerror=alert(1)>".repeat(50) }, case: "default" };
  const hash = await fragment("my.id/1", shared);
  assert.match(hash, /^#dryrun=1\.[\w%-]+\.[\w-]+$/);
  assert.ok(hash.length < 200, "it is compressed");
  assert.deepEqual(await opened(hash), { id: "my.id/1", shared });
  assert.equal(await opened("#heading"), undefined);
  await assert.rejects(opened("#dryrun=2.a.b"), /another version/);
  await assert.rejects(opened("#dryrun=1.a.AAAA"), /not whole/);
  await assert.rejects(opened("#dryrun=1.a"), /not whole/);
});

const history = [
  { id: 1, previousEventId: 0, timestamp: "2026-01-01T00:00:00.000Z", type: "ExecutionStarted" },
  { id: 2, previousEventId: 0, timestamp: "2026-01-01T00:00:00.000Z", type: "TaskStateEntered", stateEnteredEventDetails: { name: "A", input: "1" } },
  { id: 3, previousEventId: 2, timestamp: "2026-01-01T00:00:00.000Z", type: "TaskFailed", taskFailedEventDetails: { error: "Slow" } },
  { id: 4, previousEventId: 3, timestamp: "2026-01-01T00:00:02.000Z", type: "TaskSucceeded" },
  { id: 5, previousEventId: 4, timestamp: "2026-01-01T00:00:02.000Z", type: "TaskStateExited", stateExitedEventDetails: { name: "A", assignedVariables: { v: "2" } } },
  { id: 6, previousEventId: 5, timestamp: "2026-01-01T00:00:02.000Z", type: "PassStateEntered", stateEnteredEventDetails: { name: "B", input: "2" } },
];

test("a history becomes steps with what is known at each", () => {
  const all = steps(history, [{ state: "A", input: 1, result: 2, output: 2 }]);
  assert.deepEqual(all.map((step) => step.at), [0, 0, 0, 2000, 2000, 2000]);
  assert.deepEqual(all[1].stages, [["input", 1]]);
  assert.deepEqual(all[3].stages.map(([stage]) => stage), ["input", "result"]);
  assert.deepEqual(all[4].stages.map(([stage]) => stage), ["input", "result", "output"]);
  assert.deepEqual(all[4].variables, { v: 2 });
  assert.deepEqual(all[4].failures, ["Slow"]);
  assert.deepEqual(all[5].failures, []);
  assert.deepEqual([...way(all, 5).moves], ["\nA", "A\nB"]);
});

test("retriers are counted as they are used", () => {
  const definition = { States: { A: { Retry: [{ ErrorEquals: ["Other"], MaxAttempts: 1 }, { ErrorEquals: ["States.TaskFailed"] }] } } };
  assert.deepEqual(retries(definition, "A", ["Slow", "Slow"]), [
    { errors: "Other", used: 0, most: 1 },
    { errors: "States.TaskFailed", used: 2, most: 3 },
  ]);
});

test("virtual time reads as people say it", () => {
  for (const [ms, want] of [[0, "0 s"], [1500, "1.5 s"], [62_000, "1 min 2 s"], [90_000_000, "1 d 1 h"]]) assert.equal(time(ms), want);
});

const plan = `
Terraform will perform the following actions:

  # aws_sqs_queue.a will be created
  + resource "aws_sqs_queue" "a" {
      + arn  = (known after apply)
      + tags = {
          + "x" = "y"
        }
    }

  # aws_sqs_queue.b must be replaced
-/+ resource "aws_sqs_queue" "b" {
      ~ name = "x" -> "y" # forces replacement
    }

Plan: 2 to add, 0 to change, 1 to destroy.`;

test("a plan is folded by resource", () => {
  const found = stretches(plan);
  assert.deepEqual(found.map((one) => [one.kind, one.title]), [
    ["text", ""],
    ["resource", "aws_sqs_queue.a will be created"],
    ["text", ""],
    ["resource", "aws_sqs_queue.b must be replaced"],
    ["text", ""],
  ]);
  assert.equal(found[1].lines.length, 6);
  assert.deepEqual(['  + a = 1', '  ~ a', '-/+ resource "x"', "    a = 1", "      - b"].map(sign), ["added", "changed", "replaced", "same", "removed"]);
});

test("what is not known says why", () => {
  const root_module = {
    resources: [{ address: "aws_b.y", expressions: { topic: { references: ["aws_a.x.arn", "aws_a.x"] }, name: { constant_value: "n" } } }],
    outputs: { url: { expression: { references: ["aws_b.y.url", "aws_b.y"] } } },
  };
  const facts = { configuration: { root_module } };
  const mentioned = argumentsOf(facts, "aws_b.y[0] will be created");
  assert.match(why("      + topic = (known after apply)", mentioned), /^It follows from aws_a\.x\.arn, /);
  assert.match(why("      + id    = (known after apply)", mentioned), /^The provider decides/);
  assert.match(why("  + url = (known after apply)", outputsOf(facts)), /aws_b\.y\.url/);
  assert.match(why("  + url = (known after apply)", outputsOf(undefined)), /^The provider decides/);
});

test("variables and references come from the plan's JSON", () => {
  const facts = {
    variables: { size: { value: 3 } },
    configuration: {
      root_module: {
        variables: { size: { description: "how many" }, other: {} },
        resources: [{ address: "a.x" }, { address: "a.y", expressions: { n: { references: ["a.x.id", "a.x"] } } }],
      },
    },
  };
  assert.deepEqual(variables(facts), [{ name: "size", about: "how many", value: "3" }, { name: "other", about: "", value: "" }]);
  assert.deepEqual(references(facts), [["a.x", []], ["a.y", ["a.x"]]]);
  assert.deepEqual(variables(null), []);
});
