curl https://api.minimax.io/v1/video_generation -d '{
  "model": "MiniMax-Hailuo-2.3",
  "prompt": "A tap drips 水 [Psuh in].",
  "prompt_optimizer": false
}'
