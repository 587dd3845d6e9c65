// Bundles the page's scripts and styles into dist/. `dryrun.wasm` comes from `.ci/wasm.sh`.
import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  outdir: join(here, "dist"),
  logLevel: "warning",
};
const entry = (name) => join(here, "src", name);

await Promise.all([
  build({ ...common, entryPoints: [{ in: entry("main.ts"), out: "dryrun" }], format: "iife" }),
  build({ ...common, entryPoints: [{ in: entry("editor.ts"), out: "editor" }], format: "esm" }),
  build({ ...common, entryPoints: [{ in: entry("worker.ts"), out: "worker" }], format: "iife" }),
  build({ ...common, entryPoints: [{ in: entry("dryrun.css"), out: "dryrun" }] }),
]);
