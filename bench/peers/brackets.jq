# The same in jq: `jq -rf brackets.jq FILE`. A line a finding: line, label.
("Truck left,Truck right,Pan left,Pan right,Push in,Pull out,Pedestal up,Pedestal down,Tilt up,Tilt down,Zoom in,Zoom out,Shake,Tracking shot,Static shot,左移,右移,左摇,右摇,推进,拉远,上升,下降,上摇,下摇,变焦推近,变焦拉远,晃动,跟随,固定"
  | split(",") | map({key: ., value: true}) | from_entries) as $commands
| inputs
| input_line_number as $line
| .prompt
| scan("\\[([^\\[\\]\n]*)\\]")[0]
| (split(",") | if . == [] then [""] else . end)[]
| select($commands[.] | not)
| "\($line): \(.)"
