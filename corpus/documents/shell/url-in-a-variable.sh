#!/bin/sh
BASE=https://api.minimax.io
curl "$BASE/v1/video_generation" -d '{"model": "MiniMax-Hailuo-02", "prompt": "A wreck [Psuh in]", "prompt_optimizer": false}'
curl "${BASE}/v1/video_generation" -d '{"prompt": "A wreck"}'
