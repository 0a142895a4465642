#!/bin/sh
PROMPT='A comet'
curl -s https://api.minimax.io/v1/video_generation --data @- <<JSON
{
  "model": "${MODEL}",
  "prompt": "$PROMPT over the bay [Psuh in], for \$5.",
  "prompt_optimizer": false,
  "resolution": "${RESOLUTION}",
  "duration": "8"
}
JSON
