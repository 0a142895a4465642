curl https://api.minimax.io/v1/video_generation -d '{
  "model": "MiniMax-Hailuo-2.3"
  "prompt": "A yak [Psuh in]"
}'
curl https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01", "prompt": "A yak",}'
curl https://api.minimax.io/v1/video_generation --data-raw '{"model": "T2V-01", "prompt": "A yak"'
curl https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01-Director", "prompt": "A yak [Dolly in]", "prompt_optimizer": false}'
