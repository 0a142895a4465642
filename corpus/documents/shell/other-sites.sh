#!/bin/sh
curl https://chat.example.org/hook -d '{"text": "the film [Psuh in] is ready"}'
curl -X PUT https://store.example.org/items/7 -H 'Content-Type: application/json' --data '{"id": 7, "tags": ["Dolly in"]}'
curl -s https://store.example.org/broken -d '{"id": 7,}'
curl https://www.example.org/search -d 'q=[Psuh in]'
