"""Two languages: what is chosen, Chinese messages, and all that does not depend on the language."""

import glob
import json
import os
import re
import sys
import unicodedata
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

HAN = "[\u4e00-\u9fff]"
NO_LOCALE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
TYPO = b"A man [Psuh in] walks."
TYPO_ZH = "'Psuh in' 不是 15 个镜头指令之一；是否想写 'Push in'？"
TYPO_EN = "'Psuh in' is not one of the 15 camera commands; did you mean 'Push in'?"
SHARED_IDS = {"grade", "replace", "set-text", "set-value", "take-away"}

# A document of every carrier, and what is said of it in Chinese.
DOCUMENTS = [
    ("text", "A man [Psuh in] walks.", [TYPO_ZH]),
    ("lines", "A man walks.\nA door [Push in [Pan left]].\n",
     ["'[Push in [Pan left]]' 的括号内又有括号；应在一个括号内用 ',' 分隔各指令，或让括号先后排列"]),
    ("prompt", "---\nmodel: T2V-02\n---\nA man walks.\n", ["'T2V-02' 不是本 API 的模型；是否想写 'T2V-01'？"]),
    ("prompt", "---\nmodel T2V-01\n---\nA man walks.\n", ["无法解析 front matter 中的 'model T2V-01'；应为 'name: value'"]),
    ("prompt", "---\nmodel: \"T2V-01\n---\nA man walks.\n", ["值 '\"T2V-01' 没有闭合；末尾应有 '\"'"]),
    ("prompt", "---\nmodel: \"T2V-01\" x\n---\nA man walks.\n", ["无法解析带引号的值后面的 ' x'"]),
    ("prompt", "---\nmodel: T2V-01\nA man walks.\n", ["front matter 没有闭合；最后一个字段之后应有一行 '---'"]),
    ("json", '{"model":"T2V-01","prompt":"A man walks.","duration":"6"}',
     ["'duration' 是字符串；文档规定的类型是 integer"]),
    ("json", '{"model":"T2V-01","prompt":"A man walks.","duration":7}',
     ["7 秒不是文档为 'T2V-01' 在 720P 下所列的时长；可用：720P（6 秒），1080P（6 秒）（有争议）"]),
    ("json", '{"prompt":"A man walks.","model":"${MODEL}","duration":7}',
     ["7 秒不是文档为任何模型所列的时长；可用：512P、720P、768P、1080P（6 或 10 秒，视模型而定）"]),
    ("json", '{"prompt" "A man walks."}', ["""无法解析 JSON 中的 '"'；此处应为：':'"""]),
    ("json", '{"prompt":', ["JSON 过早结束；此处应为：值"]),
    ("json", '{"prompt":"a\nb"}', ["""JSON 中有控制字符 U+000A；应写作 '\\u000a'，或此处应为：字符串末尾的 '"'"""]),
    ("json", '{"prompt":\x01"a"}', ["JSON 中有控制字符 U+0001；此处应为：值"]),
    ("jsonl", '{"model":"T2V-01","prompt":"A man walks."}\n{"model":"T2V-01","prompt":"a","callback_url":"http://[::1]/"}\n',
     ["服务器无法回调 '::1'：它就是发起调用的机器"]),
    ("jsonl", '{"model":"T2V-01","prompt":"a \\ud800"}\n',
     ["孤立的代理码元 '\\ud800' 不是字符；应为成对的 '\\ud800' 至 '\\udbff' 和 '\\udc00' 至 '\\udfff'"]),
    ("csv", "id,prompt\n1,A man walks.,3\n", ["此行有 3 个单元格；应与表头一致，有 2 个"]),
    ("csv", 'prompt\n"A man walks.\n', ["此单元格的引号没有闭合；应有 '\"'"]),
    ("csv", 'prompt\n"A man" walks.\n',
     ["无法解析右引号后面的 ' walks.'；此处应为下一个单元格或行尾，引号内的引号应写两次"]),
    ("csv", "id,prompts\n1,a\n", ["表头中没有列 'prompt'；是否想写 'prompts'？"]),
    ("markdown", "```prompt\nA house [Dolly in].\n```\n", ["'Dolly in' 不是 15 个镜头指令之一；对应的指令是 'Push in'"]),
    ("comfyui", json.dumps({"1": {"class_type": "MinimaxTextToVideoNode",
                                  "inputs": {"prompt_text": "A man holds {{object}}.", "model": "T2V-01"}}}),
     ["'{{object}}' 是占位符，没有填入内容"]),
    ("shell", "curl https://api.minimax.io/v1/video_generation -d '"
              '{"model":"T2V-01","prompt":"A man walks.","aigc_watermark":true}\'\n',
     ["'aigc_watermark' 只在服务商 'minimax-cn' 的文档中有说明，'minimax' 的文档中没有"]),
]

