"""Configuration: what it can say, what comes of it, and that every mistake in it is told where it is."""

import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

# A file of a configuration, and what is said of it: LINE:COLUMN: words. Counted by hand.
MISTAKES = [
    ('selct = ["syntax"]', ["1:1: unknown key 'selct'; did you mean 'select'?"]),
    ('nonsense = 1', ["1:1: unknown key 'nonsense'; expected extends, select, ignore, rules, overrides, model, "
                      "provider, duration, resolution, include, exclude, prompt-fields, placeholders, terms, models, "
                      "providers, fail-on, language, baseline or submit"]),
    ('model = 3', ["1:9: 'model' takes a string, not a whole number"]),
    ('model = ""', ["1:9: 'model' is empty"]),
    ('model = ["a"]', ["1:9: 'model' takes a string, not a list"]),
    ('provider = true', ["1:12: 'provider' takes a string, not true or false"]),
    ('provider = "minimaxcn"', ["1:12: 'provider' names no provider: 'minimaxcn'; did you mean 'minimax-cn'?"]),
    ('provider = "elsewhere"', ["1:12: 'provider' names no provider: 'elsewhere'; there are minimax, minimax-cn, gpt.ge, "
                                "and [providers] may add one"]),
    ('[[overrides]]\nfiles = ["a"]\nprovider = "elsewhere"', ["3:12: 'provider' names no provider: 'elsewhere'"]),
    ('duration = 0', ["1:12: 'duration' takes a whole number from 1 on, not 0"]),
    ('duration = -6', ["1:12: 'duration' takes a whole number from 1 on, not -6"]),
    ('duration = 4294967302', ["1:12: 'duration' takes a whole number from 1 on, not 4294967302"]),
    ('duration = 6.0', ["1:12: 'duration' takes a whole number, not a fraction"]),
    ('duration = "6"', ["1:12: 'duration' takes a whole number, not a string"]),
    ('duration = 1979-05-27', ["1:12: 'duration' takes a whole number, not a date or time"]),
    ('resolution = 768', ["1:14: 'resolution' takes a string, not a whole number"]),
    ('select = "syntax"', ["1:10: 'select' takes a list, not a string"]),
    ('select = ["nosuch"]', ["1:11: 'select' names no rule or category: 'nosuch'; 'camlint list rules' prints them"]),
    ('select = ["syntax", "unknwon-command"]', ["1:21: 'select' names no rule or category: 'unknwon-command'; did you "
                                               "mean 'unknown-command'?"]),
    ('ignore = ["styel"]', ["1:11: 'ignore' names no rule or category: 'styel'; did you mean 'style'?"]),
    ('ignore = [\n  "style",\n  7,\n]', ["3:3: 'ignore' holds a string, not a whole number"]),
    ('[rules]\ncommand-cse = "off"', ["2:1: 'rules' names no rule: 'command-cse'; did you mean 'command-case'?"]),
    ('[rules]\nstyle = "off"', ["2:1: 'rules' names no rule: 'style'"]),
    ('[rules]\ncommand-case = "warn"', ["2:16: 'command-case' takes error, warning, info or off, not 'warn'; did you mean "
                                      "'warning'?"]),
    ('[rules]\ncommand-case = false', ["2:16: 'command-case' takes a string, not true or false"]),
    ('rules = ["off"]', ["1:9: 'rules' takes a table, not a list"]),
    ('[[overrides]]\nselect = ["style"]', ["1:1: 'overrides' has no 'files'"]),
    ('[overrides]\nfiles = ["a"]', ["1:1: 'overrides' takes a list, not a table"]),
    ('[[overrides]]\nfiles = []', ["2:9: 'files' is an empty list"]),
    ('[[overrides]]\nfiles = ["a"]\nfail-on = "error"', ["3:1: unknown key 'fail-on' in 'overrides'; expected files, "
                                                       "select, ignore, rules, model, provider, duration or resolution"]),
    ('[[overrides]]\nfiles = ["a"]\n[overrides.rules]\npan = "off"', ["4:1: 'rules' names no rule: 'pan'"]),
    ('[[overrides]]\nfiles = ["a"]\nduration = 0', ["3:12: 'duration' takes a whole number from 1 on, not 0"]),
    ('include = ["[ab"]', ["1:12: 'include' cannot have '[ab': '[' is not closed"]),
    ('include = ["*.{txt"]', ["1:12: 'include' cannot have '*.{txt': '{' is not closed"]),
    ('exclude = ["a}"]', ["1:12: 'exclude' cannot have 'a}': '}' closes nothing"]),
    ('exclude = ["{a,{b}}"]', ["1:12: 'exclude' cannot have '{a,{b}}': one '{' stands inside another"]),
    ('exclude = ["{a}{b}"]', ["1:12: 'exclude' cannot have '{a}{b}': a pattern has one '{' at most"]),
    ('exclude = ["../x"]', ["1:12: 'exclude' cannot have '../x': it leads out of the configuration's folder"]),
    ('exclude = ["a/../../x"]', ["1:12: 'exclude' cannot have 'a/../../x': it leads out of the configuration's folder"]),
    ('exclude = ["/"]', ["1:12: 'exclude' cannot have '/': it names nothing below the configuration's folder"]),
    ('exclude = ["a\\\\"]', ["1:12: 'exclude' cannot have 'a\\': '\\' has nothing behind it"]),
    ('exclude = ["a\\u0000"]', ["1:12: 'exclude' cannot have 'a␀': a path has no NUL"]),
    ('exclude = ["' + 'a' * 1001 + '"]', ["1:12: 'exclude' cannot have '" + 'a' * 20]),
    ('exclude = [""]', ["1:12: 'exclude' is empty"]),
    ('placeholders = "alow"', ["1:16: 'placeholders' takes check or allow, not 'alow'; did you mean 'allow'?"]),
    ('placeholders = true', ["1:16: 'placeholders' takes a string, not true or false"]),
    ('fail-on = "errors"', ["1:11: 'fail-on' takes error, warning, info or never, not 'errors'; did you mean 'error'?"]),
    ('language = "de"', ["1:12: 'language' takes en or zh, not 'de'"]),
    ('terms = "Whip pan"', ["1:9: 'terms' takes a list, not a string"]),
    ('terms = ["Whip pan", "[Pan]"]', ["1:22: 'terms' cannot have '[Pan]': a term is written without its brackets"]),
    ('prompt-fields = [["a"]]', ["1:18: 'prompt-fields' holds a string, not a list"]),
    ('models = 1', ["1:10: 'models' takes a table, not a whole number"]),
    ('[models]\nX = true', ["2:5: 'X' takes a table, not true or false"]),
    ('[models.X]\ncommand = true', ["2:1: unknown key 'command' in 'X'; did you mean 'commands'?"]),
    ('[models.X]\ncommands = "yes"', ["2:12: 'commands' takes true, false or not stated, not 'yes'"]),
    ('[models.X]\ncommands = 1', ["2:12: 'commands' takes true, false or a string, not a whole number"]),
    ('[models.X]\nmode = "image"', ["2:8: 'mode' takes text, first_frame_image, subject_reference or other API, not "
                                   "'image'"]),
    ('[models.X]\npretreatment = "yes"', ["2:16: 'pretreatment' takes true or false, not a string"]),
    ('[models.X]\noutputs = [{durations = [6]}]', ["2:12: 'outputs' has no 'resolution'"]),
    ('[models.X]\noutputs = [{resolution = "768P", durations = [6, 0]}]',
     ["2:50: 'durations' takes a whole number from 1 on, not 0"]),
    ('[models.""]\ncommands = true', ["1:9: 'models' has an empty name"]),
    ('[providers.X]\nbase-url = "api.example"', ["2:12: 'base-url' cannot have 'api.example': expected a URL that begins "
                                                "with https:// or http://"]),
    ('[providers.X]\nurl = "https://a.example"', ["2:1: unknown key 'url' in 'X'; expected base-url, create, query, file "
                                                 "or required"]),
    ('[providers.X]\nrequired = "model"', ["2:12: 'required' takes a list, not a string"]),
    ('submit = 5', ["1:10: 'submit' takes a table, not a whole number"]),
    ('[submit]\nrpm = 6001', ["2:7: 'rpm' takes a whole number from 1 to 6000, not 6001"]),
    ('[submit]\nmax-videos = 0', ["2:14: 'max-videos' takes a whole number from 1 on, not 0"]),
    ('[submit]\nmax-cost = "1.005"', ["2:12: 'max-cost' takes US dollars as \"2.50\", below 10 million, not '1.005'"]),
    ('[submit]\nmax-cost = true', ["2:12: 'max-cost' takes US dollars as \"2.50\", not true or false"]),
    ('[submit.prices."M"."768P"]\nsix = "1"', ["2:1: '768P' cannot have 'six': expected a duration in whole seconds"]),
    ('[submit]\ncallback = 1', ["2:1: unknown key 'callback' in 'submit'; expected rpm, max-cost, max-videos or prices"]),
    *((f'[submit]\n{key} = {value}',
       [f"2:1: '{key}' is only taken from the user's own configuration, ~/.config/camlint/submit.toml"])
      for key, value in (("base-url", '"https://a.example"'), ("proxy", '"http://a.example"'), ("ca-file", '"/a"'),
                         ("credential-command", '["a"]'), ("base-url", "1"))),
    ('extends = "nosuch.toml"', ["1:11: cannot read 'nosuch.toml': No such file or directory"]),
    ('extends = "../other.toml"', ["1:11: 'extends' leads out of '.': '../other.toml'"]),
    ('extends = "/etc/passwd"', ["1:11: 'extends' leads out of '.': '"]),
    ('extends = "camlint.toml"', ["1:11: 'extends' goes round in a circle: camlint.toml -> camlint.toml"]),
    ('extends = "."', ["1:11: 'extends' leads out of '.': '"]),
    ('extends = ["a.toml"]', ["1:11: 'extends' takes a string, not a list"]),
    ('baseline = ""', ["1:12: 'baseline' is empty"]),
    # What is no TOML; lines and columns count code points, a byte order mark is none.
    ('model = "推进', ["1:12: this is no TOML"]),
    ('"推进" = 1', ["1:1: unknown key '推进'"]),
    ('exclude = ["推进", 3]', ["1:18: 'exclude' holds a string, not a whole number"]),
    ('# 推进\r\nmodel = 3\r\n', ["2:9: 'model' takes a string, not a whole number"]),
    ('\ufeffmodel = 3', ["1:9: 'model' takes a string, not a whole number"]),
    ('model = "a"\nmodel = "b"', ["2:9: this is no TOML: error while parsing key-value pair: cannot redefine"]),
    ('model', ["1:6: this is no TOML"]),
    ('[rules]\n[[[a]]]', ["2:3: this is no TOML: expected a key, a value or the end of the line"]),
    (b'model = "a\xff"', ["1:11: invalid UTF-8: the byte 0xFF"]),
    ('terms = ' + '[' * 100_000, ["this is no TOML: error while parsing value: exceeded maximum nested value depth"]),
    ('a.' * 100_000 + 'b = 1', ["1:34: a key has at most 16 dots"]),
    ('x = ["""\n"""", {' + 'a.' * 1000 + 'b = 1}]', ["2:41: a key has at most 16 dots"]),
    ('#' * 300_000, [": a configuration has at most 262144 bytes"]),
    # All at once, in the order of the file.
    ('model = 1\nselct = []\n[rules]\nzoom = "off"\ncommand-case = "on"',
     ["1:9: 'model' takes", "2:1: unknown key 'selct'", "4:1: 'rules' names no rule: 'zoom'",
      "5:16: 'command-case' takes error, warning, info or off, not 'on'"]),
]

