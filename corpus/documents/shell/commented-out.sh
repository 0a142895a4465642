#!/bin/sh
# curl https://api.minimax.io/v1/video_generation -d '{"model": "T2V-02", "prompt": "A dune [Psuh in]"}'
curl https://api.minimax.io/v1/video_generation -d '{"model": "T2V-01", "prompt": "A dune"}'
  # curl https://api.minimax.io/v1/video_generation \
  #   -d '{"prompt": "A dune [Dolly in]"}'
