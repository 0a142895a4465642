if true; then
	curl https://api.minimax.io/v1/video_generation --data-raw '{"model":"T2V-01","prompt":"A tent"}'
	curl https://api.minimax.io/v1/video_generation -d @- <<-'END'
	{
		"model": "MiniMax-Hailuo-02",
		"prompt": "A tent [Psuh in] flaps."
	}
	END
fi
