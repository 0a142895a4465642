#!/bin/bash
PROMPT="A raven in the snow"
curl https://api.minimax.io/v1/video_generation -d '{"model": "'"$MODEL"'", "prompt": "'"$PROMPT"'", "resolution": "'"${RESOLUTION}"'"}'
curl https://api.minimax.io/v1/video_generation -d '{"prompt": "'"$PROMPT"' [Psuh in]", "model": "T2V-01-Director", "prompt_optimizer": false, "resolution": "1080P"}'
