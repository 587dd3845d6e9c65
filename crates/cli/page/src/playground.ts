// Playgrounds: a bench without a chapter; for JSONata an exerciser that answers while one types.

import { Bench, type Surroundings } from "./bench";
import { fresh, h } from "./dom";
import { NoAnswer } from "./engine";
import { json, text } from "./show";
import type { Published } from "./data";
import type { Part } from "./protocol";

const MACHINE = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "greet", "Payload": { "name": "{% $states.input.name %}" } },
      "Output": "{% $states.result.Payload %}",
      "Retry": [{ "ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "MaxAttempts": 3 }],
      "End": true
    }
  }
}
`;
const MOCKS = `{
  "Greet": [
    { "Throw": { "Error": "Lambda.TooManyRequestsException", "Cause": "slow down" } },
    { "Return": { "StatusCode": 200, "Payload": { "greeting": "Hello, Ada" } } }
  ]
}
`;
const MODULE = `variable "names" {
  default = ["one", "two"]
}

resource "aws_sqs_queue" "work" {
  for_each = toset(var.names)
  name     = "work-\${each.key}"
}

output "urls" {
  value = { for name, queue in aws_sqs_queue.work : name => queue.url }
}
`;

function part(role: string, language: string, name: string, content: string): Part {
  return { role, language, name, case: null, text: content };
}

const STARTS: Record<string, Part[]> = {
  asl: [
    part("asl", "json", "machine.asl.json", MACHINE),
    part("input", "json", "input.json", '{ "name": "Ada" }\n'),
    part("mocks", "json", "mocks.json", MOCKS),
  ],
  tf: [part("tf", "hcl", "main.tf", MODULE), part("tfvars", "hcl", "terraform.tfvars", "")],
};

/** The id under which links name the playground of an engine. */
export function playgroundId(engine: string): string {
  return `playground-${engine}`;
}

export function playground(element: HTMLElement, engine: string, around: Surroundings): Bench | undefined {
  element.replaceChildren();
  const parts = STARTS[engine];
  if (!parts) {
    exerciser(element, around);
    return undefined;
  }
  const published: Published = { engine, page: "", title: "the playground", example: { id: playgroundId(engine), parts, cases: ["default"] } };
  const bench = new Bench(published, { frame: element, kind: "playground" }, around);
  void bench.edit().then(() => bench.start());
  return bench;
}

/** What a link or an example hands over becomes the playground's own beginning. */
export function handedOver(engine: string, texts: Record<string, string>, name: string | undefined): Published {
  const parts = Object.entries(texts).map(([named, content]): Part => {
    const [file = named, ofCase] = named.split("@");
    const role = file.includes("mocks.") ? "mocks" : file.includes("input.") ? "input" : file.endsWith(".tfvars") ? "tfvars" : engine;
    return { ...part(role, file.endsWith(".json") ? "json" : "hcl", file, content), case: ofCase ?? null };
  });
  const own = parts.map((one) => one.case).filter((one): one is string => typeof one === "string");
  const cases = [...new Set([...(name === undefined ? [] : [name]), ...own])];
  return { engine, page: "", title: "the playground", example: { id: playgroundId(engine), parts, cases: cases.length > 0 ? cases : ["default"] } };
}

const DATA = '{\n  "orders": [\n    { "id": "o-1", "amount": 42 },\n    { "id": "o-2", "amount": 8 }\n  ]\n}';
const EXPRESSION = '{ "total": $sum(orders.amount), "large": orders[amount > 10].id }';

function exerciser(element: HTMLElement, around: Surroundings): void {
  const field = (label: string, content: string, rows: number): [HTMLElement, HTMLTextAreaElement] => {
    const id = fresh("field");
    const area = h("textarea", { id, rows, class: "dr-input dr-area", spellcheck: "false" }, content);
    return [h("div", { class: "dr-field" }, h("label", { for: id }, label), area), area];
  };
  const [dataField, data] = field("Input", DATA, 8);
  const [expressionField, expression] = field("Expression", EXPRESSION, 4);
  const result = h("div", { class: "dr-field", "aria-live": "polite" });
  let turn = 0;
  const evaluate = async (): Promise<void> => {
    const own = (turn += 1);
    const shown = await evaluated(around, data.value, expression.value);
    if (own === turn) result.replaceChildren(shown);
  };
  const bench = h("div", { class: "dr-bench dr-exerciser" }, dataField, expressionField, result);
  bench.addEventListener("keydown", (event) => event.stopPropagation());
  bench.addEventListener("input", () => void evaluate());
  element.append(bench);
  void evaluate();
}

async function evaluated(around: Surroundings, data: string, expression: string): Promise<HTMLElement> {
  const failed = (message: string): HTMLElement => h("p", { class: "dr-failed" }, message);
  let value: unknown;
  try {
    value = data.trim() === "" ? undefined : JSON.parse(data);
  } catch (error) {
    return failed(`The input is no JSON: ${(error as Error).message}`);
  }
  try {
    const answer = await around.engines.ask({ op: "jsonata", expr: expression, ...(value !== undefined && { value }) });
    if (answer.error) {
      const { code, message, position } = answer.error;
      return failed(`${message} (${code}${position === undefined ? "" : `, at character ${position}`})`);
    }
    return "value" in answer ? text(json(answer.value), "Value") : h("p", { class: "dr-note" }, "Nothing: the expression has no value here.");
  } catch (error) {
    return failed(error instanceof NoAnswer ? error.message : String(error));
  }
}
