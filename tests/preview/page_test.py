"""The page of camlint preview in Chromium: it films what the engine computed, and obeys its buttons."""

import os

import drive
from drive import camlint

# The 15 commands as MiniMax's pages have them, and what each does to a camera, by the meaning of its name: which way
# it goes or turns, or what its lens does. Axes are those of the camera: right, up, forward.
COMMANDS = {
    ("Truck left", "左移"): ("moves", (-1, 0, 0)), ("Truck right", "右移"): ("moves", (1, 0, 0)),
    ("Push in", "推进"): ("moves", (0, 0, 1)), ("Pull out", "拉远"): ("moves", (0, 0, -1)),
    ("Pedestal up", "上升"): ("moves", (0, 1, 0)), ("Pedestal down", "下降"): ("moves", (0, -1, 0)),
    ("Pan left", "左摇"): ("looks", (-1, 0)), ("Pan right", "右摇"): ("looks", (1, 0)),
    ("Tilt up", "上摇"): ("looks", (0, 1)), ("Tilt down", "下摇"): ("looks", (0, -1)),
    ("Zoom in", "变焦推近"): ("sees", -1), ("Zoom out", "变焦拉远"): ("sees", 1),
    ("Shake", "晃动"): ("wobbles", None), ("Tracking shot", "跟随"): ("goes along", None), ("Static shot", "固定"): ("rests", None),
}


def rotated(quaternion, vector):
    """A vector turned by a unit quaternion (x, y, z, w)."""
    x, y, z, w = quaternion
    a, b, c = vector
    tx, ty, tz = 2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)
    return (a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx)


def axes_of(camera):
    """Right, up and forward of a three.js camera, which looks along its negative z."""
    return [rotated(camera["quaternion"], axis) for axis in ((1, 0, 0), (0, 1, 0), (0, 0, -1))]


def along(camera, other):
    """How far a camera has gone to another's place, on its own axes."""
    way = [b - a for a, b in zip(camera["position"], other["position"])]
    return [sum(a * b for a, b in zip(axis, way)) for axis in axes_of(camera)]


def turned(camera, other):
    """Where another camera looks as this one sees it: to the right, and up."""
    right, up, _ = axes_of(camera)
    forward = axes_of(other)[2]
    return [sum(a * b for a, b in zip(axis, forward)) for axis in (right, up)]


def sign(value, least):
    return 0 if abs(value) < least else (1 if value > 0 else -1)


