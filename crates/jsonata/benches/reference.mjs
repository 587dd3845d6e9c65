// Times the reference implementation on the expressions of expressions.json.
// Reads {"data", "expressions"} from standard input, writes {name: microseconds}. Wants the module jsonata 2.0.6.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.cwd() + '/');
const jsonata = require('jsonata');
const { data, expressions } = JSON.parse(readFileSync(0, 'utf8'));
const times = {};
for (const [name, text] of Object.entries(expressions)) {
  const expression = jsonata(text);
  await expression.evaluate(data);
  const samples = [];
  const end = performance.now() + 1000;
  do {
    const start = performance.now();
    await expression.evaluate(data);
    samples.push(performance.now() - start);
  } while (performance.now() < end);
  samples.sort((a, b) => a - b);
  times[name] = samples[Math.floor(samples.length / 2)] * 1000;
}
console.log(JSON.stringify(times));
