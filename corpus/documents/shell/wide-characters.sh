# 生成视频
curl https://api.minimaxi.com/v1/video_generation \
  -H "Authorization: Bearer $KEY" \
  -d '{"model": "MiniMax-Hailuo-02", "prompt": "🎐风铃[固定镜头]，夏天\u7684[推镜]午后", "prompt_optimizer": false, "aigc_watermark": false}'