def chosen(*flags, **variables):
    """The language that a finding is told in."""
    code, out, err = camlint.run("check", "-f", "concise", *flags, "-", stdin=TYPO, env={**NO_LOCALE, **variables})
    assert (code, err) == (1, b""), (code, err)
    return {TYPO_EN: "en", TYPO_ZH: "zh"}[re.search("warning: (.*) \\[", out.decode())[1]]

def spoken(finding):
    """A finding's own message and those of its notes and fixes."""
    return [(finding, "message"), *((n, "message") for n in finding["notes"]), *((f, "title") for f in finding["fixes"])]

def check_json(language, *arguments, stdin=b""):
    return camlint.check_json("--select", "all", "--language", language, *arguments, stdin=stdin)

def rules(language):
    return json.loads(camlint.run("rule", "--all", "-f", "json", "--language", language)[1])

def without_texts(value):
    if isinstance(value, dict):
        return {k: without_texts(v) for k, v in value.items() if k not in ("message", "title")}
    return [without_texts(v) for v in value] if isinstance(value, list) else value

def cells(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

class Choice(unittest.TestCase):
    def test_environment(self):
        self.assertEqual(chosen(), "en")
        for tag in ("zh_CN.UTF-8", "zh", "zh_TW", "zh-Hans", "ZH_cn"):
            self.assertEqual(chosen(LC_ALL=tag), "zh", tag)
        for tag in ("C", "C.UTF-8", "en_GB.UTF-8", "de_DE.UTF-8", "POSIX", "zhuang"):
            self.assertEqual(chosen(LC_ALL=tag), "en", tag)

    def test_the_first_variable_that_is_set_decides(self):
        self.assertEqual(chosen(LANG="zh_CN.UTF-8"), "zh")
        self.assertEqual(chosen(LC_MESSAGES="zh_CN.UTF-8"), "zh")
        self.assertEqual(chosen(LC_MESSAGES="zh_CN.UTF-8", LANG="en_US.UTF-8"), "zh")
        self.assertEqual(chosen(LC_MESSAGES="en_US.UTF-8", LANG="zh_CN.UTF-8"), "en")
        self.assertEqual(chosen(LC_ALL="zh_CN.UTF-8", LC_MESSAGES="en_US.UTF-8", LANG="en_US.UTF-8"), "zh")
        self.assertEqual(chosen(LC_ALL="C", LC_MESSAGES="zh_CN.UTF-8", LANG="zh_CN.UTF-8"), "en")

    def test_flag_wins(self):
        self.assertEqual(chosen("--language", "zh", LC_ALL="en_US.UTF-8"), "zh")
        self.assertEqual(chosen("--language", "en", LC_ALL="zh_CN.UTF-8"), "en")

    def test_unknown_language(self):
        for command in (["check", "-"], ["rule", "--all"]):
            code, out, err = camlint.run(*command, "--language", "de", stdin=TYPO)
            self.assertEqual((code, out), (2, b""))
            self.assertIn(b"--language takes en, zh, not 'de'", err)

class Findings(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        files = sorted(f for f in glob.glob(os.path.join(camlint.ROOT, "corpus/**/*"), recursive=True)
                       if os.path.isfile(f) and not f.endswith(".expected"))
        cls.en = [check_json("en", *files)]
        cls.zh = [check_json("zh", *files)]
        for rule in rules("en"):
            for example in rule["examples"]:
                arguments = ["--input-format", example["input_format"], "-"]
                cls.en.append(check_json("en", *arguments, stdin=example["bad"].encode()))
                cls.zh.append(check_json("zh", *arguments, stdin=example["bad"].encode()))

    def pairs(self):
        """(rule, in English, in Chinese, key of the text) of everything that is said."""
        for one, other in zip(self.en, self.zh):
            for en, zh in zip(one["diagnostics"], other["diagnostics"]):
                for (a, key), (b, _) in zip(spoken(en), spoken(zh)):
                    yield en["rule"], a, b, key

    def fail_for(self, rules_and_texts):
        """One line a rule, so that all that is missing is seen at once."""
        self.assertEqual(dict(rules_and_texts), {})

    def test_every_carrier(self):
        for carrier, text, messages in DOCUMENTS:
            report = camlint.check_json("--language", "zh", "--input-format", carrier, "-", stdin=text.encode())
            self.assertEqual([d["message"] for d in report["diagnostics"]], messages, text)

    def test_only_texts_differ(self):
        self.assertEqual(without_texts(self.en), without_texts(self.zh))

    def test_every_rule_is_heard(self):
        heard = {rule for rule, *_ in self.pairs()}
        # Tells of suppressions, which these documents do not have.
        self.assertLessEqual({r["name"] for r in rules("en")} - heard, {"unused-suppression"})

    def test_ids_and_params(self):
        self.fail_for((rule, a[key]) for rule, a, _, key in self.pairs() if not a.get("message_id") or "params" not in a)

    def test_ids_name_the_rule(self):
        wrong = {}
        for rule, a, _, key in self.pairs():
            name = a.get("message_id", "").split(".")[0]
            shared = SHARED_IDS if (key == "title" or "range" not in a) else set()
            if name and name != rule and name not in shared: wrong[rule] = a["message_id"]
        self.fail_for(wrong)

    def test_everything_is_said_in_chinese(self):
        self.fail_for((rule, b[key]) for rule, _, b, key in self.pairs() if not re.search(HAN, b[key]))

    def test_no_place_is_left_open(self):
        def is_open(said, key):
            return re.search(r"\{[a-z_]+\}", said[key]) and "{" not in json.dumps(said.get("params", ""))[1:]

        self.fail_for((rule, b[key]) for rule, a, b, key in self.pairs() if is_open(a, key) or is_open(b, key))

    def test_an_id_is_one_phrase(self):
        said = {}
        for _, a, b, key in self.pairs():
            for text in (a, b):
                if "message_id" not in text: continue
                language = "zh" if text is b else "en"
                known = said.setdefault((text["message_id"], json.dumps(text["params"]), language), text[key])
                self.assertEqual(known, text[key])

    def test_punctuation_and_blanks(self):
        def is_odd(text):
            text = re.sub("'[^']*'|“[^”]*”", "''", text)
            return (text.endswith("。") or re.search(f"{HAN}[,;:!?]|{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}", text))

        self.fail_for((rule, b[key]) for rule, _, b, key in self.pairs() if is_odd(b[key]))

    def test_params_are_raw(self):
        for language in ("en", "zh"):
            long = "x" * 70
            body = json.dumps({"model": "T2V-01", "prompt": "A man walks.", "duration": 7, long: 1})
            first, second = check_json(language, "-", stdin=body.encode())["diagnostics"]
            self.assertEqual(first["params"], {
                "duration": "7", "model": "T2V-01", "resolution": "720P",
                "available": [{"message_id": "unsupported-output.row-of-one",
                               "params": {"resolution": "720P", "first": 6}},
                              {"message_id": "unsupported-output.row-contested",
                               "params": {"row": [{"message_id": "unsupported-output.row-of-one",
                                                   "params": {"resolution": "1080P", "first": 6}}]}}]})
            self.assertEqual((second["message_id"], second["params"]), ("unknown-field", {"field": long}))
            [found] = check_json(language, "-", stdin=TYPO)["diagnostics"]
            self.assertEqual((found["message_id"], found["params"]),
                             ("unknown-command.near", {"label": "Psuh in", "command": "Push in"}))
            [many] = check_json(language, "-", stdin=b"A storm [Pan left,Push in,Shake,Tilt up].")["diagnostics"]
            self.assertEqual(many["params"], {"count": 4, "limit": 3})
            # Words of camlint's own are there in both languages: params do not depend on the report's.
            typed = b'{"model":"T2V-01","prompt":"A man walks.","duration":"6"}'
            [wrong] = check_json(language, "-", stdin=typed)["diagnostics"]
            self.assertEqual(wrong["params"], {"field": "duration", "kind": {"en": "a string", "zh": "字符串"},
                                               "type": "integer"})

class Full(unittest.TestCase):
    def test_a_report(self):
        # Written by hand from the contract.
        body = '{"model":"T2V-02","prompt":"推进 [Shake"}'
        code, out, _ = camlint.run("check", "--language", "zh", "-", stdin=body.encode())
        self.assertEqual(code, 1)
        self.assertEqual(out.decode(), """\
error[unknown-model]: 'T2V-02' 不是本 API 的模型；是否想写 'T2V-01'？
  --> <stdin>:1:11
   |
 1 | {"model":"T2V-02","prompt":"推进 [Shake"}
   |           ^^^^^^
   = 说明：'camlint list models' 会列出已知的模型
   = 不安全修复：将 'model' 设为 'T2V-01'
     - {"model":"T2V-02","prompt":"推进 [Shake"}
     + {"model":"T2V-01","prompt":"推进 [Shake"}

warning[unclosed-bracket]: '[Shake' 没有闭合；应有 ']'
  --> <stdin>:1:32
   |
 1 | {"model":"T2V-02","prompt":"推进 [Shake"}
   |                                  ^^^^^^
   = 不安全修复：替换为 '[Shake]'
     - {"model":"T2V-02","prompt":"推进 [Shake"}
     + {"model":"T2V-02","prompt":"推进 [Shake]"}

2 个问题：1 个 error，1 个 warning，0 个 info；共检查 1 个文件中的 1 个提示词
0 个有安全修复，2 个有不安全修复
""")

    def test_a_place_behind_a_note(self):
        _, out, _ = camlint.run("check", "--language", "zh", "-", stdin=b"A man [Push in] and [Push in].")
        self.assertIn("   = 说明：前面的指令：<stdin>:1:7\n", out.decode())

    def test_no_findings_and_unread_paths(self):
        self.assertEqual(camlint.run("check", "--language", "zh", "-", stdin=b"A man.")[1].decode(),
                         "没有问题：共检查 1 个文件中的 1 个提示词\n")
        code, out, _ = camlint.run("check", "--language", "zh", "-", "/nowhere.txt", stdin=b"A man.")
        self.assertEqual((code, out.decode()), (2, "没有问题：共检查 1 个文件中的 1 个提示词\n1 个路径无法读取或写入\n"))

    def test_many_places(self):
        # Six commands in English, five in Chinese: a fix with five places, of which three are shown.
        text = "[Push in]\n" + "[Shake]\n[晃动]\n" * 5
        for language, more in (("en", "     and 2 more places\n"), ("zh", "     另有 2 处\n")):
            out = camlint.run("check", "--language", language, "-", stdin=text.encode())[1]
            self.assertIn(more, out.decode())

class Rules(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.en, cls.zh = rules("en"), rules("zh")

    def test_every_rule_has_both(self):
        missing = [(r["name"], key) for r in self.zh for key in ("summary", "why") if not re.search(HAN, r[key])]
        mixed = [(r["name"], key) for r in self.en for key in ("summary", "why") if r[key].endswith("。")]
        self.assertEqual(missing + mixed, [])

    def test_sources_but_for_titles(self):
        titles = re.compile(r"^RFC \d+")
        self.assertEqual([(r["name"], r["source"]) for e, r in zip(self.en, self.zh)
                          if e["source"] == r["source"] and not titles.match(r["source"])], [])

    def test_the_rest_is_the_same(self):
        def rest(rule):
            return {k: v for k, v in rule.items() if k not in ("summary", "why", "source")}

        self.assertEqual([rest(r) for r in self.en], [rest(r) for r in self.zh])

    def test_punctuation_and_blanks(self):
        odd = re.compile(f"{HAN}[,;:!?.]|{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}| [，。；：]|[，。；：] ")
        for key, ends in (("summary", False), ("why", True)):
            for rule in self.zh:
                if not re.search(HAN, rule[key]): continue  # told of above
                with self.subTest(rule=rule["name"], key=key):
                    self.assertEqual(rule[key].endswith("。"), ends, rule[key])
                    self.assertIsNone(odd.search(rule[key]), rule[key])

    def test_page(self):
        _, out, _ = camlint.run("rule", "too-many-commands", "--language", "zh")
        # Written by hand: 88 cells a line, no line begins with a mark.
        self.assertEqual(out.decode(), """\
too-many-commands
  combination，默认 warning，修复：none

  一个括号内超过 3 个指令

  官方页面建议一个括号内最多 3 个指令。这只是建议：没有文档说更多的指令会被拒绝，但其中哪
  些会生效并不确定。

  错误示例：
    A storm [Pan left,Push in,Shake,Tilt up].
  正确示例：
    A storm [Pan left,Push in,Shake].

  来源：MiniMax OpenAPI，“Create Text-to-Video Generation Task”（platform.minimax.io/docs）
  等级 A：官方文档
  各种运镜的图示见 docs/camera-moves.md
""")
        _, out, _ = camlint.run("rule", "prompt-too-long", "--language", "zh")
        self.assertIn("    xxxxxxxxxxxxxxxxxxxx…（2001 个字符）\n", out.decode())

    def test_lines_are_broken_well(self):
        _, out, _ = camlint.run("rule", "--all", "--language", "zh")
        for line in out.decode().splitlines():
            if not line.startswith("  ") or line.startswith("    "): continue
            if not line.startswith("  来源："): self.assertLessEqual(cells(line), 90, line)
            self.assertNotIn(line[2], "，。：；、！？）」』”", line)
            self.assertNotIn(line[-1], "（「『“[", line)

if __name__ == "__main__":
    camlint.main()
