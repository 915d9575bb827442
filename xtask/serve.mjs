// Runs wrangler's development server until it is told to stop, and prints a banner when the server answers.
//
//   node serve.mjs URL BANNER WRANGLER ARGUMENT…
//
// It stands between the terminal and wrangler so that Ctrl-C and `kill` both end everything, and so that the banner is
// the last thing printed.

import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const [url, banner, ...command] = process.argv.slice(2);
const wrangler = spawn(process.execPath, command, { stdio: ["ignore", "inherit", "inherit"] });

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to wrangler too; a second one does no harm.
    stopping = true;
    wrangler.kill("SIGINT");
  });
}

wrangler.on("error", (error) => {
  console.error(`wrangler did not start: ${error.message}`);
  process.exit(1);
});
wrangler.on("exit", (code) => process.exit(stopping ? 0 : (code ?? 1)));

while (!stopping) {
  try {
    await fetch(url, { signal: AbortSignal.timeout(5000) });
    console.log(`\n${banner}\n`);
    break;
  } catch {
    await wait(100);
  }
}
