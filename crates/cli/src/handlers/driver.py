"""Calls a Lambda handler once: python driver.py FOLDER MODULE (event and context: event.json, context.json in FOLDER)."""

import importlib
import json
import os
import sys
import time
import traceback

folder, module = sys.argv[1], sys.argv[2]
names = json.load(open(os.path.join(folder, "context.json"), encoding="utf-8"))


class Context:
    """The context object of Lambda's Python runtime."""

    function_name = names["function"]
    function_version = "$LATEST"
    invoked_function_arn = names["arn"]
    memory_limit_in_mb = "128"
    aws_request_id = names["request"]
    log_group_name = "/aws/lambda/" + names["function"]
    log_stream_name = "2026/01/01/[$LATEST]00000000000000000000000000000000"
    identity = None
    client_context = None
    _end = time.monotonic() + names["seconds"]

    def get_remaining_time_in_millis(self):
        return max(0, int((self._end - time.monotonic()) * 1000))


def answer(how, value):
    with open(os.path.join(folder, how), "w", encoding="utf-8") as out:
        out.write(value)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def fail(kind, message, stack, request=True):
    error = {"errorMessage": message, "errorType": kind}
    if request:
        error["requestId"] = names["request"]
    error["stackTrace"] = stack
    answer("error.json", json.dumps(error, ensure_ascii=False))


def shown(path):
    return path.replace(folder, "/var/task")


def stack_of(error):
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if f.filename != __file__ and "importlib" not in f.filename]
    lines = []
    for f in own:
        line = '  File "%s", line %d, in %s\n' % (shown(f.filename), f.lineno, f.name)
        lines.append(line + ("    %s\n" % f.line.strip() if f.line else ""))
    return lines


sys.path.insert(0, folder)
sys.dont_write_bytecode = True
try:
    code = importlib.import_module(module)
except ImportError as error:
    fail("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module, error), [], False)
except SyntaxError as error:
    where = '  File "%s" Line %s\n    %s' % (shown(error.filename or ""), error.lineno, (error.text or "").rstrip("\n"))
    message = "Syntax error in module '%s': %s" % (module, error)
    fail("Runtime.UserCodeSyntaxError", message, [where + "\n"], False)
except Exception as error:
    fail(type(error).__name__, str(error), stack_of(error), False)
except SystemExit as error:
    text = "RequestId: %s Error: Runtime exited with error: exit status %s" % (names["request"], error.code or 0)
    answer("error.json", json.dumps({"errorType": "Runtime.ExitError", "errorMessage": text}))

handler = None
for name in ("lambda_handler", "handler", "main"):
    handler = handler or getattr(code, name, None)
if not callable(handler):
    fail("Runtime.HandlerNotFound", "Handler 'lambda_handler' missing on module '%s'" % module, [], False)

event = json.load(open(os.path.join(folder, "event.json"), encoding="utf-8"))
try:
    result = handler(event, Context())
except SystemExit as error:
    text = "RequestId: %s Error: Runtime exited with error: exit status %s" % (names["request"], error.code or 0)
    answer("error.json", json.dumps({"errorType": "Runtime.ExitError", "errorMessage": text}))
except BaseException as error:
    fail(type(error).__name__, str(error), stack_of(error))
try:
    text = json.dumps(result, ensure_ascii=False, allow_nan=False)
except (TypeError, ValueError) as error:
    fail("Runtime.MarshalError", "Unable to marshal response: %s" % error, [])
answer("result.json", text)
