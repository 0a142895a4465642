#!/bin/sh
curl https://api.minimax.io/v1/video_generation \
  -H "Authorization: Bearer $KEY" \
  -d @body.json
curl https://api.minimax.io/v1/video_generation --data @"$1"