class Filmed(drive.PageTest):
    def check_command(self, what, before, middle, after):
        kind, way = what
        gone = along(before, after)
        looks = turned(before, after)
        self.assertEqual([sign(gone[i], 0.3) for i in range(3)],
                         list(way) if kind == "moves" else [0, 0, 1] if kind == "goes along" else [0, 0, 0])
        self.assertEqual([sign(turn, 0.1) for turn in looks], list(way) if kind == "looks" else [0, 0])
        self.assertEqual(sign(after["fov"] - before["fov"], 2), way if kind == "sees" else 0)
        if kind == "wobbles":
            self.assertNotEqual(middle["quaternion"], before["quaternion"])
            self.assertNotEqual(middle["position"], before["position"])
            self.assertLess(max(abs(part) for part in along(before, middle)), 0.2)
        elif kind == "rests":
            self.assertEqual(middle, before)
        else:
            self.assertNotEqual(middle, before)

    def check_language(self, index):
        names = [names[index] for names in COMMANDS]
        self.open("all.txt", "".join(f"A lamp [{name}].\n" for name in names), "--input-format", "lines")
        prompts = self.timeline("all.txt", "--input-format", "lines")
        self.assertEqual(self.js("camlint.prompts"), prompts)
        self.assertEqual([p["steps"][0]["commands"] for p in prompts], [[english] for english, _ in COMMANDS])
        cameras = []
        for part in (0, 0.5, 1):
            self.seek(6 * part)
            self.assertEqual(self.js("camlint.time()"), 6 * part)
            poses = self.js("camlint.prompts.map((_, i) => camlint.pose(i))")
            if part != 0.5:
                self.assertEqual(poses, [p["steps"][0]["after" if part else "before"] for p in prompts])
            cameras.append(self.js("camlint.prompts.map((_, i) => camlint.camera(i))"))
        for number, (names, what) in enumerate(COMMANDS.items()):
            with self.subTest(names[index]):
                self.check_command(what, *(part[number] for part in cameras))

    def test_each_english_command(self):
        self.check_language(0)

    def test_each_chinese_command(self):
        self.check_language(1)

    def test_a_path_of_steps(self):
        """At the end of each step the engine's pose, and inside a pose between the two."""
        self.open("a.txt", "A man picks up a book [Pedestal up,Pan right], then reads [Push in]. He smiles [Pull out] and "
                           "we see him [Zoom in,Tilt down] for long [Static shot] and [Truck left].", "--duration", "10")
        steps = self.timeline("a.txt", "--duration", "10")[0]["steps"]
        self.assertEqual(len(steps), 6)
        for step in steps:
            self.seek((step["start"] + step["end"]) / 2)
            pose = self.js("camlint.pose(0)")
            for axis, value in pose.items():
                low, high = sorted((step["before"][axis], step["after"][axis]))
                self.assertTrue(low < value < high if low < high else value == low, (step["commands"], axis, value))
            self.seek(step["end"])
            self.assertEqual(self.js("camlint.pose(0)"), step["after"])
        self.seek(0)
        self.assertEqual(self.js("camlint.pose(0)"), steps[0]["before"])

    def test_the_same_time_the_same_picture(self):
        """Wobble is no chance, and nothing depends on what was seen before."""
        self.open("a.txt", "A lamp [Shake,Tracking shot].")
        self.seek(2.2)
        first = self.js("camlint.camera(0)")
        for seconds in (5, 0.3, 2.2):
            self.seek(seconds)
        self.assertEqual(self.js("camlint.camera(0)"), first)

    def red(self, picture):
        """How many pixels in the middle are the coat's."""
        return sum(r > 90 and r > 2.1 * g and r > 2.1 * b for r, g, b in picture.pixels(left=0.3, right=0.7, every=2))

    def test_what_the_picture_shows(self):
        """Pushed in on, somebody becomes larger; tracked, nobody does, though everything around has changed."""
        sizes = {}
        for name in ("Push in", "Pull out", "Tracking shot", "Static shot", "Zoom in"):
            self.open("a.txt", f"A lamp [{name}].", width=960, height=640)
            shots = []
            for seconds in (0, 6):
                self.seek(seconds)
                shots.append(self.picture(f"{name}-{seconds}", ".shot"))
                self.assertGreater(shots[-1].spread(), 25, "the picture is not blank")
            sizes[name] = self.red(shots[1]) / self.red(shots[0])
            moved = shots[0].difference(shots[1], bottom=0.8)
            if name == "Static shot":
                self.assertEqual(moved, 0)
            else:
                self.assertGreater(moved, 0.05, name)
        self.assertGreater(sizes["Push in"], 1.3)
        self.assertGreater(sizes["Zoom in"], 1.3)
        self.assertLess(sizes["Pull out"], 0.8)
        self.assertTrue(0.7 < sizes["Tracking shot"] < 1.35, sizes)
        self.assertTrue(0.99 < sizes["Static shot"] < 1.01, sizes)


