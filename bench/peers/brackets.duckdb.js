// The same in DuckDB: `brackets.duckdb.js FILE THREADS`. A line a finding: label. No line numbers: numbering rows would
// keep it from using its threads.
"use strict";
const { DuckDBInstance } = require("@duckdb/node-api");

const commands =
  "Truck left,Truck right,Pan left,Pan right,Push in,Pull out,Pedestal up,Pedestal down,Tilt up,Tilt down,Zoom in," +
  "Zoom out,Shake,Tracking shot,Static shot,左移,右移,左摇,右摇,推进,拉远,上升,下降,上摇,下摇,变焦推近,变焦拉远,晃动," +
  "跟随,固定";
const quote = (text) => `'${text.replaceAll("'", "''")}'`;

async function main() {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`SET threads = ${Number(process.argv[3])}`);
  await connection.run("SET preserve_insertion_order = false");
  await connection.run(`
    COPY (
      SELECT label
      FROM (
        SELECT unnest(string_split(content, ',')) AS label
        FROM (
          SELECT unnest(regexp_extract_all(prompt, '\\[([^\\[\\]\\n]*)\\]', 1)) AS content
          FROM read_ndjson(${quote(process.argv[2])}, columns = {prompt: 'VARCHAR'})
        )
      )
      WHERE label NOT IN (${commands.split(",").map(quote).join(", ")})
    ) TO '/dev/stdout' (FORMAT csv, HEADER false)`);
}

main();