SLIP = "A man [push in]."  # command-case, info
TYPO = "A man [Psuh in]."  # unknown-command, warning
PAIR = "A man [push in], then [Psuh in]."
SHOT = "[Wide shot] A man."  # non-camera-bracket, off
SLOT = "A man holds [OBJECT]."  # template-placeholder, warning
WHIP = "A man turns [Whip pan]."  # unknown-command
BODY = '{"model":"T2V-01-Director","prompt":"A man [Psuh in].","prompt_optimizer":false}'

# Files, the arguments of `check`, and what is found: FILE:LINE: SEVERITY [RULE].
EFFECTS = [
    ("a severity changes", {"camlint.toml": '[rules]\ncommand-case = "error"', "a.prompt": SLIP}, [],
     ["a.prompt:1: error [command-case]"]),
    ("a rule is off", {"camlint.toml": '[rules]\nunknown-command = "off"', "a.prompt": TYPO}, [], []),
    ("a rule that is off by default runs", {"camlint.toml": '[rules]\nnon-camera-bracket = "warning"', "a.prompt": SHOT}, [],
     ["a.prompt:1: warning [non-camera-bracket]"]),
    ("select", {"camlint.toml": 'select = ["style"]', "a.prompt": PAIR}, [], ["a.prompt:1: info [command-case]"]),
    ("select by its own name", {"camlint.toml": 'select = ["non-camera-bracket"]', "a.prompt": SHOT}, [],
     ["a.prompt:1: info [non-camera-bracket]"]),
    ("select with a severity", {"camlint.toml": 'select = ["command"]\n[rules]\ncommand-case = "error"', "a.prompt": PAIR}, [],
     ["a.prompt:1: error [command-case]", "a.prompt:1: warning [unknown-command]"]),
    ("ignore a category", {"camlint.toml": 'ignore = ["style"]', "a.prompt": PAIR}, [], ["a.prompt:1: warning [unknown-command]"]),
    ("ignore all", {"camlint.toml": 'ignore = ["all"]', "a.prompt": PAIR}, [], []),
    ("a severity is more exact than ignore", {"camlint.toml": 'ignore = ["all"]\n[rules]\ncommand-case = "info"', "a.prompt": PAIR},
     [], ["a.prompt:1: info [command-case]"]),
    ("--select wins over off", {"camlint.toml": '[rules]\ncommand-case = "off"', "a.prompt": PAIR},
     ["--select", "command-case"], ["a.prompt:1: info [command-case]"]),
    ("--select keeps a severity", {"camlint.toml": '[rules]\ncommand-case = "error"', "a.prompt": PAIR},
     ["--select", "command-case"], ["a.prompt:1: error [command-case]"]),
    ("--select wins over ignore", {"camlint.toml": 'ignore = ["style"]', "a.prompt": PAIR},
     ["--select", "style"], ["a.prompt:1: info [command-case]"]),
    ("--ignore wins over a severity", {"camlint.toml": '[rules]\ncommand-case = "error"', "a.prompt": SLIP},
     ["--ignore", "command-case"], []),
    ("a default model", {"camlint.toml": 'model = "T2V-01"', "a.prompt": "A man [Push in]."}, [],
     ["a.prompt:1: warning [model-without-commands]"]),
    ("a flag wins over a default", {"camlint.toml": 'model = "T2V-01"', "a.prompt": "A man [Push in]."},
     ["--model", "T2V-01-Director"], []),
    ("a field wins over a default", {"camlint.toml": 'model = "T2V-01"',
                                     "a.prompt": "---\nmodel: T2V-01-Director\nprompt_optimizer: false\n---\nA man [Push in].\n"}, [], []),
    ("an unknown default model is for the linter to tell", {"camlint.toml": 'model = "T2V-1"', "a.prompt": "A man."}, [],
     ["a.prompt:1: error [unknown-model]"]),
    ("default duration and resolution", {"camlint.toml": 'model = "MiniMax-Hailuo-2.3"\nduration = 10\nresolution = "1080P"',
                                         "a.prompt": "A man."}, [], ["a.prompt:1: error [unsupported-output]"]),
    ("--duration wins", {"camlint.toml": 'model = "MiniMax-Hailuo-2.3"\nduration = 10\nresolution = "1080P"',
                         "a.prompt": "A man."}, ["--duration", "6"], []),
    ("a default provider", {"camlint.toml": 'provider = "gpt.ge"\n', "prompts/a.json": '{"model":"T2V-01","prompt":"A man.","duration":6}'},
     [], ["prompts/a.json:1: error [missing-field]"]),
    ("an override by name", {"camlint.toml": '[[overrides]]\nfiles = ["b.prompt"]\nignore = ["style"]',
                             "a.prompt": SLIP, "b.prompt": SLIP, "s/b.prompt": SLIP}, [], ["a.prompt:1: info [command-case]"]),
    ("an override by folder", {"camlint.toml": '[[overrides]]\nfiles = ["old/"]\n[overrides.rules]\ncommand-case = "error"',
                               "a.prompt": SLIP, "x/old/deep/b.prompt": SLIP}, [],
     ["a.prompt:1: info [command-case]", "x/old/deep/b.prompt:1: error [command-case]"]),
    ("an override from the folder on", {"camlint.toml": '[[overrides]]\nfiles = ["s/*.prompt"]\nselect = ["syntax"]',
                                        "s/a.prompt": SLIP, "t/s/b.prompt": SLIP}, [], ["t/s/b.prompt:1: info [command-case]"]),
    ("the last override counts", {"camlint.toml": '[[overrides]]\nfiles = ["*"]\nrules.command-case = "error"\n'
                                                  '[[overrides]]\nfiles = ["a.*"]\nrules.command-case = "warning"',
                                  "a.prompt": SLIP, "b.prompt": SLIP}, [],
     ["a.prompt:1: warning [command-case]", "b.prompt:1: error [command-case]"]),
    ("an override's defaults", {"camlint.toml": 'model = "T2V-01-Director"\n[[overrides]]\nfiles = ["b.prompt"]\nmodel = "T2V-01"',
                                "a.prompt": "A man [Push in].", "b.prompt": "A man [Push in]."}, [],
     ["b.prompt:1: warning [model-without-commands]"]),
    ("the closest one counts", {"camlint.toml": '[rules]\ncommand-case = "error"', "a.prompt": SLIP,
                                "s/.camlint.toml": '[rules]\ncommand-case = "warning"', "s/deep/b.prompt": SLIP}, [],
     ["a.prompt:1: error [command-case]", "s/deep/b.prompt:1: warning [command-case]"]),
    ("the closest one alone counts", {"camlint.toml": 'ignore = ["style"]', "s/camlint.toml": "", "s/b.prompt": SLIP}, [],
     ["s/b.prompt:1: info [command-case]"]),
    ("a repository is the end of the search", {"camlint.toml": 'ignore = ["style"]', "s/.git/x": "", "s/b.prompt": SLIP}, ["s/b.prompt"],
     ["s/b.prompt:1: info [command-case]"]),
    ("--no-config", {"camlint.toml": 'ignore = ["style"]', "a.prompt": SLIP}, ["--no-config"], ["a.prompt:1: info [command-case]"]),
    ("--no-config reads nothing", {"camlint.toml": '[[[', "a.prompt": SLIP}, ["--no-config"], ["a.prompt:1: info [command-case]"]),
    ("--config for all files", {"my/x.toml": '[rules]\ncommand-case = "error"', "a.prompt": SLIP, "s/camlint.toml": "[[[",
                                "s/b.prompt": SLIP}, ["--config", "my/x.toml"],
     ["a.prompt:1: error [command-case]", "s/b.prompt:1: error [command-case]"]),
    ("--config: patterns start from its folder", {"my/x.toml": 'exclude = ["/b.prompt"]', "b.prompt": SLIP, "my/b.prompt": SLIP},
     ["--config", "my/x.toml"], ["b.prompt:1: info [command-case]"]),
    ("extends: the extending one wins, the rest is kept",
     {"camlint.toml": 'extends = "base.toml"\n[rules]\ncommand-case = "warning"',
      "base.toml": '[rules]\ncommand-case = "error"\nunknown-command = "error"', "a.prompt": PAIR}, [],
     ["a.prompt:1: warning [command-case]", "a.prompt:1: error [unknown-command]"]),
    ("extends: lists replace", {"camlint.toml": 'extends = "base.toml"\nignore = ["command"]', "base.toml": 'ignore = ["style"]',
                                "a.prompt": PAIR}, [], ["a.prompt:1: info [command-case]"]),
    ("extends: overrides are appended", {"s/camlint.toml": 'extends = "base.toml"\n[[overrides]]\nfiles = ["*"]\nrules.command-case = "info"',
                                         "s/base.toml": '[[overrides]]\nfiles = ["*"]\nrules.command-case = "error"\n'
                                                        'rules.unknown-command = "error"',
                                         "s/a.prompt": PAIR}, [],
     ["s/a.prompt:1: info [command-case]", "s/a.prompt:1: error [unknown-command]"]),
    ("extends: patterns start from the file that says them",
     {".git/x": "", "s/camlint.toml": 'extends = "../base.toml"', "base.toml": 'exclude = ["s/a.prompt"]', "s/a.prompt": SLIP,
      "s/s/a.prompt": SLIP}, ["s"], ["s/s/a.prompt:1: info [command-case]"]),
    ("extends a chain", {"camlint.toml": 'extends = "b.toml"', "b.toml": 'extends = "d/c.toml"', "d/c.toml": 'extends = "../e.toml"',
                         "e.toml": '[rules]\ncommand-case = "error"', "a.prompt": SLIP}, [], ["a.prompt:1: error [command-case]"]),
    ("a model of its own", {"camlint.toml": '[models."Next"]\ncommands = true\noutputs = [{resolution = "768P", durations = [6]}]',
                            "a.prompt": "---\nmodel: Next\nduration: 10\nprompt_optimizer: false\n---\nA man [Push in].\n"}, [],
     ["a.prompt:3: error [unsupported-output]"]),
    ("a model without commands", {"camlint.toml": '[models.Next]\ncommands = false', "a.prompt": "---\nmodel: Next\nprompt_optimizer: false\n---\nA man [Push in].\n"},
     [], ["a.prompt:5: warning [model-without-commands]"]),
    ("a model that is changed keeps the rest", {"camlint.toml": 'models.T2V-01.commands = true',
                                                "a.prompt": "---\nmodel: T2V-01\nresolution: 768P\nprompt_optimizer: false\n---\nA man [Push in].\n"}, [],
     ["a.prompt:3: error [unsupported-output]"]),
    ("a model's outputs replace those that it had", {"camlint.toml": 'models."MiniMax-Hailuo-2.3".outputs = [{resolution = "768P"}]',
                                                     "a.prompt": "---\nmodel: MiniMax-Hailuo-2.3\nresolution: 1080P\n---\nA man.\n"}, [],
     ["a.prompt:3: error [unsupported-output]"]),
    ("a model for images", {"camlint.toml": 'models.Next.mode = "first_frame_image"', "a.prompt": "---\nmodel: Next\n---\nA man.\n"}, [],
     ["a.prompt:2: error [mode-mismatch]"]),
    ("a provider of its own", {"camlint.toml": 'provider = "mine"\n[providers.mine]\nbase-url = "https://a.example"\nrequired = ["duration"]',
                               "prompts/a.json": '{"prompt":"A man."}'}, [], ["prompts/a.json:1: error [missing-field]"]),
    ("--provider of the configuration", {"camlint.toml": '[providers.mine]\nrequired = ["duration"]',
                                         "prompts/a.json": '{"prompt":"A man."}'}, ["--provider", "mine"],
     ["prompts/a.json:1: error [missing-field]"]),
    ("a provider that is changed", {"camlint.toml": 'providers.minimax.required = ["prompt"]', "prompts/a.json": '{"prompt":"A man."}'},
     [], []),
    ("a term", {"camlint.toml": 'terms = ["Whip pan"]', "a.prompt": WHIP, "b.prompt": "A man [whip-PAN]."}, [], []),
    ("no term", {"camlint.toml": 'terms = ["Whip"]', "a.prompt": WHIP}, [], ["a.prompt:1: warning [unknown-command]"]),
    ("a term beside a command", {"camlint.toml": 'terms = ["Whip pan"]', "a.prompt": "A man [Whip pan,Psuh in]."}, [],
     ["a.prompt:1: warning [unknown-command]"]),
    ("a term is no other bracket either", {"camlint.toml": 'select = ["all"]\nterms = ["OBJECT", "Wide shot", "Pan/zoom"]',
                                           "a.prompt": SLOT, "b.prompt": SHOT, "c.prompt": "A man [Pan/zoom]."}, [], []),
    ("a term of marks alone is none", {"camlint.toml": 'terms = ["-"]', "a.prompt": "A man []."}, [],
     ["a.prompt:1: warning [empty-directive]"]),
    ("a term under a model without commands", {"camlint.toml": 'terms = ["Whip pan"]\nmodel = "T2V-01"', "a.prompt": WHIP}, [], []),
    ("placeholders", {"camlint.toml": 'placeholders = "allow"', "a.prompt": SLOT, "b.prompt": "A {{thing}} of ${x}."}, [], []),
    ("placeholders are checked", {"camlint.toml": 'placeholders = "check"', "a.prompt": SLOT}, [],
     ["a.prompt:1: warning [template-placeholder]"]),
    ("a prompt field of JSON", {"camlint.toml": 'prompt-fields = ["caption"]', "prompts/a.json": '{"caption":"A man [Psuh in].","id":7}'}, [],
     ["prompts/a.json:1: warning [unknown-command]"]),
    ("a prompt field of a list", {"camlint.toml": 'prompt-fields = ["caption"]',
                                  "prompts/a.json": '[{"caption":"A man [Psuh in]."},\n{"prompt":"[Psuh in]","caption":"[Psuh in]"}]'}, [],
     ["prompts/a.json:1: warning [unknown-command]", "prompts/a.json:2: warning [unknown-command]"]),
    ("a prompt field of JSONL", {"camlint.toml": 'prompt-fields = ["text", "caption"]',
                                 "prompts/a.jsonl": '{"id":1,"caption":"A man [Psuh in]."}\n{"text":"[Psuh in]","caption":1}\n'}, [],
     ["prompts/a.jsonl:1: warning [unknown-command]", "prompts/a.jsonl:2: warning [unknown-command]"]),
    ("a prompt column of CSV", {"camlint.toml": 'prompt-fields = ["caption"]', "prompts/a.csv": "id,Caption\n1,A man [Psuh in].\n"}, [],
     ["prompts/a.csv:2: warning [unknown-command]"]),
    ("`prompt` comes first in CSV", {"camlint.toml": 'prompt-fields = ["caption"]', "prompts/a.csv": "caption,prompt\n[Psuh in],A man.\n"},
     [], []),
    ("--prompt-column wins", {"camlint.toml": 'prompt-fields = ["caption"]', "prompts/a.csv": "caption,x\n[Psuh in],A man.\n"},
     ["--prompt-column", "x"], []),
    ("include", {"camlint.toml": 'include = ["*.txt"]', "a.prompt": TYPO, "s/b.txt": TYPO}, [], ["s/b.txt:1: warning [unknown-command]"]),
    ("include a folder", {"camlint.toml": 'include = ["shots"]', "a.txt": TYPO, "shots/s/b.txt": TYPO}, [],
     ["shots/s/b.txt:1: warning [unknown-command]"]),
    ("include by the closest", {"camlint.toml": 'include = ["*.txt"]', "s/camlint.toml": "", "s/a.prompt": TYPO, "s/b.txt": TYPO}, [],
     ["s/a.prompt:1: warning [unknown-command]"]),
    ("exclude a folder", {"camlint.toml": 'exclude = ["drafts"]', "a.prompt": TYPO, "s/drafts/deep/b.prompt": TYPO}, [],
     ["a.prompt:1: warning [unknown-command]"]),
    ("exclude folders alone", {"camlint.toml": 'exclude = ["a.prompt/"]', "a.prompt": TYPO}, [], ["a.prompt:1: warning [unknown-command]"]),
    ("exclude at the top alone", {"camlint.toml": 'exclude = ["/a.prompt"]', "a.prompt": TYPO, "s/a.prompt": TYPO}, [],
     ["s/a.prompt:1: warning [unknown-command]"]),
    ("exclude wins over include", {"camlint.toml": 'include = ["*.txt"]\nexclude = ["b*"]', "a.txt": TYPO, "b.txt": TYPO}, [],
     ["a.txt:1: warning [unknown-command]"]),
    ("an excluded folder's configuration is not read", {"camlint.toml": 'exclude = ["vendor"]', "a.prompt": TYPO,
                                                        "vendor/x/camlint.toml": "[[[", "vendor/x/b.prompt": TYPO}, [],
     ["a.prompt:1: warning [unknown-command]"]),
    ("exclude counts for patterns", {"camlint.toml": 'exclude = ["b.prompt"]', "a.prompt": TYPO, "b.prompt": TYPO}, ["*.prompt"],
     ["a.prompt:1: warning [unknown-command]"]),
    ("a named file is taken", {"camlint.toml": 'exclude = ["drafts"]', "drafts/b.prompt": TYPO}, ["drafts/b.prompt"],
     ["drafts/b.prompt:1: warning [unknown-command]"]),
    ("--force-exclude", {"camlint.toml": 'exclude = ["drafts"]', "drafts/b.prompt": TYPO, "a.prompt": TYPO},
     ["--force-exclude", "drafts/b.prompt", "a.prompt"], ["a.prompt:1: warning [unknown-command]"]),
    ("--force-exclude leaves nothing", {"camlint.toml": 'exclude = ["drafts"]', "drafts/b.prompt": TYPO},
     ["--force-exclude", "drafts/b.prompt"], []),
    ("other files by their name", {"camlint.toml": "", "s/camlint.toml": '[rules]\nunknown-command = "error"', "s/b.txt": TYPO},
     ["s/b.txt"], ["s/b.txt:1: error [unknown-command]"]),
]


