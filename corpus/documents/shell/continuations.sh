curl \
  --silent \
  --data \
  '{"model": "MiniMax-Hailuo-2.3",
    "prompt": "A glacier calves [Psuh in].",
    "prompt_optimizer": false}' \
  --header "Authorization: Bearer $KEY" \
  "https://api.minimax.io/v1/video_generation"
curl https://api.minimax.io/v1/video_generation -d "{\"model\": \"T2V-01-Director\", \
\"prompt_optimizer\": false, \"prompt\": \"Ice \
floats [Dolly in]\"}"
