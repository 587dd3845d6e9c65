// Times aws-local-stepfunctions on the machines given: reads {name: {definition, input}} from standard input, writes
// {name: milliseconds}, the median of an execution.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.cwd() + '/');
const { StateMachine } = require('aws-local-stepfunctions');
const times = {};
for (const [name, { definition, input }] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  const machine = new StateMachine(definition, { validationOptions: { checkPaths: false, checkArn: false } });
  await machine.run(structuredClone(input)).result;
  const samples = [];
  const end = performance.now() + 3000;
  do {
    const start = performance.now();
    await machine.run(structuredClone(input)).result;
    samples.push(performance.now() - start);
  } while (performance.now() < end);
  samples.sort((a, b) => a - b);
  times[name] = samples[Math.floor(samples.length / 2)];
}
console.log(JSON.stringify(times));
