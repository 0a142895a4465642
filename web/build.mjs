// Bundles the page of `camlint preview` into one file: node build.mjs NODE_FOLDER OUTPUT, where NODE_FOLDER holds
// the node_modules of package.json. The data of a page goes in the place of one mark, which is left.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const MARK = "@CAMLINT_DATA@";
const MOST_BYTES = 700_000;

const [folder, output] = process.argv.slice(2);
if (!output) throw new Error("usage: node build.mjs NODE_FOLDER OUTPUT");
const here = dirname(fileURLToPath(import.meta.url));
const { buildSync } = createRequire(resolve(folder, "package.json"))("esbuild");

function bundle(name, options) {
  const made = buildSync({
    entryPoints: [join(here, name)],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "none",
    target: ["chrome111", "firefox115", "safari16.4"],
    nodePaths: [resolve(folder, "node_modules")],
    logLevel: "warning",
    ...options,
  });
  return made.outputFiles[0].text.trim();
}

const script = bundle("src/main.js", { format: "esm" });
const style = bundle("page.css", {});
for (const [text, ends] of [[script, /<\/script|<!--|@CAMLINT_/i], [style, /<\/style|@CAMLINT_/i]]) {
  if (ends.test(text)) throw new Error(`the bundle holds ${ends}`);
}
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`, "connect-src 'none'", "img-src 'none'",
  "object-src 'none'", "frame-src 'none'", "worker-src 'none'", "base-uri 'none'", "form-action 'none'",
].join("; ");
const license = readFileSync(join(folder, "node_modules/three/LICENSE"), "utf8").replaceAll("--", "- -").trim();
const parts = { POLICY: policy, STYLE: style, LICENSE: `three.js\n\n${license}`, SCRIPT: script };
const page = readFileSync(join(here, "page.html"), "utf8").replace(/@CAMLINT_([A-Z]+)@/g, (mark, name) => parts[name] ?? mark);
if (page.split(MARK).length !== 2) throw new Error("the page has not one place for its data");
const bytes = Buffer.byteLength(page);
if (bytes > MOST_BYTES) throw new Error(`the page has ${bytes} bytes, more than ${MOST_BYTES}`);
mkdirSync(dirname(resolve(output)), { recursive: true });
// Beside it and renamed: a page that is half written is never found.
writeFileSync(`${output}.tmp`, page);
renameSync(`${output}.tmp`, output);
console.log(`${output}: ${bytes} bytes`);
