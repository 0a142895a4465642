curl https://api.minimax.io/v1/video_generation -d '{
  "model": "${MODEL}",
  "prompt": "A ${HERO} with $5 [Push in] and {{object}}.",
  "prompt_optimizer": false,
  "duration": 10,
  "resolution": "${RESOLUTION}",
  "callback_url": "{{callback}}"
}'
