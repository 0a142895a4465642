#!/bin/sh
set -eu
curl --request POST \
  --url https://api.minimax.io/v1/video_generation \
  --header "Authorization: Bearer $MINIMAX_KEY" \
  --header 'Content-Type: application/json' \
  --data '{
    "model": "MiniMax-Hailuo-2.3",
    "prompt": "A fireman climbs a ladder [Tilt up], smoke everywhere [Shake].",
    "prompt_optimizer": false,
    "duration": 6,
    "resolution": "1080P"
  }'
