#!/bin/bash
curl https://api.minimax.io/v1/video_generation \
  -d "{\"model\": \"${MODEL}\", \"prompt\": \"$PROMPT\", \"resolution\": \"${RESOLUTION}\", \"callback_url\": \"https://${HOST}/done\"}"
curl https://api.minimax.io/v1/video_generation \
  -d "{\"model\": \"$MODEL\", \"prompt\": \"$PROMPT [Psuh in]\", \"prompt_optimizer\": false}"
curl https://api.minimax.io/v1/video_generation \
  -d "{\"model\": \"T2V-01\", \"prompt\": \"A ${HERO} and a $VILLAIN on a bridge.\", \"duration\": 10, \"resolution\": \"720P\"}"
