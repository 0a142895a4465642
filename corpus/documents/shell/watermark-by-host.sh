curl https://api.minimaxi.com/v1/video_generation -d '{"model": "T2V-01", "prompt": "灯笼", "aigc_watermark": true}'
curl https://api.minimax.cn/v1/video_generation -d '{"model": "T2V-01", "prompt": "灯笼", "aigc_watermark": true}'
curl https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01", "prompt": "灯笼", "aigc_watermark": true}'
curl https://api.gpt.ge/task/minimax/v1/video_generation -d '{"model": "T2V-01", "prompt": "灯笼", "duration": 6, "resolution": "720P", "aigc_watermark": true}'
