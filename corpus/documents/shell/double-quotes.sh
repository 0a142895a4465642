curl https://api.minimax.io/v1/video_generation \
  -H "Authorization: Bearer $KEY" \
  --data "{\"model\": \"MiniMax-Hailuo-02\", \"prompt\": \"A man says \\\"go\\\" [Psuh in],\\nand 走 [Dolly in]\",
    \"prompt_optimizer\": false, \"duration\": \"6\", \"resolution\": \"768p\"}"
