curl -sS -XPOST -d'{"model":"MiniMax-Hailuo-02","prompt":"A kite [Psuh in]","prompt_optimizer":false}' https://api.minimax.io/v1/video_generation
curl -sS https://api.minimax.io/v1/video_generation -d"{\"model\":\"MiniMax-Hailuo-02\",\"prompt\":\"A kite [push in]\"}"