class Controls(drive.PageTest):
    TEXT = "A man walks [Push in], then stops [Pan left,Shake] and waits [Static shot]."

    def test_play_and_pause(self):
        self.open("a.txt", self.TEXT)
        self.assertEqual(self.js("camlint.time()"), 0, "nothing plays by itself")
        self.browser.ask("click", selector="button.play")
        self.browser.ask("wait", code="camlint.time() > 0.3")
        first = self.js("[camlint.time(), camlint.pose(0).z]")
        self.browser.ask("wait", code=f"camlint.time() > {first[0]} + 0.2 && camlint.pose(0).z > {first[1]}")
        self.browser.ask("click", selector="button.pause")
        held = self.js("[camlint.time(), camlint.camera(0)]")
        self.js("new Promise((done) => { let left = 20; const next = () => (left-- ? requestAnimationFrame(next) : done()); next(); })")
        self.assertEqual(self.js("[camlint.time(), camlint.camera(0)]"), held)
        self.browser.ask("select", selector=".buttons select", value="2")
        self.browser.ask("press", key="Escape")
        self.js("document.activeElement.blur()")
        self.browser.ask("press", key="Space")
        self.browser.ask("wait", code="camlint.time() === 6 && document.querySelector('button.play')")
        self.browser.ask("click", selector="button.play")
        self.browser.ask("wait", code="camlint.time() > 0 && camlint.time() < 3")
        self.js("camlint.pause()")

    def test_played_time_is_real_time(self):
        self.open("a.txt", self.TEXT)
        passed = self.js("""new Promise((done) => {
            const begin = performance.now();
            camlint.play();
            const look = () => (camlint.time() > 2 ? done([performance.now() - begin, camlint.time()]) : requestAnimationFrame(look));
            look();
        })""")
        self.assertLess(abs(passed[0] / 1000 - passed[1]), 1, "but for the first pictures")
        self.js("camlint.pause()")

    def test_scrub(self):
        self.open("a.txt", self.TEXT)
        start = self.js("camlint.camera(0)")
        self.browser.ask("drag", selector="input[type=range]", **{"from": 0.02, "to": 0.5})
        self.assertAlmostEqual(self.js("camlint.time()"), 3, delta=0.2)
        self.assertGreater(along(start, self.js("camlint.camera(0)"))[2], 0.3)
        self.assertIn("3.", self.js("document.querySelector('input[type=range]').getAttribute('aria-valuetext')"))
        self.assertEqual(self.js("document.querySelector('.steps [aria-current]').querySelector('.what').textContent"), "Pan left, Shake")
        self.browser.ask("drag", selector="input[type=range]", **{"from": 0.5, "to": 0.001})
        self.assertAlmostEqual(self.js("camlint.time()"), 0, delta=0.1)

    def test_keys(self):
        self.open("a.txt", self.TEXT)
        for key, seconds in (("ArrowRight", 0.1), ("ArrowRight", 0.2), ("ArrowLeft", 0.1), ("Shift+ArrowRight", 2), ("Shift+ArrowRight", 4),
                             ("Shift+ArrowLeft", 2), ("End", 6), ("ArrowRight", 6), ("Home", 0), ("ArrowLeft", 0)):
            self.browser.ask("press", key=key)
            self.assertAlmostEqual(self.js("camlint.time()"), seconds, places=6, msg=key)
        self.js("document.querySelector('input[type=range]').focus()")
        self.browser.ask("press", key="ArrowRight")
        self.assertAlmostEqual(self.js("camlint.time()"), 0.1, places=6, msg="the slider moves as far as the page does")
        self.js("document.querySelector('.steps button').focus()")
        self.browser.ask("press", key="Space")
        self.assertEqual(self.js("camlint.time()"), 0, "a button that has the focus is pressed")
        self.assertEqual(self.js("document.querySelectorAll('button.pause').length"), 0)
        self.browser.ask("press", key="m")
        self.assertEqual(self.js("getComputedStyle(document.querySelector('.map')).display"), "none")

    def test_steps_are_clicked(self):
        self.open("a.txt", self.TEXT)
        for selector, seconds in ((".steps li:nth-child(3) button", 4), (".steps li:nth-child(2) button", 2), (".directive[data-step='2']", 4),
                                  (".row span:nth-child(2)", 2), ("button.next", 4), ("button.previous", 2)):
            self.browser.ask("click", selector=selector)
            self.assertEqual(self.js("camlint.time()"), seconds, selector)
        self.assertEqual(self.js("[...document.querySelectorAll('.badge:not([hidden])')].map((b) => b.textContent)"), ["wobbles"])
        self.seek(5)
        self.assertEqual(self.js("[...document.querySelectorAll('.badge:not([hidden])')].map((b) => b.textContent)"), ["locked"])

    def test_the_current_step_is_in_view(self):
        """In the list and in the prompt, which are scrolled for it; the page is not."""
        text = "".join(f"Then a man walks through street number {i} of a town [{'Push in' if i % 2 else 'Pan left'}] and on. " for i in range(20))
        self.open("a.txt", text, "--duration", "10", width=1280, height=800)
        inside = """['.steps [aria-current]', '.prompt .current'].map((name) => {
            const item = document.querySelector(name);
            const box = item.closest('.steps, .prompt');
            const [a, b] = [item.getBoundingClientRect(), box.getBoundingClientRect()];
            return [box.scrollHeight > box.clientHeight, a.top >= b.top && a.bottom <= b.bottom && a.height > 0];
        })"""
        for width in (1280, 400):
            self.browser.ask("resize", width=width, height=800)
            for seconds in (10, 0, 5.2, 9.9, 4.1):
                self.seek(seconds)
                self.assertEqual(self.js(inside), [[True, True], [True, True]], (width, seconds))
                self.assertEqual(self.js("[scrollX, scrollY]"), [0, 0])
        self.browser.ask("click", selector=".language-toggle")
        self.assertEqual(self.js(inside), [[True, True], [True, True]], "and when the page is built anew")

    def test_cells_of_many_steps_stay_in_their_row(self):
        self.write("camlint.toml", 'select = ["unknown-command"]\n')
        for count in (3, 100, 2000):
            self.open("a.txt", "A lamp [Push in]. " * count)
            found = self.js("""(() => {
                const box = (one) => one.getBoundingClientRect();
                const row = box(document.querySelector('.row'));
                const cells = [...document.querySelectorAll('.row span')].map(box);
                return { row: [row.left, row.right], card: [box(document.querySelector('.transport')).left, box(document.querySelector('.transport')).right],
                         ends: [cells[0].left, cells.at(-1).right], wide: cells.map((cell) => cell.width), over: document.documentElement.scrollWidth };
            })()""")
            self.assertEqual(len(found["wide"]), count)
            (left, right), width = found["row"], found["row"][1] - found["row"][0]
            self.assertTrue(found["card"][0] < left < right < found["card"][1])
            self.assertAlmostEqual(found["ends"][0], left, delta=0.1)
            self.assertAlmostEqual(found["ends"][1], right, delta=0.1)
            self.assertLess(max(abs(one - width / count) for one in found["wide"]), 0.1, "each as wide as its time, so none lies on the next")
            self.assertLessEqual(found["over"], 1280)

    def test_loaded_again_it_goes_on(self):
        """After a save the same moment is there, as far as the file still has it."""
        self.open("a.txt", "A lamp [Push in].\nA face [Pan left].\nA cat [Tilt up].\n", "--input-format", "lines")
        self.browser.ask("click", selector="summary")
        for number in (3, 1):
            self.browser.ask("click", selector=f"fieldset label:nth-of-type({number}) input")
        self.browser.ask("click", selector=".language-toggle")
        self.seek(4)
        state = "[camlint.time(), document.documentElement.lang, [...document.querySelectorAll('.number')].map((n) => n.textContent)]"
        before = self.js(state)
        self.assertEqual(before, [4, "zh-CN", ["提示词 2", "提示词 3"]])
        self.make("a.txt", "A lamp [Push in].\nA face [Pan right].\nA cat [Tilt up].\n", "--input-format", "lines")
        self.browser.ask("reload")
        self.assertEqual(self.js(state), before)
        self.assertGreater(self.js("camlint.pose(1).yaw"), 0, "and it is the new page")
        self.make("a.txt", "A lamp [Push in].\n", "--input-format", "lines")
        self.browser.ask("reload")
        self.assertEqual(self.js("[camlint.time(), document.querySelectorAll('.shot').length]"), [4, 1])
        self.assertEqual(set(self.browser.ask("seen")["requests"]), {self.url})
        self.url = None

    def test_everything_has_a_name(self):
        self.open("a.txt", "A lamp [Push in].\nA face [Pan left].\nA cat [Psuh in].\n", "--input-format", "lines")
        nameless = """[...document.querySelectorAll('button, input, select, summary')].filter((one) =>
            !(one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.[0]?.textContent.trim())).map((one) => one.outerHTML)"""
        self.assertEqual(self.js(nameless), [])
        self.assertEqual(self.js("document.querySelectorAll('input[type=range]').length"), 1)

    def test_who_wants_no_motion_gets_no_wobble(self):
        self.open("a.txt", "A lamp [Shake].", reducedMotion="reduce")
        start = self.js("camlint.camera(0)")
        self.seek(2.2)
        self.assertEqual(self.js("camlint.camera(0)"), start)
        self.assertEqual(self.js("document.querySelector('.badge.shake').hidden"), False, "it is said all the same")

    def test_no_duration_that_is_known(self):
        self.open("a.json", '{"model": "MiniMax-Hailuo-02", "prompt": "A lamp [Push in] and [Pan left].", "duration": 0}')
        self.assertEqual(self.timeline("a.json")[0]["duration"], 0)
        self.assertIn("no duration", self.js("document.querySelector('article .estimate').textContent"))
        self.seek(2)
        self.assertEqual(self.js("camlint.pose(0).z"), 1)
        self.seek(99)
        self.assertEqual(self.js("[camlint.time(), camlint.pose(0).yaw]"), [4, -1])

    def test_moves_go_along_the_first_axes(self):
        """Turned to the right, a push goes where it would have gone before; the page says so."""
        self.open("a.txt", "A lamp [Pan right], then [Push in].")
        self.seek(3)
        before = self.js("camlint.camera(0)")
        self.seek(6)
        after = self.js("camlint.camera(0)")
        way = [b - a for a, b in zip(before["position"], after["position"])]
        self.assertLess(way[2], -0.3)
        self.assertAlmostEqual(way[0], 0, places=9)
        said = "document.querySelector('.notes > .estimate').textContent"
        self.assertIn("a push after a pan goes along the street", self.js(said))
        self.browser.ask("click", selector=".language-toggle")
        self.assertIn("沿第一个画面的方向", self.js(said))

    def test_a_prompt_without_directives(self):
        self.open("a.txt", "A lamp.")
        self.assertIn("No directive", self.js("document.querySelector('article').textContent"))
        self.assertGreater(self.picture("none", ".shot").spread(), 25)
        self.seek(3)
        self.assertEqual(self.js("camlint.pose(0)"), dict.fromkeys(("x", "y", "z", "yaw", "pitch", "zoom"), 0))

    def test_a_file_without_prompts(self):
        self.open("a.md", "# Nothing\n")
        self.assertIn("no prompt", self.js("document.querySelector('main').textContent"))
        self.assertEqual(self.js("[...document.querySelectorAll('.findings code')].map((c) => c.textContent)"), ["no-prompt"])
        self.assertEqual(self.js("document.querySelector('.findings .at').textContent"), "1:1")
        self.browser.ask("press", key="Space")

    def test_a_file_that_could_not_be_read(self):
        self.open("a.json", '{"\U0001f600": ', "--input-format", "json", code=2, told="a.json: 1:6: ")
        said = self.js("document.querySelector('main > .none').textContent")
        self.assertEqual(said, "This file could not be read.")
        # Where it ends: at the last of 6 code points, which are 9 bytes.
        self.assertEqual(self.js("document.querySelector('.findings .at').textContent"), "1:6")
        self.browser.ask("click", selector=".language-toggle")
        self.assertEqual(self.js("document.querySelector('main > .none').textContent"), "无法读取此文件。")
        self.assertEqual(self.js("document.querySelector('.findings .at').title"), "第 1 行，第 6 列")


