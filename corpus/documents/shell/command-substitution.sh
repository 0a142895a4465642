#!/bin/bash
id=$(curl -s https://api.minimax.io/v1/video_generation \
  -d '{"model": "T2V-01-Director", "prompt": "A clam [Psuh in]", "prompt_optimizer": false}' | sed 's/.*id":"//')
echo "$id"
