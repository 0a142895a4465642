#!/bin/sh
curl --request GET --url "https://api.minimax.io/v1/query/video_generation?task_id=$1" \
  --header "Authorization: Bearer $KEY"
curl "https://api.minimax.io/v1/files/retrieve?file_id=$2" -H "Authorization: Bearer $KEY"
