curl https://api.minimax.io/v1/video_generation -d @- <<'EOF'
{
  "model": "MiniMax-Hailuo-02",
  "prompt": "A yak",
}
EOF
