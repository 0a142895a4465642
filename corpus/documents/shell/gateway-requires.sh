# duration and resolution have defaults on one page and are required on another
curl https://api.gpt.ge/task/minimax/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom"}'
curl https://api.gpt.ge/task/minimax/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom", "resolution": "720P"}'
curl https://api.gpt.ge/task/minimax/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom", "duration": 6}'
curl https://api.gpt.ge/task/minimax/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom", "duration": 6, "resolution": "720P"}'
curl https://api.gpt.ge/task/minimax/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom", "duration": 6, "resolutoin": "720P"}'
curl https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom"}'
curl https://api.minimaxi.com/v1/video_generation -d '{"model": "T2V-01", "prompt": "A loom"}'
