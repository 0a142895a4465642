curl https://api.minimax.io/v1/video_generation -H "Authorization: Bearer $KEY" -d @- <<'EOF'
{
  "model": "MiniMax-Hailuo-2.3",
  "prompt": "It's a ${thing} that costs $5 [Psuh in]\n\"and\" [Dolly in].",
  "prompt_optimizer": false
}
EOF
echo "[Psuh in] is done"