class Shown(drive.PageTest):
    def test_findings(self):
        self.open("a.json", '{"model": "MiniMax-Hailuo-09", "prompt_optimizer": false, "prompt": "A \\ud83d\\ude00 lamp [Psuh in] \\u63a8 [push in]."}')
        marks = self.js("[...document.querySelectorAll('mark')].map((m) => [m.className.split(' ')[0], m.textContent])")
        self.assertEqual(marks, [["warning", "Psuh in"], ["info", "push in"]])
        rules = self.js("[...document.querySelectorAll('.findings code')].map((c) => c.textContent)")
        self.assertEqual(sorted(rules), ["command-case", "unknown-command", "unknown-model"])

    def test_how_many_findings_are_not_there(self):
        self.write("camlint.toml", 'select = ["unknown-command"]\n')
        self.open("a.txt", "A lamp " + "[Psuh in] " * 1234, told="234 findings behind the first 1000")
        self.assertEqual(self.js("document.querySelectorAll('.findings li').length"), 1000)
        self.assertEqual(self.js("document.querySelectorAll('.prompt mark').length"), 1000)
        self.assertEqual(self.js("document.querySelector('.untold').textContent"), "234 more findings are not in the page.")
        self.browser.ask("click", selector=".language-toggle")
        self.assertIn("234", self.js("document.querySelector('.untold').textContent"))

    def test_several_prompts(self):
        lines = "A lamp [Push in].\nA face [Pan left].\nA cat [Pedestal up].\nA bus [Truck right].\nA dog [Zoom in].\n"
        self.open("a.txt", lines, "--input-format", "lines", width=1280, height=1000)
        self.assertEqual(self.js("document.querySelectorAll('.shot').length"), 2)
        self.browser.ask("click", selector="summary")
        for number in (3, 4):
            self.browser.ask("click", selector=f"fieldset label:nth-of-type({number}) input")
        self.assertEqual(self.js("document.querySelectorAll('.shot').length"), 4)
        self.assertTrue(self.js("document.querySelector('fieldset label:nth-of-type(5) input').disabled"), "four are enough")
        self.browser.ask("press", key="Escape")
        self.seek(6)
        self.assertGreater(self.picture("map", ".shot .map").spread(), 20)
        self.browser.ask("press", key="m")
        pictures = []
        for number in range(4):
            self.js(f"document.querySelectorAll('.shot').forEach((s, i) => s.classList.toggle('picked', i === {number}))")
            pictures.append(self.picture(f"side-{number}", ".shot.picked"))
            self.assertGreater(pictures[-1].spread(), 20)
        for one in range(4):
            for other in range(one):
                self.assertGreater(pictures[one].difference(pictures[other], bottom=0.7), 0.05, (one, other))
        self.assertEqual(self.js("[0, 1, 2, 3].map((i) => Object.entries(camlint.pose(i)).filter(([, v]) => v).join())"),
                         ["z,1", "yaw,-1", "y,1", "x,1"])
        self.browser.ask("click", selector="summary")
        self.browser.ask("click", selector="fieldset label:nth-of-type(1) input")
        self.assertTrue(self.js("document.querySelector('details').open"), "it stays open while one chooses")
        self.assertEqual(self.js("[...document.querySelectorAll('article h2')].map((h) => h.textContent)"), ["Prompt 2", "Prompt 3", "Prompt 4"])

    def test_captions_are_not_covered(self):
        """Four prompts and the controls are in a window at once, one beside the other."""
        text = "A man walks through a street and on and on and on until he stops [Push in], then turns [Pan left,Shake] and waits [Static shot].\n"
        self.open("a.txt", text * 4, "--input-format", "lines", width=1280, height=800)
        self.browser.ask("click", selector="summary")
        for number in (3, 4):
            self.browser.ask("click", selector=f"fieldset label:nth-of-type({number}) input")
        self.browser.ask("press", key="Escape")
        self.seek(3)
        for width, height in ((1280, 800), (1366, 650), (900, 700), (1920, 1080)):
            self.browser.ask("resize", width=width, height=height)
            found = self.js("[...document.querySelectorAll('figcaption, .transport')].map((one) => one.getBoundingClientRect()).map((b) => [b.top, b.bottom])")
            self.assertEqual(len(found), 5)
            for _, bottom in found[:4]:
                self.assertLessEqual(bottom, found[4][0], (width, height))
            self.assertLessEqual(found[4][1], height)
        self.picture("four")

    def test_the_chooser_is_in_the_window(self):
        for length in (8, 180):
            lines = "".join(f"{number}{'W' * length} [Push in].\n" for number in range(6))
            self.open("a.txt", lines, "--input-format", "lines")
            for width in (320, 400, 600, 800, 1280):
                with self.subTest(length=length, width=width):
                    self.browser.ask("resize", width=width, height=800)
                    for _ in range(2):
                        self.browser.ask("click", selector="summary")
                        self.check_chooser(width)
                        self.browser.ask("press", key="Escape")
                        self.browser.ask("click", selector=".language-toggle")

    def check_chooser(self, width):
        boxes = self.js("""['', ' legend', ' label', ' input', ' .covered'].flatMap((name) =>
            [...document.querySelectorAll('fieldset' + name)].map((one) => [name, one.getBoundingClientRect()]).map(([name, b]) => [name, b.left, b.top, b.right, b.bottom]))""")
        self.assertEqual(len(boxes), 2 + 3 * 6)
        _, low, high, far, deep = boxes[0]
        self.assertTrue(0 <= low < far <= width and 0 <= high < deep <= 800, boxes[0])
        self.assertGreater(far - low, 250, "wide enough to read")
        for name, left, top, right, bottom in boxes[1:]:
            self.assertTrue(low <= left < right <= far and high <= top < bottom <= deep, (name, left, top, right, bottom))
        self.assertLessEqual(self.js("document.documentElement.scrollWidth"), width)
        self.assertTrue(self.js("(() => { const f = document.querySelector('fieldset'); return f.scrollWidth <= f.clientWidth; })()"))

    def test_chinese(self):
        self.open("a.txt", "一个人走在街上 [Push in] 和 [Psuh in]。", "--language", "zh")
        self.assertEqual(self.js("document.documentElement.lang"), "zh-CN")
        self.assertEqual(self.js("document.querySelector('.steps .what').textContent"), "推进")
        self.assertEqual(self.js("document.querySelector('button.play').title"), "播放")
        words = self.js("[...document.querySelectorAll('h2, h3, .estimate, .message, dt, .severity')].map((one) => one.textContent)")
        self.assertEqual([text for text in words if text.isascii()], [])
        self.browser.ask("click", selector=".language-toggle")
        self.assertEqual(self.js("[document.documentElement.lang, document.querySelector('.steps .what').textContent]"), ["en", "Push in"])
        self.assertEqual(self.js("document.activeElement.className"), "language-toggle")
        self.assertIn("did you mean", self.js("document.querySelector('.message').textContent"))

    def test_themes(self):
        page = self.make("a.txt", "A lamp [Push in].")
        seen = {}
        for scheme in ("light", "dark"):
            self.open_page(page, colorScheme=scheme)
            self.assertEqual(self.js("document.documentElement.dataset.theme"), scheme)
            picture = self.picture("theme-" + scheme)
            seen[scheme] = sum(sum(pixel) for pixel in picture.pixels(every=8))
        self.assertGreater(seen["light"], 2 * seen["dark"])
        self.browser.ask("click", selector=".theme-toggle")
        self.assertEqual(self.js("document.documentElement.dataset.theme"), "light")

    def test_narrow(self):
        page = self.make("a.txt", "A man walks [Push in], then stops [Pan left,Tilt up] and waits 等待 [Static shot]. " * 3)
        for width in (320, 400, 900):
            self.open_page(page, width=width, height=800)
            self.assertLessEqual(self.js("document.documentElement.scrollWidth"), width)
            self.assertGreater(self.picture(f"narrow-{width}", ".shot").spread(), 25)

    def test_size(self):
        page = self.make("a.txt", "A lamp [Push in].\n" * 50, "--input-format", "lines")
        self.assertLess(os.path.getsize(page), 1_000_000)
        print(f"a page of 50 prompts: {os.path.getsize(page)} bytes")


class WithoutPictures(drive.PageTest):
    """In a browser that has no WebGL."""

    flags = ("--disable-3d-apis",)
    may_complain = True

    def test_steps_are_there_all_the_same(self):
        self.open("a.txt", "A lamp [Push in] and [Pan left].")
        self.assertIn("no WebGL", self.js("document.querySelector('main').textContent"))
        self.browser.ask("click", selector=".steps li:nth-child(2) button")
        self.assertEqual(self.js("camlint.pose(0).z"), 1)


if __name__ == "__main__":
    drive.install()
    camlint.main()
