#!/bin/bash
# Don't run this twice: it's paid for each time.
key="$(cat key.txt)" # isn't in the repository

# the editor's cut
curl https://api.minimax.io/v1/video_generation \
  -H "Authorization: Bearer $key" \
  -d '{"model": "MiniMax-Hailuo-2.3", "prompt": "Room #12 [Psuh in] # no comment", "prompt_optimizer": false}' # that's all
