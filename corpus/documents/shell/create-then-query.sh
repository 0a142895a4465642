#!/bin/sh
curl -s https://api.minimax.io/v1/video_generation \
  -d '{"model": "T2V-01-Director", "prompt": "A torch [Psuh in]"}' > task.json
sleep 10
curl -s "https://api.minimax.io/v1/query/video_generation?task_id=$(cat id.txt)"
