curl --url https://api.gpt.ge/task/minimax/v1/video_generation --data '{"prompt": "A spinning wheel"}'
