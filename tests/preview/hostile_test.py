"""What a prompt holds stays text: no markup, no script, no request, whatever is in it."""

import base64
import hashlib
import json
import re
import socket

import drive

MARKUP = """</script><img src=x onerror="window.pwned = 1"><script>window.pwned = 2</script><!-- <svg onload=window.pwned=3> {{7*7}} ${7*7}
<style>*{display:none}</style><a href="javascript:window.pwned=4">x</a> ' " ` \\ &lt; &amp;lt; ]]> @CAMLINT_DATA@ [Push in]"""
UNSEEN = "left \u202eright\u202c \u2066a\u2069 \u200b\ufeff\u00ad \x1b[31m \x07 \x7f \x85 \u2028 \u2029 \U000e0041 \u061c " \
         "\ufdd0 \ufdef \ufffe \uffff \U0001fffe \U0010ffff [Pan left]"


class Hostile(drive.PageTest):
    def test_markup(self):
        for name, text in (("a.txt", MARKUP), ("b.json", json.dumps({"model": MARKUP, "prompt": MARKUP, "prompt_optimizer": MARKUP}))):
            self.open(name, text)
            self.assertEqual(self.js("[typeof window.pwned, document.title]"), ["undefined", f"{self.folder}/{name} · camlint"])
            self.assertEqual(self.js("['script', 'img', 'a', 'style', 'iframe', 'object', 'form'].map((tag) => document.querySelectorAll(tag).length)"),
                             [2, 0, 0, 1, 0, 0, 0])
            self.assertEqual(self.js("document.querySelector('.prompt').textContent"), MARKUP)
            self.assertIn("<img src=x", self.js("document.querySelector('.steps .covered').textContent"))
            self.assertEqual(self.js("document.querySelector('.steps .what').textContent"), "Push in")
            self.assertEqual(self.js("[...new Set([...document.querySelectorAll('.prompt *')].map((one) => one.tagName))].sort()"), ["MARK", "SPAN"])
            self.seek(6)
            self.tearDown()

    def test_what_cannot_be_seen_is_shown(self):
        self.open("a.txt", UNSEEN)
        shown = self.js("[...document.querySelectorAll('.prompt .unseen')].map((one) => one.textContent)")
        self.assertEqual(shown, ["U+202E", "U+202C", "U+2066", "U+2069", "U+200B", "U+FEFF", "U+00AD", "U+001B", "U+0007", "U+007F", "U+0085",
                                 "U+2028", "U+2029", "U+E0041", "U+061C", "U+FDD0", "U+FDEF", "U+FFFE", "U+FFFF", "U+1FFFE", "U+10FFFF"])
        everything = self.js("document.body.textContent.replace(document.getElementById('data').textContent, '')")
        self.assertIsNone(re.search("[\u202a-\u202e\u2066-\u2069\u200b\u061c\x1b\x07\x7f\x85\u2028\u2029\ufdd0\ufffe\uffff\U0010ffff]", everything))
        attributes = self.js("[...document.querySelectorAll('#page *')].flatMap((one) => [...one.attributes].map((a) => a.value)).join('')")
        self.assertIsNone(re.search("[\u202a-\u202e\u2066-\u2069\x1b\x07\ufffe\uffff]", attributes))

    def test_a_name_of_a_file(self):
        self.write("camlint.toml", "")
        name = "<img src=x onerror=window.pwned=1>\u202e & \"'.prompt"
        self.open(name, "A lamp [Push in].")
        self.assertEqual(self.js("[typeof window.pwned, document.querySelectorAll('img').length]"), ["undefined", 0])
        self.assertEqual(self.js("document.title"), f"{self.folder}/{name} · camlint".replace("\u202e", "<U+202E>"))
        self.assertIn("<img src=x", self.js("document.querySelector('.file').textContent"))

    def test_without_a_network(self):
        self.open("a.txt", MARKUP, offline=True)
        self.browser.ask("press", key="Space")
        self.browser.ask("wait", code="camlint.time() > 0.2")

    def test_the_policy(self):
        """Hashes of what is really there, and nothing else that runs."""
        page = self.make("a.txt", "A lamp [Push in].")
        with open(page, encoding="utf-8") as file:
            text = file.read()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

        def hash_of(code):
            return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        script = re.search(r'<script type="module">(.*?)</script>', text, re.S)[1]
        style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
        self.assertEqual(rules, {"default-src": "'none'", "script-src": hash_of(script), "style-src": hash_of(style),
                                 **{name: "'none'" for name in ("connect-src", "img-src", "object-src", "frame-src", "worker-src", "base-uri", "form-action")}})
        self.assertLess(text.index("Content-Security-Policy"), text.index("<style>"))
        self.assertEqual(re.findall(r"\s(?:src|href|action|on\w+)=", re.sub(r"<script.*?</script>|<style>.*?</style>", "", text, flags=re.S)), [])
        self.assertNotRegex(script, r"\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function")


class Policy(drive.PageTest):
    """That the policy holds is tried from inside of the page, with a server that nobody may reach."""

    may_complain = True

    def is_reached(self):
        try:
            self.server.accept()[0].close()
            return True
        except BlockingIOError:
            return False

    def test_nothing_else_runs_or_leaves(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.server.close)
        self.server.setblocking(False)
        port = self.server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()
        self.assertTrue(self.is_reached(), "who comes is noticed")
        self.open("a.txt", "A lamp [Push in].")
        self.js(f"""new Promise((done) => {{
            const add = (tag, properties, parent) => parent.append(Object.assign(document.createElement(tag), properties));
            add('script', {{ textContent: 'window.pwned = 1' }}, document.body);
            add('style', {{ textContent: 'body {{ display: none }}' }}, document.head);
            add('img', {{ src: 'http://127.0.0.1:{port}/x.png', onerror: done, onload: done }}, document.body);
            setTimeout(done, 5000);
        }})""")
        sent = self.js(f"fetch('http://127.0.0.1:{port}/', {{ signal: AbortSignal.timeout(5000) }}).then(() => 'sent', (why) => why.name)")
        self.assertEqual((sent, self.js("typeof window.pwned"), self.js("getComputedStyle(document.body).display")), ("TypeError", "undefined", "block"))
        self.assertFalse(self.is_reached())
        violated = {text.split(" ")[0] for text in self.browser.ask("seen")["violations"]}
        self.assertEqual(violated, {"script-src-elem", "img-src", "style-src-elem", "connect-src"})
        self.url = None  # the browser also tells of requests that it has refused


if __name__ == "__main__":
    drive.install()
    drive.camlint.main()