def make(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())


def toml(value):
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return json.dumps(value)


def document(keys):
    return "".join(f"{json.dumps(k)} = {toml(v)}\n" for k, v in keys.items())


class Config(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = os.path.join(self.scratch.name, "root")
        os.mkdir(self.folder)

    def tearDown(self):
        self.scratch.cleanup()

    def fresh(self, files):
        self.tearDown()
        self.setUp()
        make(self.folder, files)

    def check(self, *arguments, stdin=b"", env=None):
        return camlint.run("check", *arguments, cwd=self.folder, stdin=stdin, env=env)

    def findings(self, *arguments, stdin=b""):
        """Exit code and FILE:LINE: SEVERITY [RULE] of each finding."""
        code, out, err = self.check("-f", "json", *arguments, stdin=stdin)
        self.assertIn(code, (0, 1), err)
        return code, [f"{d['file']}:{d['range']['start']['line']}: {d['severity']} [{d['rule']}]"
                      for d in json.loads(out)["diagnostics"]]

    def test_mistakes(self):
        self.assertGreater(len(MISTAKES), 60)
        for text, expected in MISTAKES:
            with self.subTest(text=text[:60]):
                self.fresh({"camlint.toml": text, "a.prompt": TYPO})
                code, out, err = self.check("-f", "concise")
                lines = err.decode().splitlines()
                self.assertEqual((code, out), (2, b""), err)
                self.assertEqual(len(lines), len(expected), err)
                for line, words in zip(lines, expected):
                    start = f"camlint: error: camlint.toml:{words}" if words[0].isdigit() else "camlint: error: camlint.toml"
                    self.assertTrue(line.startswith(start), (line, words))
                    self.assertIn(words, line)

    def test_effects(self):
        self.assertGreater(len(EFFECTS), 50)
        for name, files, arguments, expected in EFFECTS:
            with self.subTest(name):
                self.fresh(files)
                self.assertEqual(self.findings(*arguments)[1], expected)

    def test_fail_on(self):
        for level, codes in [("error", (0, 0)), ("warning", (0, 1)), ("info", (1, 1)), ("never", (0, 0))]:
            self.fresh({"camlint.toml": f'fail-on = "{level}"', "a.prompt": SLIP, "b.prompt": TYPO})
            self.assertEqual((self.check("a.prompt")[0], self.check("b.prompt")[0]), codes, level)
            self.assertEqual(self.check("--fail-on", "info", "a.prompt")[0], 1, level)
        # Each file by its own.
        self.fresh({"s/camlint.toml": 'fail-on = "never"', "s/b.prompt": TYPO, "a.prompt": SLIP})
        self.assertEqual(self.check()[0], 0)

    def test_language(self):
        self.fresh({"camlint.toml": 'language = "zh"', "a.prompt": '---\nmodel: T2V-01\n---\nA man [Push in].\n'})
        chinese, english = "没有文档说明".encode(), b"is not documented to understand"
        self.assertIn(chinese, self.check("-f", "concise")[1])
        self.assertIn(english, self.check("-f", "concise", "--language", "en")[1])
        self.assertIn(english, self.check("-f", "concise", "--no-config", env={"LC_ALL": "C"})[1])
        self.assertIn(chinese, self.check("-f", "concise", "--no-config", env={"LC_ALL": "zh_CN.UTF-8"})[1])

    def test_standard_input(self):
        make(self.folder, {"camlint.toml": '[rules]\nunknown-command = "error"', "s/camlint.toml": 'exclude = ["b.prompt"]'})
        self.assertEqual(self.findings("-", stdin=TYPO.encode())[1], ["<stdin>:1: error [unknown-command]"])
        for name in ("s/a.prompt", "s/b.prompt"):
            self.assertEqual(self.findings("--stdin-filename", name, "-", stdin=TYPO.encode())[1],
                             [f"{name}:1: warning [unknown-command]"])
        self.assertEqual(self.findings("--force-exclude", "--stdin-filename", "s/b.prompt", "-", stdin=TYPO.encode())[1], [])
        # A folder that is not there has a place all the same.
        self.assertEqual(self.findings("--stdin-filename", "new/a.prompt", "-", stdin=TYPO.encode())[1],
                         ["new/a.prompt:1: error [unknown-command]"])

    def test_files_elsewhere(self):
        make(self.scratch.name, {"other/camlint.toml": 'ignore = ["all"]', "other/a.prompt": TYPO})
        make(self.folder, {"camlint.toml": '[rules]\nunknown-command = "error"', "b.prompt": TYPO})
        self.assertEqual(self.findings(".", "../other")[1], ["b.prompt:1: error [unknown-command]"])

    def test_both_names(self):
        make(self.folder, {"camlint.toml": "", ".camlint.toml": "", "a.prompt": TYPO})
        code, out, err = self.check()
        self.assertEqual((code, out), (2, b""))
        self.assertEqual(err, b"camlint: error: camlint.toml: there is '.camlint.toml' beside it; keep one of the two\n")

    def test_what_is_no_file(self):
        make(self.folder, {"a.prompt": TYPO})
        os.mkfifo(os.path.join(self.folder, "pipe.toml"))
        os.symlink("nowhere", os.path.join(self.folder, "lost.toml"))
        for name, why in [("pipe.toml", "not a regular file"), ("lost.toml", "No such file or directory"),
                          ("nosuch.toml", "No such file or directory"), (".", "not a regular file"),
                          ("/dev/zero", "not a regular file")]:
            code, out, err = camlint.run("check", "--config", name, cwd=self.folder, timeout=20)
            self.assertEqual((code, out, err.decode()), (2, b"", f"camlint: error: {name}: cannot read it: {why}\n"))
        make(self.folder, {"camlint.toml": 'extends = "pipe.toml"'})
        self.assertEqual(camlint.run("check", cwd=self.folder, timeout=20)[2],
                         b"camlint: error: camlint.toml:1:11: cannot read 'pipe.toml': not a regular file\n")
        self.assertIn(b"do not go together", self.check("--config", "camlint.toml", "--no-config")[2])

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_unreadable(self):
        make(self.folder, {"camlint.toml": "", "a.prompt": TYPO})
        os.chmod(os.path.join(self.folder, "camlint.toml"), 0)
        code, _, err = self.check()
        self.assertEqual((code, err), (2, b"camlint: error: camlint.toml: cannot read it: Permission denied\n"))

    def test_extends_stays_inside(self):
        make(self.scratch.name, {"out.toml": ""})
        make(self.folder, {"a.prompt": TYPO, "camlint.toml": 'extends = "link.toml"'})
        os.symlink("../out.toml", os.path.join(self.folder, "link.toml"))
        self.assertEqual(self.check()[2], b"camlint: error: camlint.toml:1:11: 'extends' leads out of '.': 'link.toml'\n")
        # With a repository around both it is inside.
        os.mkdir(os.path.join(self.scratch.name, ".git"))
        self.assertEqual(self.findings("a.prompt")[0], 1)

    def test_a_circle_names_its_files(self):
        make(self.folder, {"a.prompt": TYPO, "camlint.toml": 'extends = "s/b.toml"', "s/b.toml": '\nextends = "../c.toml"',
                           "c.toml": 'extends = "s/b.toml"'})
        self.assertEqual(self.check()[2], b"camlint: error: c.toml:1:11: 'extends' goes round in a circle: "
                                          b"s/b.toml -> c.toml -> s/b.toml\n")

    def test_mistakes_of_all_files_at_once(self):
        make(self.folder, {"camlint.toml": "modl = 1", "a.prompt": TYPO, "s/camlint.toml": 'extends = "base.toml"', "s/b.prompt": TYPO,
                           "s/base.toml": "durtion = 6", "t/camlint.toml": "trems = []", "t/c.prompt": TYPO, "u/camlint.toml": "xy = 1"})
        code, out, err = self.check()
        self.assertEqual((code, out), (2, b""))
        self.assertEqual([line.split(b";")[0] for line in err.splitlines()],
                         [b"camlint: error: camlint.toml:1:1: unknown key 'modl'",
                          b"camlint: error: s/base.toml:1:1: unknown key 'durtion'",
                          b"camlint: error: t/camlint.toml:1:1: unknown key 'trems'",
                          b"camlint: error: u/camlint.toml:1:1: unknown key 'xy'"])

    def test_no_control_character_gets_out(self):
        make(self.folder, {"camlint.toml": '"\\u001b[31m" = 1', "a.prompt": TYPO})
        self.assertNotIn(b"\x1b", self.check()[2])
        self.assertNotIn(b"\x1b", camlint.run("config", cwd=self.folder)[2])

    def test_any_jobs_same_bytes(self):
        files = {f"{i:02}/a.prompt": PAIR for i in range(40)}
        files |= {f"{i:02}/camlint.toml": f'[rules]\ncommand-case = "{("error", "warning", "off")[i % 3]}"' for i in range(40)}
        make(self.folder, files)
        self.assertEqual(len({self.check("-f", "json", "--jobs", jobs)[1] for jobs in ("1", "2", "7")}), 1)

    def test_hostile_ones_end_soon(self):
        make(self.folder, {"a" * 200 + ".prompt": TYPO})
        for text, code in [
            ("exclude = [\"" + "*a" * 400 + "*b\"]", 1),
            ("exclude = [\"" + "**/" * 300 + "b\"]", 1),
            ("exclude = [\"" + "[a-z]*" * 150 + "1\"]", 1),
            ("terms = [" + ", ".join(f'"term {i}"' for i in range(15000)) + "]", 1),
            ("[models]\n" + "".join(f"m{i}.commands = true\n" for i in range(1000)), 1),
            ("[models]\n" + "".join(f"m{i}.commands = true\n" for i in range(10000)), 2),
            ("[rules]\n" + "".join(f'unknwon{i} = "off"\n' for i in range(10000)), 2),
            ("[a" + ".a" * 15 + "]\n" + "".join(f"b{i}.b = 1\n" for i in range(20000)), 2),
            ("x = " + ("[\n{" + "a." * 16 + "a = ") * 60 + "1" + "}\n]" * 60, 2),
        ]:
            make(self.folder, {"camlint.toml": text})
            self.assertEqual(camlint.run("check", cwd=self.folder, timeout=30)[0], code, text[:40])
        for number in range(8):
            rows = "".join(f"m{number}-{i}={{}}\n" for i in range(1000))
            make(self.folder, {f"{number}.toml": f'extends = "{number + 1}.toml"\n[models]\n{rows}'})
        make(self.folder, {"8.toml": "", "camlint.toml": 'extends = "0.toml"'})
        self.assertEqual(camlint.run("check", cwd=self.folder, timeout=30)[0], 1)

    def test_git_lists_what_is_excluded(self):
        make(self.folder, {"camlint.toml": 'exclude = ["vendor"]', "a.prompt": TYPO, "vendor/x/camlint.toml": "[[[", "vendor/x/b.prompt": TYPO})
        subprocess.run(["git", "init", "-q", self.folder], check=True)
        self.assertEqual(self.findings()[1], ["a.prompt:1: warning [unknown-command]"])
        # Named, its own configuration holds.
        self.assertEqual(self.check("vendor/x/b.prompt")[0], 2)

    def test_names_on_the_command_line(self):
        code, out, err = self.check("--select", "nosuch", "-", stdin=b"A man.")
        self.assertEqual((code, out, err), (2, b"", b"camlint: error: --select names no rule: 'nosuch'; 'camlint list rules' "
                                                    b"prints them\n"))

    def test_configured_for_the_rows_source(self):
        make(self.folder, {"camlint.toml": 'models.Next.mode = "other API"', "a.prompt": "---\nmodel: Next\n---\nA man.\n"})
        self.assertIn(b"the configuration camlint.toml", self.check()[1])


class Effective(unittest.TestCase):
    setUp, tearDown = Config.setUp, Config.tearDown

    def values(self, *arguments, env=None):
        code, out, err = camlint.run("config", "-f", "json", *arguments, cwd=self.folder, env=env)
        self.assertEqual(code, 0, err)
        report = json.loads(out)
        return report["files"], {v["name"]: (v["value"], v["source"]) for v in report["values"]}

    def test_where_each_value_comes_from(self):
        make(self.folder, {
            "camlint.toml": 'extends = "base.toml"\nmodel = "T2V-01"\nignore = ["text"]\n[rules]\ncommand-case = "error"\n'
                            '[[overrides]]\nfiles = ["b.prompt"]\nmodel = "X"\n',
            "base.toml": 'duration = 10\nmodel = "Y"\n[rules]\ncommand-spacing = "off"\n[models."N 1"]\ncommands = true\n'})
        files, values = self.values("--resolution", "768P", "--ignore", "limit", env={"LC_ALL": "C"})
        self.assertEqual(files, ["camlint.toml", "base.toml"])
        for name, expected in {
            "model": ("T2V-01", "camlint.toml:2:9"), "duration": (10, "base.toml:1:12"), "resolution": ("768P", "command line"),
            "ignore": (["limit"], "command line"), "provider": (None, "default"), "fail-on": ("warning", "default"),
            "language": ("en", "environment"), "rules.command-case": ("error", "camlint.toml:5:16"),
            "rules.command-spacing": ("off", "base.toml:4:19"), "rules.bidi-control": ("off", "camlint.toml:3:10"),
            "rules.empty-prompt": ("off", "command line"), "rules.unknown-command": ("warning", "default"),
            'models."N 1".commands': (True, "base.toml:6:12"), "overrides[0].model": ("X", "camlint.toml:8:9"),
        }.items():
            self.assertEqual(values[name], expected, name)
        self.assertEqual(self.values("b.prompt")[1]["model"], ("X", "camlint.toml:8:9"))
        self.assertEqual(self.values("--no-config")[1]["model"], (None, "default"))
        self.assertEqual(self.values("--config", "base.toml")[0], ["base.toml"])

    def test_what_a_project_may_pay(self):
        make(self.folder, {
            "camlint.toml": 'extends = "base.toml"\n[submit]\nmax-cost = "2.50"\n[submit.prices.M.768P]\n6 = 0.25\n',
            "base.toml": '[submit]\nmax-cost = 9\nrpm = 5\n[submit.prices.M.768P]\n10 = 1\n'})
        values = self.values()[1]
        self.assertEqual(values["submit.max-cost"], ("2.50", "camlint.toml:3:12"))
        self.assertEqual(values["submit.rpm"], (5, "base.toml:3:7"))
        self.assertEqual(values["submit.prices.M"][0], {"768P": {"10": 1, "6": "0.25"}})

    def test_text(self):
        make(self.folder, {"camlint.toml": 'duration = 10\n'})
        code, out, err = camlint.run("config", cwd=self.folder)
        lines = out.decode().splitlines()
        self.assertEqual((code, err, lines[0]), (0, b"", "# camlint.toml"))
        rows = {line.split()[0]: line.split() for line in lines[1:]}
        self.assertEqual(rows["duration"], ["duration", "10", "camlint.toml:1:12"])
        self.assertEqual(rows["model"], ["model", "-", "default"])

    def test_mistakes_exit_2(self):
        make(self.folder, {"camlint.toml": "durtion = 10\n"})
        code, out, err = camlint.run("config", cwd=self.folder)
        self.assertEqual((code, out), (2, b""))
        self.assertIn(b"camlint.toml:1:1: unknown key 'durtion'; did you mean 'duration'?", err)

    def test_default_include_is_what_a_walk_takes(self):
        names = ["a.prompt", "b.prompt.md", "prompts/c.tsv", "x/prompts/y/d.json", "e.txt", "prompts/f.py"]
        make(self.folder, {name: "\ufffd\x00" for name in names})
        plain = json.loads(camlint.run("check", "-f", "json", cwd=self.folder)[1])["summary"]["files"]
        include = self.values()[1]["include"][0]
        make(self.folder, {"camlint.toml": f"include = {json.dumps(include)}"})
        self.assertEqual(json.loads(camlint.run("check", "-f", "json", cwd=self.folder)[1])["summary"]["files"], plain)
        self.assertEqual(plain, 4)


class Schema(unittest.TestCase):
    setUp, tearDown = Config.setUp, Config.tearDown

    @classmethod
    def setUpClass(cls):
        cls.text = camlint.run("config", "--schema")[1].decode()
        cls.schema = json.loads(cls.text)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def test_it_is_a_schema_and_is_stored(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)
        with open(os.path.join(camlint.ROOT, "docs/config.schema.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), self.text, "camlint config --schema > docs/config.schema.json")

    def test_it_names_every_rule(self):
        rules = [r["name"] for r in json.loads(camlint.run("list", "rules", "-f", "json")[1])]
        self.assertEqual(self.schema["properties"]["rules"]["propertyNames"]["enum"], rules)
        self.assertFalse(self.schema["additionalProperties"])

    def accepts(self, keys):
        """Whether the code takes a document, and what it says."""
        make(self.folder, {"camlint.toml": document(keys)})
        code, _, err = camlint.run("config", cwd=self.folder)
        self.assertIn(code, (0, 2))
        return code == 0, err.decode()

    def example(self, schema, random_source, depth=0):
        """A value that a schema of ours allows."""
        if "enum" in schema:
            return random_source.choice(schema["enum"])
        kind = schema["type"]
        if kind == ["string", "number"]:
            return random_source.choice(["2.50", "0", 0.28, 3, schema["maximum"]])
        if kind == "string":
            return "https://a.example/" if "pattern" in schema else random_source.choice(["a", "推进", "x y", "*.txt", "minimax"])
        if kind == "integer":
            return random_source.choice([1, 6, 10, schema["maximum"]])
        if kind == "boolean":
            return random_source.random() < 0.5
        if kind == "array":
            count = random_source.randint(schema.get("minItems", 0), schema.get("maxItems", 3))
            return [self.example(schema["items"], random_source, depth + 1) for _ in range(count)]
        if "properties" in schema:
            return {name: self.example(inner, random_source, depth + 1) for name, inner in schema["properties"].items()
                    if name in schema.get("required", []) or random_source.random() < 0.5}
        standard = ["6", "10"] if "pattern" in schema["propertyNames"] else ["Some", "minimax", "T2V-01"]
        names = schema["propertyNames"].get("enum", standard)
        return {name: self.example(schema["additionalProperties"], random_source, depth + 1)
                for name in random_source.sample(names, 2)}

    @staticmethod
    def settle(keys):
        """What no schema can say: the files that `extends` and the providers that `provider` may name."""
        keys.pop("extends", None)
        overrides = keys.get("overrides", [])
        for scope in [keys] + [o for o in (overrides if isinstance(overrides, list) else []) if isinstance(o, dict)]:
            if isinstance(scope.get("provider"), str) and scope["provider"]:
                scope["provider"] = "gpt.ge"
        return keys

    @staticmethod
    def places(value, path=()):
        """Every place in a document, as the way to it."""
        yield path
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
        for name, inner in items:
            yield from Schema.places(inner, path + (name,))

    def test_every_key_is_taken_with_its_type_and_no_other(self):
        source = random.Random(1)
        wrong = {"string": 1, "integer": "6", "boolean": "yes", "array": "a", "object": ["a"]}
        for name, inner in self.schema["properties"].items():
            if name == "extends":
                make(self.folder, {"base.toml": ""})
                self.assertTrue(self.accepts({name: "base.toml"})[0])
            else:
                keys = self.settle({name: self.example(inner, source)})
                self.assertEqual(self.accepts(keys), (True, ""), keys)
            bad, err = self.accepts({name: wrong[inner.get("type", "string")]})
            self.assertFalse(bad, name)
            self.assertIn(f"'{name}' takes", err)

    def test_code_and_schema_agree(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(1_000_000)))
        source = random.Random(seed)
        taken = 0
        for _ in range(150):
            keys = self.settle(self.example(self.schema, source))
            if source.random() < 0.6:  # break something
                path = source.choice([p for p in self.places(keys) if p] or [("model",)])
                inner = keys
                for name in path[:-1]:
                    inner = inner[name]
                broken = source.choice([0, -1, 1.5, "", "nosuch", True, [], {}, [1], {"a": 1}, 2 ** 40])
                if isinstance(inner, dict) and source.random() < 0.3:
                    inner["unknown"] = broken
                else:
                    inner[path[-1]] = broken
            keys = self.settle(keys)
            ours, err = self.accepts(keys)
            theirs = self.validator.is_valid(keys)
            self.assertEqual(ours, theirs, f"seed {seed}\n{document(keys)}\n{err}")
            taken += ours
        self.assertGreater(taken, 20, f"seed {seed}")
        self.assertLess(taken, 130, f"seed {seed}")


if __name__ == "__main__":
    camlint.main()
