// Bundles the tests of the page's pure modules and runs them in node.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), "dryrun-page-"));
try {
  await build({ entryPoints: [join(here, "test/pure.test.mjs")], bundle: true, platform: "node", format: "esm", outfile: join(out, "pure.test.mjs"), logLevel: "warning" });
  process.exitCode = spawnSync(process.execPath, ["--test", join(out, "pure.test.mjs")], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
