// The same in Node.js: `brackets.js FILE`, JSONL. A line a finding: line, label.
"use strict";
const fs = require("fs");
const readline = require("readline");

const commands = new Set(
  ("Truck left,Truck right,Pan left,Pan right,Push in,Pull out,Pedestal up,Pedestal down,Tilt up,Tilt down,Zoom in," +
    "Zoom out,Shake,Tracking shot,Static shot,左移,右移,左摇,右摇,推进,拉远,上升,下降,上摇,下摇,变焦推近,变焦拉远,晃动," +
    "跟随,固定").split(","));
const bracket = /\[([^\[\]\n]*)\]/g;

let number = 0;
let out = [];

function flush() {
  fs.writeSync(1, out.join(""));
  out = [];
}

function check(line) {
  number += 1;
  for (const [, content] of JSON.parse(line).prompt.matchAll(bracket))
    for (const label of content.split(",")) if (!commands.has(label)) out.push(`${number}: ${label}\n`);
  if (out.length > 4096) flush();
}

const input = fs.createReadStream(process.argv[2], { highWaterMark: 1 << 20 });
readline.createInterface({ input, crlfDelay: Infinity }).on("line", check).on("close", flush);
