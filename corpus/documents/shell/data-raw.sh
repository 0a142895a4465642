curl --location --request POST 'https://api.gpt.ge/task/minimax/v1/video_generation' \
--header 'Authorization: Bearer sk-...' \
--header 'Content-Type: application/json' \
--data-raw '{
    "model": "T2V-01-Director",
    "prompt": "[上升]A diver stands up on the board. [固定镜头]He looks down.",
    "prompt_optimizer": false,
    "duration": 6,
    "resolution": "1080P"
}'
