#!/bin/sh
curl -X POST https://api.minimax.io/v1/video_generation \
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
  -d '{
  "model": "MiniMax-Hailuo-2.3",
  "prompt": "A hedge \"maze\" [Psuh in].\nThe way out [Dolly in] 出口.",
  "prompt_optimizer": false,
  "duration": 10,
  "resolution": "1080P"
}'
