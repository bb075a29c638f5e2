// Beside each text file its Brotli and gzip form, so that the hub only picks one. Then the stamp by which MSBuild knows what is built.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.env.HUB_WEB_OUT ?? "dist";
const worthwhile = 1024;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  // The page itself carries a nonce that differs each time: it is never compressed ahead.
  if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue;
  const bytes = readFileSync(path);
  if (bytes.length < worthwhile) continue;
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

writeFileSync(join(folder, ".built"), "");
