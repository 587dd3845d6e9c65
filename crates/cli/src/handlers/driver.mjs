// Calls a Lambda handler once: node driver.mjs FOLDER FILE (event and context: event.json, context.json in FOLDER).
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const names = read("context.json");
const end = Date.now() + names.seconds * 1000;

const context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: names.function,
  functionVersion: "$LATEST",
  invokedFunctionArn: names.arn,
  memoryLimitInMB: "128",
  awsRequestId: names.request,
  logGroupName: `/aws/lambda/${names.function}`,
  logStreamName: "2026/01/01/[$LATEST]00000000000000000000000000000000",
  getRemainingTimeInMillis: () => Math.max(0, end - Date.now()),
};

let answered = false;
function answer(how, value) {
  if (answered) return;
  answered = true;
  writeFileSync(join(folder, how), JSON.stringify(value === undefined ? null : value));
  process.exit(0);
}

// Paths as they are on Lambda; frames of this file are none of the handler's.
function trace(error) {
  const lines = String(error.stack ?? "").split("\n");
  const own = lines.filter((line) => !line.includes("driver.mjs") && !line.includes("node:internal"));
  const real = pathToFileURL(folder).href;
  // A fence without imports is CommonJS, which is `.js` there.
  const shown = (line) => line.replaceAll(`${names.function}.cjs`, `${names.function}.js`);
  return own.map((line) => shown(line.replaceAll(real, "file:///var/task").replaceAll(folder, "/var/task")));
}

function fail(error) {
  if (error instanceof Error) {
    answer("error.json", { errorType: error.name, errorMessage: error.message, trace: trace(error) });
  } else {
    answer("error.json", { errorType: typeof error, errorMessage: String(error), trace: [] });
  }
}

function broken(kind, message, lines) {
  const error = { errorType: kind, errorMessage: message, trace: lines };
  answer("error.json", error);
}

function marshal(value) {
  try {
    answer("result.json", value);
  } catch (error) {
    broken("Runtime.MarshalError", `Unable to stringify response body as json: ${error.message}`, []);
  }
}

process.on("uncaughtException", fail);
process.on("unhandledRejection", (reason) => {
  const lines = reason instanceof Error ? trace(reason) : [];
  broken("Runtime.UnhandledPromiseRejection", String(reason), lines);
});

let code;
try {
  code = await import(pathToFileURL(join(folder, file)).href);
} catch (error) {
  const kind = error instanceof SyntaxError ? "Runtime.UserCodeSyntaxError" : error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND" ? "Runtime.ImportModuleError" : error.name;
  const prefix = kind.startsWith("Runtime.") ? `${error.name}: ` : "";
  broken(kind, prefix + error.message.replaceAll(folder, "/var/task"), trace(error));
}
const handler = code.handler ?? code.default?.handler ?? code.default;
if (typeof handler !== "function") {
  broken("Runtime.HandlerNotFound", `${names.function}.handler is undefined or not exported`, []);
}
try {
  const callback = (error, value) => (error ? fail(error) : marshal(value));
  const result = handler(read("event.json"), context, callback);
  if (typeof result?.then === "function") marshal(await result);
  else if (handler.length < 3) marshal(result);
  // A callback that is never called: the event loop runs empty.
  process.on("beforeExit", () => marshal(null));
} catch (error) {
  fail(error);
}
