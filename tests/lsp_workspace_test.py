"""The language server in a project: configurations, settings, baselines, terms, and whole workspaces."""

import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import lsp

PULLS = {"textDocument": {"diagnostic": {}},
         "workspace": {kind: {"refreshSupport": True} for kind in ("diagnostics", "semanticTokens", "inlayHint")}}
EDITS = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}},
         "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}}}


def uri(path):
    return pathlib.Path(path).as_uri()


class Workspace(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="camlint 推 ")  # its URI needs escapes
        self.addCleanup(folder.cleanup)
        self.root = os.path.realpath(folder.name)

    def write(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path

    def start(self, capabilities=None, *arguments, **params):
        client = lsp.Client(*arguments, cwd="/", env={"LC_ALL": "C.UTF-8"})
        self.addCleanup(client.close)
        client.initialize(capabilities, rootUri=uri(self.root), **params)
        return client

    def open(self, client, path, text=None, **more):
        if text is None:
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
        client.open(uri(path), text, **more)

    def published(self, client):
        return client.wait_for("textDocument/publishDiagnostics")["diagnostics"]

    def codes(self, client):
        return [one["code"] for one in self.published(client)]

    # Configurations.

    def test_the_closest_configuration_counts(self):
        self.write("camlint.toml", 'terms = ["Whip pan"]\n')
        self.write("inner/camlint.toml", "")
        client = self.start()
        self.open(client, self.write("a.txt", "A man [Whip pan]."))
        self.assertEqual(self.codes(client), [])
        self.open(client, self.write("inner/a.txt", "A man [Whip pan]."))
        self.assertEqual(self.codes(client), ["unknown-command"])

    def test_a_configuration_that_is_saved_counts_at_once(self):
        config = self.write("camlint.toml", "")
        client = self.start()
        self.open(client, self.write("a.txt", "A man [Whip pan]."))
        self.assertEqual(self.codes(client), ["unknown-command"])
        self.write("camlint.toml", 'terms = ["Whip pan"]\n')
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri(config)}})
        self.assertEqual(self.codes(client), [])

    def test_a_configuration_that_changed_elsewhere_counts_when_something_is_saved(self):
        self.write("base.toml", "")
        client = self.start()
        path = self.write("inner/a.txt", "A man [Whip pan].")
        self.open(client, path)
        self.assertEqual(self.codes(client), ["unknown-command"])
        save = lambda: client.notify("textDocument/didSave", {"textDocument": {"uri": uri(path)}})
        for name, text, expected in (("camlint.toml", 'extends = "base.toml"\n', ["unknown-command"]),  # new
                                     ("base.toml", 'terms = ["Whip pan"]\n', []),  # not the one that was found
                                     ("inner/.camlint.toml", "", ["unknown-command"]),  # nearer
                                     ("inner/.camlint.toml", 'baseline = "b.json"\nterms = ["Whip pan"]\n', [])):
            self.write(name, text)
            save()
            self.assertEqual(self.codes(client), expected, name)
        save()
        client.result("textDocument/documentSymbol", {"textDocument": {"uri": uri(path)}})
        self.assertFalse([m for m in client.messages if m.get("method") == "textDocument/publishDiagnostics"])

    def test_a_watched_configuration_counts_at_once(self):
        path = self.write("a.txt", "A man [Whip pan].")
        client = self.start({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
        registered = client.wait_for("client/registerCapability")["registrations"]
        self.assertEqual([one["method"] for one in registered], ["workspace/didChangeWatchedFiles"])
        patterns = [one["globPattern"] for one in registered[0]["registerOptions"]["watchers"]]
        self.assertEqual(patterns, ["**/camlint.toml", "**/.camlint.toml"])
        self.open(client, path)
        self.assertEqual(self.codes(client), ["unknown-command"])
        config = self.write(".camlint.toml", 'ignore = ["command"]\n')
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(config), "type": 1}]})
        self.assertEqual(self.codes(client), [])

    def test_the_baseline_is_watched_by_its_name(self):
        self.write("camlint.toml", 'baseline = "known.json"\n')
        client = self.start({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
        registered = client.wait_for("client/registerCapability")["registrations"][0]["registerOptions"]["watchers"]
        self.assertEqual(registered[-1], {"globPattern": "**/known.json"})

    def test_an_edit_looks_at_no_other_folders(self):
        for number in range(200):
            self.write(f"prompts/{number}/a.txt", "A man.")
        path = self.write("prompts/a.txt", "A man.")
        trace = self.write("trace", "")
        client = lsp.Client(cwd=self.root, program=["strace", "-f", "-o", trace, "-e", "trace=%file", camlint.PROGRAM, "lsp"])
        self.addCleanup(client.close)
        client.initialize(PULLS, rootUri=uri(self.root))
        self.assertEqual(len(self.scan(client)), 201)

        def calls():
            client.result("textDocument/diagnostic", {"textDocument": {"uri": uri(path)}})
            with open(trace, encoding="utf-8", errors="replace") as file:
                return sum(1 for _ in file)

        self.open(client, path)
        before = calls()
        client.change(uri(path), 2, "A child.")
        self.assertLess(calls() - before, 100)  # some for each folder above; two for each of the others were 400

    def test_a_mistake_in_a_configuration_is_told_and_the_rest_goes_on(self):
        config = self.write("camlint.toml", "selct = []\n")
        client = self.start()
        self.open(client, self.write("a.txt", "A man [Psuh in]."))
        self.assertEqual(self.codes(client), ["unknown-command"])
        told = client.wait_for("window/showMessage")
        self.assertEqual(told["type"], 1)
        self.assertIn("camlint.toml:1:1: unknown key 'selct'", told["message"])
        self.write("camlint.toml", "")
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri(config)}})
        self.assertEqual(self.codes(client), ["unknown-command"])
        client.result("textDocument/documentSymbol", {"textDocument": {"uri": uri(os.path.join(self.root, "a.txt"))}})
        self.assertFalse([m for m in client.messages if m.get("method") == "window/showMessage"])

    def test_an_excluded_file_has_no_findings(self):
        self.write("camlint.toml", 'exclude = ["drafts/"]\n')
        client = self.start()
        path = self.write("drafts/a.txt", "A man [Psuh in], [push in].")
        self.open(client, path)
        self.assertEqual(self.codes(client), [])
        whole = {"textDocument": {"uri": uri(path)},
                 "range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}}
        # An editor that fixes or formats what it saves would change what no finding speaks of.
        self.assertEqual(client.result("textDocument/formatting", {**whole, "options": {}}), [])
        self.assertEqual(client.result("textDocument/codeAction", {**whole, "context": {"diagnostics": []}}), [])

    def test_nothing_is_asked_before_the_answer_to_initialize(self):
        client = lsp.Client(cwd="/")
        self.addCleanup(client.close)
        client.initialize(PULLS, rootUri=uri(self.root))
        self.assertEqual([message["method"] for message in client.messages], [])

    # Settings.

    def test_settings_come_in_three_ways(self):
        path = self.write("a.txt", "A man [Push in].")
        wanted = {"model": "T2V-01", "language": "zh", "ignore": ["style"]}
        ways = [({}, {"initializationOptions": wanted}), ({}, {"initializationOptions": {"camlint": wanted}})]
        for capabilities, params in ways:
            client = self.start(capabilities, **params)
            self.open(client, path)
            found = self.published(client)
            self.assertEqual([one["code"] for one in found], ["model-without-commands"])
            self.assertRegex(found[0]["message"], "[一-鿿]")
        client = self.start()
        self.open(client, path)
        self.assertEqual(self.codes(client), [])
        client.notify("workspace/didChangeConfiguration", {"settings": {"camlint": wanted}})
        self.assertEqual(self.codes(client), ["model-without-commands"])
        client.notify("workspace/didChangeConfiguration", {"settings": {}})  # says nothing of camlint
        self.assertEqual(self.codes(client), ["model-without-commands"])
        client.notify("workspace/didChangeConfiguration", {"settings": {"camlint": {}}})
        self.assertEqual(self.codes(client), [])

    def test_settings_go_over_initialization_options(self):
        client = self.start(initializationOptions={"model": "T2V-01", "ignore": ["style"]})
        self.open(client, self.write("a.txt", "A man [Push in]."))
        self.assertEqual(self.codes(client), ["model-without-commands"])
        # Some editors send settings always, empty or of other servers.
        for settings, codes in (({}, ["model-without-commands"]), ({"other": {"model": 1}}, ["model-without-commands"]),
                                ({"camlint": {"model": "T2V-01-Director"}}, []),
                                ({"camlint": {}}, ["model-without-commands"])):
            client.notify("workspace/didChangeConfiguration", {"settings": settings})
            self.assertEqual(self.codes(client), codes, settings)

    def test_a_client_that_gives_settings_is_asked(self):
        path = self.write("a.txt", "A man [Push in].")
        client = lsp.Client(cwd=self.root, answers={"workspace/configuration": [{"model": "T2V-01"}]})
        self.addCleanup(client.close)
        client.initialize({"workspace": {"configuration": True}}, rootUri=uri(self.root))
        self.assertEqual(client.wait_for("workspace/configuration"), {"items": [{"section": "camlint"}]})
        self.open(client, path)
        while self.codes(client) != ["model-without-commands"]:  # again once the answer has come
            pass
        client.answers["workspace/configuration"] = [None]
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.wait_for("workspace/configuration")

    def test_wrong_settings_are_told(self):
        client = self.start(initializationOptions={"ignore": "style", "duration": "six", "modle": "T2V-01", "x": 1})
        told = [client.wait_for("window/showMessage")["message"] for _ in range(3)]
        self.assertEqual(told[0], "no setting 'camlint.modle'; did you mean 'model'?")
        self.assertEqual(told[1], "the setting 'camlint.ignore' is not a list of strings")
        self.assertEqual(told[2], "the setting duration takes a whole number from 1 on, not 'six'")
        self.open(client, self.write("a.txt", "A man [Psuh in]."))
        self.assertEqual(self.codes(client), ["unknown-command"])
        client.notify("workspace/didChangeConfiguration", {"settings": {"camlint": {"ignore": ["unknown-comand"]}}})
        self.assertEqual(client.wait_for("window/showMessage")["message"],
                         "'ignore' names no rule: 'unknown-comand'; did you mean 'unknown-command'?")

    def test_the_locale_of_the_editor_is_the_last_word_on_language(self):
        for locale, config, is_chinese in (("zh-cn", "", True), ("de", "", False), ("zh-cn", 'language = "en"\n', False)):
            self.write("camlint.toml", config)
            client = self.start(locale=locale)
            self.open(client, self.write("a.txt", "A man [Psuh in]."))
            text = self.published(client)[0]["message"]
            (self.assertRegex if is_chinese else self.assertNotRegex)(text, "[一-鿿]")

    def test_documents_of_no_file_are_read_as_the_editor_calls_them(self):
        client = self.start()
        for language, text, expected in (("markdown", "[Psuh in]\n", []), ("plaintext", "[Psuh in]\n", ["unknown-command"]),
                                         ("json", '{"prompt":"[Psuh in]","model":"T2V-01-Director"}', ["unknown-command"]),
                                         ("jsonl", '{"prompt":"[Psuh in]"}\n{"prompt":"a"}\n', ["unknown-command"])):
            client.open("untitled:Untitled-1", text, language=language)
            codes = [code for code in self.codes(client) if code != "optimizer-with-commands"]
            self.assertEqual(codes, expected, language)
            client.close_document("untitled:Untitled-1")
            self.assertEqual(self.codes(client), [])

    # What is meant so.

    def actions(self, client, path, character, only="quickfix"):
        where = {"line": 0, "character": character}
        return client.result("textDocument/codeAction", {
            "textDocument": {"uri": uri(path)}, "range": {"start": where, "end": where},
            "context": {"diagnostics": [], "only": [only]}})

    def apply(self, change):
        """Makes a WorkspaceEdit's changes on disk; all of these texts have one line a line feed."""
        for one in change["documentChanges"]:
            path = pathlib.Path(self.root) / os.path.basename(one.get("uri") or one["textDocument"]["uri"])
            if one.get("kind") == "create":
                path.touch()
                continue
            lines = path.read_text(encoding="utf-8").split("\n")
            for edit in one["edits"]:
                start, end = edit["range"]["start"], edit["range"]["end"]
                before = "\n".join([*lines[:start["line"]], lines[start["line"]][:start["character"]]])
                after = "\n".join([lines[end["line"]][end["character"]:], *lines[end["line"] + 1:]])
                lines = (before + edit["newText"] + after).split("\n")
            path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def test_a_finding_goes_into_the_baseline(self):
        self.write("camlint.toml", 'baseline = "known.json"\n')
        path = self.write("a.txt", "A man [Psuh in], [Whip pan].")
        client = self.start(EDITS)
        self.open(client, path)
        self.assertEqual(self.codes(client), ["unknown-command", "unknown-command"])
        for character, left in ((8, ["unknown-command"]), (20, [])):
            titles = {one["title"]: one for one in self.actions(client, path, character)}
            known = self.apply(titles["Add this unknown-command to the baseline"]["edit"])
            client.notify("textDocument/didSave", {"textDocument": {"uri": uri(known)}})
            self.assertEqual(self.codes(client), left)
        # The command line says the same, and what it would write is what is there.
        code, out, _ = camlint.run("check", "a.txt", cwd=self.root)
        self.assertEqual(code, 0, out)
        text = known.read_bytes()
        self.assertEqual([entry["file"] for entry in json.loads(text)["entries"]], ["a.txt", "a.txt"])
        camlint.run("check", "--write-baseline", "known.json", "a.txt", cwd=self.root)
        self.assertEqual(known.read_bytes(), text)

    def test_a_term_is_allowed(self):
        path = self.write("a.txt", "A man [Whip pan], [Rack focus].")
        client = self.start(EDITS)
        self.open(client, path)
        self.assertEqual(self.codes(client), ["unknown-command", "unknown-command"])
        for character, left in ((8, ["unknown-command"]), (20, [])):
            titles = {one["title"]: one for one in self.actions(client, path, character)}
            name = "Whip pan" if character == 8 else "Rack focus"
            config = self.apply(titles[f"Allow '{name}' in this project"]["edit"])
            client.notify("textDocument/didSave", {"textDocument": {"uri": uri(config)}})
            self.assertEqual(self.codes(client), left)
        self.assertEqual(config.read_text(encoding="utf-8"), 'terms = ["Rack focus", "Whip pan"]\n')

    def test_a_configuration_that_is_open_is_edited_as_it_is_open(self):
        config = self.write("camlint.toml", "")
        path = self.write("a.txt", "A man [Whip pan].")
        client = self.start(EDITS)
        self.open(client, config, "# not saved yet\n")
        self.open(client, path)
        edit = next(one["edit"] for one in self.actions(client, path, 8) if "Allow" in one["title"])
        self.assertEqual(edit["documentChanges"][-1]["edits"],
                         [{"range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}},
                           "newText": 'terms = ["Whip pan"]\n'}])

    def test_a_menu_for_all_of_a_text_has_an_end(self):
        self.write("camlint.toml", 'select = ["unknown-command"]\n')
        path = self.write("a.txt", "[Whip pan] " * 150)
        client = self.start(EDITS)
        self.open(client, path)
        actions = client.result("textDocument/codeAction", {
            "textDocument": {"uri": uri(path)}, "context": {"diagnostics": []},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}})
        allowing = [one for one in actions if one["title"].startswith("Allow 'Whip pan'")]
        self.assertEqual(len(allowing), 100)

    def test_how_a_client_makes_files_is_its_own_word(self):
        path = self.write("a.txt", "A man [Whip pan].")
        literals = {"codeAction": {"codeActionLiteralSupport": {}}}
        for edits, expected in (({}, {"changes"}), ({"documentChanges": True}, set()),
                                ({"documentChanges": True, "resourceOperations": ["create"]}, {"documentChanges"}),
                                ({"resourceOperations": ["rename", "create", "delete"]}, {"documentChanges"})):
            client = self.start({"textDocument": literals, "workspace": {"workspaceEdit": edits}})
            self.open(client, path)
            offered = [one["edit"] for one in self.actions(client, path, 8)]
            self.assertEqual({key for edit in offered for key in edit}, expected, edits)
            for edit in offered:
                self.assertIn(uri(os.path.join(self.root, "camlint.toml")), json.dumps(edit))

    def test_what_is_offered_is_about_where_the_cursor_is(self):
        # 左 1, 摇 2, ， 3, 上 4, 升 5: the separator's finding ends where 上升 begins.
        path = self.write("a.txt", "[左摇，上升]")
        other = self.write("b.txt", "A man [zoom].")
        client = self.start(EDITS)
        self.open(client, path)
        self.open(client, other)
        titles = lambda character: [one["title"] for one in self.actions(client, path, character)]
        self.assertEqual(titles(3), ["Replace with ','"])
        self.assertEqual(titles(4), ["Replace with ','"])  # behind it, and nothing else is there
        self.assertEqual(titles(5), [])
        self.assertEqual(titles(0), [])
        self.assertEqual(self.actions(client, other, 8), [])  # no fix, and to allow the word would hide that

    # Whole workspaces.

    def scan(self, client, **params):
        return client.result("workspace/diagnostic", {"previousResultIds": [], **params})["items"]

    def test_all_prompt_files_are_looked_at(self):
        self.write("a.prompt", "A man [Psuh in].")
        self.write("b.txt", "[Psuh in] in no prompt file")
        self.write("prompts/c.txt", "A man.")
        opened = self.write("prompts/d.txt", "A man.")
        client = self.start(PULLS)
        self.open(client, opened, "A man [Whip pan].", version=7)
        items = self.scan(client)
        names = [os.path.relpath(lsp_path(one["uri"]), self.root) for one in items]
        self.assertEqual(names, ["a.prompt", "prompts/c.txt", "prompts/d.txt"])
        self.assertEqual([[d["code"] for d in one["items"]] for one in items],
                         [["unknown-command"], [], ["unknown-command"]])
        self.assertEqual([one["version"] for one in items], [None, None, 7])
        known = [{"uri": one["uri"], "value": one["resultId"]} for one in items]
        os.remove(os.path.join(self.root, "a.prompt"))
        self.write("prompts/c.txt", "A man [Whip pan].")
        again = self.scan(client, previousResultIds=known)
        self.assertEqual([(one["kind"], len(one.get("items", []))) for one in again],
                         [("full", 0), ("full", 1), ("unchanged", 0)])

    def test_a_file_is_told_once_whatever_its_uri_escapes(self):
        path = self.write("shots (1)@x.prompt", "A man [Psuh in].")
        own = "file://" + self.root.replace(" ", "%20") + "/shots%20(1)@x.prompt"
        self.assertNotEqual(own, uri(path))
        client = self.start(PULLS)
        before = self.scan(client)
        self.assertEqual([len(one["items"]) for one in before], [1])
        known = [{"uri": one["uri"], "value": one["resultId"]} for one in before]
        client.open(own, "A man [Psuh in] [Whip pan].")
        self.assertEqual([(one["uri"], len(one["items"])) for one in self.scan(client)], [(own, 2)])
        # What was told under another uri before is taken back.
        after = {one["uri"]: one for one in self.scan(client, previousResultIds=known)}
        self.assertEqual({name: len(one["items"]) for name, one in after.items()}, {before[0]["uri"]: 0, own: 2})
        client.close_document(own)
        known = [{"uri": own, "value": after[own]["resultId"]}]
        self.assertEqual([(one["uri"], len(one["items"])) for one in self.scan(client, previousResultIds=known)],
                         [(own, 1)])

    def test_a_byte_order_mark_that_no_editor_shows_counts_for_nothing(self):
        self.write("a.prompt", "\ufeffA man [Psuh in].")
        config = self.write("camlint.toml", '\ufeffmodel = "T2V-01-Director"\n')
        client = self.start({**PULLS, **EDITS, "textDocument": {**PULLS["textDocument"], **EDITS["textDocument"]}})
        item, = self.scan(client)
        self.assertEqual(item["items"][0]["range"]["start"], {"line": 0, "character": 7})
        path = self.write("b.prompt", "A man [Whip pan].")
        self.open(client, path)
        actions = client.result("textDocument/codeAction", {
            "textDocument": {"uri": uri(path)}, "context": {"diagnostics": []},
            "range": {"start": {"line": 0, "character": 8}, "end": {"line": 0, "character": 8}}})
        edit, = [change for action in actions for change in action["edit"]["documentChanges"]
                 if change["textDocument"]["uri"] == uri(config)]
        self.assertEqual(edit["edits"][0]["range"]["start"], {"line": 0, "character": 0})

    def test_a_root_that_is_a_link_stays_one(self):
        self.write("real/a.prompt", "A man [Psuh in].")
        link = os.path.join(self.root, "link")
        os.symlink("real", link)
        client = lsp.Client(cwd="/")
        self.addCleanup(client.close)
        client.initialize(PULLS, rootUri=uri(link))
        client.open(uri(os.path.join(link, "a.prompt")), "A man.")
        found = [(lsp_path(one["uri"]), one["items"]) for one in self.scan(client)]
        self.assertEqual(found, [(os.path.join(link, "a.prompt"), [])])

    def test_what_is_no_file_is_not_waited_for(self):
        pipe = os.path.join(self.root, "a.prompt")
        os.mkfifo(pipe)
        client = self.start(PULLS)
        for name in (uri(pipe), "-", "file:///dev/zero", uri(self.root)):
            items = self.scan(client, previousResultIds=[{"uri": name, "value": "old"}])
            self.assertEqual([(one["uri"], one["items"]) for one in items], [(name, [])])

    def test_a_pulled_report_is_unchanged_until_something_changes(self):
        config = self.write("camlint.toml", "")
        path = self.write("a.txt", "A man [Whip pan].")
        client = self.start(PULLS)
        self.open(client, path)
        ask = lambda **more: client.result("textDocument/diagnostic", {"textDocument": {"uri": uri(path)}, **more})
        first = ask()
        self.assertEqual((first["kind"], len(first["items"])), ("full", 1))
        self.assertEqual(ask(previousResultId=first["resultId"])["kind"], "unchanged")
        self.write("camlint.toml", 'terms = ["Whip pan"]\n')
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri(config)}})
        for kind in ("diagnostic", "semanticTokens", "inlayHint"):
            client.wait_for(f"workspace/{kind}/refresh")
        self.assertEqual(ask(previousResultId=first["resultId"])["items"], [])
        self.assertFalse([m for m in client.messages if m.get("method") == "textDocument/publishDiagnostics"])

    def test_a_scan_tells_its_progress_and_can_be_cancelled(self):
        for number in range(300):
            self.write(f"prompts/{number:03}.txt", "A man [Psuh in].")
        client = self.start(PULLS)
        items = self.scan(client, workDoneToken="done", partialResultToken=5)
        self.assertEqual(items, [])
        told = [m["params"] for m in client.messages if m.get("method") == "$/progress"]
        self.assertEqual(sum(len(one["value"]["items"]) for one in told if one["token"] == 5), 300)
        kinds = [one["value"]["kind"] for one in told if one["token"] == "done"]
        self.assertEqual((kinds[0], kinds[-1], set(kinds[1:-1])), ("begin", "end", {"report"}))
        number = client.ask("workspace/diagnostic", {"previousResultIds": []})
        client.notify("$/cancelRequest", {"id": number})
        answer = client.answer(number)
        self.assertTrue("result" in answer or answer["error"]["code"] == -32800, answer)
        # Asked for in one piece with its end, it cannot have come to one.
        ask = {"jsonrpc": "2.0", "id": "x", "method": "workspace/diagnostic", "params": {"previousResultIds": []}}
        end = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "x"}}
        client.raw(lsp.frame(ask) + lsp.frame(end))
        self.assertEqual(client.answer("x")["error"]["code"], -32800)
        self.assertEqual(len(self.scan(client)), 300)


def lsp_path(text):
    import urllib.parse
    return urllib.parse.unquote(text.removeprefix("file://"))


if __name__ == "__main__":
    camlint.main()
