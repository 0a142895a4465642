#!/bin/sh
echo 'A prompt [Psuh in] that nobody sends'
printf '%s\n' '{"model": "T2V-01", "prompt": "A cave [Dolly in]"}' > body.json
