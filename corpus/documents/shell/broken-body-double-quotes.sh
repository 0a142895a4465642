curl https://api.gpt.ge/task/minimax/v1/video_generation \
  -d "{\"model\": \"T2V-01\", \"prompt\" \"A yak\", \"duration\": 6}"
