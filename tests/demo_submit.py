"""The whole way against a fake service on this machine: lint, show, submit, follow, download. Pays nobody.
usage: demo_submit.py CAMLINT ROOT"""

import os
import shlex
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
import camlint
from paid import PRICES, Desk, FakeApi, service

PROMPTS = """\
prompt,model,prompt_optimizer
A man picks up a book [Pedestal up]. Then he reads [Static shot].,MiniMax-Hailuo-02,false
女人走向窗边[推进]，窗外下着雨[固定]。,MiniMax-Hailuo-2.3,false
A dog runs along the beach [Trucking left].,MiniMax-Hailuo-02,false
"""


def show(desk, *arguments):
    print(f"\n$ camlint {shlex.join(arguments)}".replace(desk.folder + "/", ""), flush=True)
    code = subprocess.run([camlint.PROGRAM, *arguments], cwd=desk.folder, env=desk.environment, check=False).returncode
    print(f"(exit code {code})", flush=True)
    return code


def main():
    camlint.PROGRAM, camlint.ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    with Desk() as desk, FakeApi(polls=3) as api:
        desk.write("prompts.csv", PROMPTS)
        desk.write("config/camlint/submit.toml", PRICES + PRICES.replace("-02", "-2.3"))
        flags = service(api)
        codes = [show(desk, "check", "prompts.csv"),
                 show(desk, "submit", *flags, "--dry-run", "prompts.csv"),
                 show(desk, "submit", *flags, "--rpm", "60", "--yes", "--download", "videos", "--poll-interval", "1",
                      "prompts.csv"),
                 show(desk, "submit", *flags, "--yes", "prompts.csv"),
                 show(desk, "tasks"),
                 show(desk, "ledger", "check")]
        videos = sorted(os.listdir(desk.path("videos")))
        print(f"\nvideos: {', '.join(videos)}; the service was paid {len(api.paid())} times")
        # The third prompt has a finding, so it is not sent.
        sys.exit(0 if codes == [1, 1, 1, 1, 0, 0] and len(videos) == 2 and len(api.paid()) == 2 else 1)


if __name__ == "__main__":
    main()
