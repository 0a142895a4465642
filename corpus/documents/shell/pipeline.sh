#!/bin/bash
curl -s https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01-Director", "prompt": "A crab [Psuh in]", "prompt_optimizer": false}' | tee task.json
test -s task.json && curl -s https://api.minimax.io/v1/video_generation --data '{"model": "T2V-01-Director", "prompt": "A crab [Dolly in]", "prompt_optimizer": false}' || exit 1
for take in 1 2; do curl -s https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01", "prompt": "A crab", "seed": 1}'; done
