// Answers a list of requests {"expr", "data"?, "bindings"} as the case server does, with the reference implementation.
// Reads the list from standard input. Wants the npm module jsonata 2.0.6 in the current folder.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const jsonata = createRequire(process.cwd() + '/')('jsonata');
const isFunction = (value) => typeof value === 'function' || value?._jsonata_function === true || value?._jsonata_lambda === true;
const answers = [];
for (const { expr, data, bindings } of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    const value = await jsonata(expr).evaluate(data, bindings);
    const result = JSON.parse(JSON.stringify([value], (_, part) => (isFunction(part) ? '' : part)))[0];
    answers.push(value === undefined ? { undefined: true } : { result });
  } catch ({ code, message, position, token }) {
    answers.push({ code, message, position, token });
  }
}
console.log(JSON.stringify(answers));
