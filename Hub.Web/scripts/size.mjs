// What a browser fetches before the first page stands: the entry, what it imports, and the inbox. At most 350 KB gzip, fonts apart.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = process.env.HUB_WEB_OUT ?? "dist";
const most = 350 * 1024;
const firstPage = ["index.html", "src/inbox/InboxPage.tsx", "src/inbox/vi.json", "src/shell/vi.json"];

const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
const chunks = new Set();
const files = new Set();

function take(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build: scripts/size.mjs measures what is no longer there.`);
  if (chunks.has(key)) return;
  chunks.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const imported of chunk.imports ?? []) take(imported);
}

firstPage.forEach(take);
const sizes = [...files].map((file) => [file, gzipSync(readFileSync(join(folder, file)), { level: 9 }).length]);
for (const [file, size] of sizes.sort((a, b) => b[1] - a[1])) console.log(`${String(size).padStart(8)}  ${file}`);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
console.log(`${(total / 1024).toFixed(1)} KB gzip for the first page, of ${most / 1024} KB`);
process.exit(total > most ? 1 : 0);
