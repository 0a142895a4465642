curl https://api.minimax.io/v1/video_generation -d '{
  "model": "MiniMax-Hailuo-2.3",
  "prompt": "It'\''s the baker'\''s oven [Psuh in], and he'"'"'s late [Dolly in]",
  "prompt_optimizer": false,
  "callback_url": "https://hooks.example.org/it'\''s", "note": "it'\''s late"
}'
