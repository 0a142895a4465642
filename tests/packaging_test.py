"""The wheel: what is in it, what its making asks for, and what it says where something is missing."""

import base64
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

BACKEND = None


def load_backend():
    global BACKEND
    if BACKEND is None:
        sys.path.insert(0, os.path.join(camlint.ROOT, "packaging"))
        import camlint_build
        BACKEND = camlint_build
    return BACKEND


class Wheel(unittest.TestCase):
    """Of the program under test: what is built is another test's."""

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name
        backend = load_backend()
        kept = backend.build
        self.library = os.path.realpath(os.path.join(os.path.dirname(camlint.PROGRAM), "libcamlint.so"))
        self.packs(camlint.PROGRAM, self.library)
        self.addCleanup(setattr, backend, "build", kept)

    def packs(self, *files):
        BACKEND.build = lambda folder: files

    def packs_stand_ins(self):
        """To be packed in no time, where it does not matter what is."""
        files = [os.path.join(self.folder, name) for name in ("camlint", "libcamlint.so")]
        for file in files:
            shutil.copy("/bin/true", file)
        self.packs(*files)

    def make(self, name="one"):
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        return os.path.join(folder, BACKEND.build_wheel(folder))

    def test_name_says_the_version_and_the_platform(self):
        self.packs_stand_ins()
        version = camlint.run("version")[1].decode().split()[1]
        self.assertRegex(os.path.basename(self.make()), rf"^camlint-{re.escape(version)}-py3-none-[a-z0-9_]+\.whl$")

    def test_it_holds_the_program_and_tells_all_files(self):
        with zipfile.ZipFile(self.make()) as wheel:
            names = wheel.namelist()
            scripts = [name for name in names if ".data/scripts/" in name]
            self.assertEqual([name.split("/")[-1] for name in scripts], ["camlint"])
            self.assertEqual(wheel.getinfo(scripts[0]).external_attr >> 16, 0o100755)
            with open(camlint.PROGRAM, "rb") as program:
                self.assertEqual(wheel.read(scripts[0]), program.read())
            record = next(name for name in names if name.endswith(".dist-info/RECORD"))
            rows = list(csv.reader(io.StringIO(wheel.read(record).decode())))
            self.assertEqual([row[0] for row in rows], names)
            for name, digest, size in rows[:-1]:
                content = wheel.read(name)
                expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                self.assertEqual((digest, size), ("sha256=" + expected, str(len(content))))
            self.assertIn(b"Tag: " + BACKEND.platform_tag().encode(), wheel.read(record.replace("RECORD", "WHEEL")))
            self.assertIn(b"\nVersion: ", wheel.read(record.replace("RECORD", "METADATA")))

    def test_it_holds_the_module_and_its_library(self):
        sources = {name for name in os.listdir(os.path.join(camlint.ROOT, "python/camlint")) if name != "__pycache__"}
        with zipfile.ZipFile(self.make()) as wheel:
            names = {name.split("/")[1] for name in wheel.namelist() if name.startswith("camlint/")}
            self.assertEqual(names, sources | {"libcamlint.so"})
            with open(self.library, "rb") as library:
                self.assertEqual(wheel.read("camlint/libcamlint.so"), library.read())
            wheel.extractall(self.folder)
        if os.environ.get("CAMLINT_SANITIZED") == "1":
            return
        code = "import camlint; print(camlint.__file__, camlint.lint('[Psuh in]')[0].rule)"
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, capture_output=True, text=True, check=True,
                              env={**os.environ, "PYTHONPATH": self.folder, "CAMLINT_LIBRARY": "/nowhere"})
        self.assertEqual(done.stdout.split(), [os.path.join(self.folder, "camlint/__init__.py"), "unknown-command"])

    def test_same_program_same_bytes(self):
        self.packs_stand_ins()
        contents = []
        for name in ("one", "two"):
            with open(self.make(name), "rb") as file:
                contents.append(file.read())
        self.assertEqual(contents[0], contents[1])

    def test_metadata_alone_is_what_the_wheel_has(self):
        self.packs_stand_ins()
        info = BACKEND.prepare_metadata_for_build_wheel(self.folder)
        with zipfile.ZipFile(self.make()) as wheel:
            for name in os.listdir(os.path.join(self.folder, info)):
                with open(os.path.join(self.folder, info, name), "rb") as file:
                    self.assertEqual(file.read(), wheel.read(f"{info}/{name}"))

    def test_source_package(self):
        if not os.path.exists(os.path.join(camlint.ROOT, ".git")):
            self.skipTest("no git work tree")
        with tarfile.open(os.path.join(self.folder, BACKEND.build_sdist(self.folder))) as archive:
            names = [name.split("/", 1)[1] for name in archive.getnames()]
        for name in ("PKG-INFO", "pyproject.toml", "CMakeLists.txt", "packaging/camlint_build.py", "src/main.cpp"):
            self.assertIn(name, names)
        self.assertEqual([name for name in names if name.startswith("build/")], [])


# Below the prefix; what is there beside the program, and what the program prints for it.
PRINTED = {"share/man/man1/camlint.1": ["man"],
           "share/bash-completion/completions/camlint": ["completions", "bash"],
           "share/zsh/site-functions/_camlint": ["completions", "zsh"],
           "share/fish/vendor_completions.d/camlint.fish": ["completions", "fish"]}


class Installed(unittest.TestCase):
    """From the build folder of the program under test."""

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name
        self.build = os.path.dirname(camlint.PROGRAM)
        if not os.path.exists(os.path.join(self.build, "CPackConfig.cmake")):
            self.skipTest("the program is in no build folder")

    def run_tool(self, *command):
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def version(self):
        return camlint.run("version")[1].decode().split()[1]

    def files(self, root):
        return sorted(os.path.relpath(os.path.join(folder, name), root)
                      for folder, _, names in os.walk(root) for name in names)

    def test_install(self):
        prefix = os.path.join(self.folder, "prefix")
        self.run_tool("cmake", "--install", self.build, "--prefix", prefix)
        moves = ["moves/" + name for name in os.listdir(os.path.join(camlint.ROOT, "docs/moves"))]
        papers = ["share/doc/camlint/" + name
                  for name in ("CHANGELOG.md", "README.md", "camera-moves.md", "copyright", "editors.md", *moves)]
        libraries = ["lib/libcamlint.so", "lib/libcamlint.so.0", f"lib/libcamlint.so.{self.version()}",
                     "lib/pkgconfig/camlint.pc", "include/camlint.h"]
        # Built by a target of its own, where there is Node.js.
        page = ["share/camlint/preview.html"]
        has_page = os.path.exists(os.path.join(self.build, page[0]))
        self.assertEqual(self.files(prefix),
                         sorted(["bin/camlint", "bin/camlint-submit", *PRINTED, *papers, *libraries, *(page if has_page else [])]))
        prompt = os.path.join(self.folder, "a.txt")
        with open(prompt, "w", encoding="utf-8") as file:
            file.write("A lamp [Push in].")
        done = subprocess.run([os.path.join(prefix, "bin/camlint"), "preview", prompt, "-o", "-"], capture_output=True, check=False)
        self.assertEqual(done.returncode, 0 if has_page else 2, done.stderr)
        self.assertEqual(self.run_tool(os.path.join(prefix, "bin/camlint"), "version"),
                         camlint.run("version")[1].decode())
        for name, arguments in PRINTED.items():
            with open(os.path.join(prefix, name), "rb") as file:
                # The page holds the day of the build.
                day = rb"\d{4}-\d\d-\d\d"
                self.assertEqual(re.sub(day, b"", file.read()), re.sub(day, b"", camlint.run(*arguments)[1]), name)

    def test_a_program_is_built_with_what_is_installed(self):
        prefix = os.path.join(self.folder, "prefix")
        self.run_tool("cmake", "--install", self.build, "--prefix", prefix)
        source, program = os.path.join(self.folder, "main.c"), os.path.join(self.folder, "main")
        with open(source, "w", encoding="utf-8") as file:
            file.write("#include <camlint.h>\n#include <stdio.h>\n"
                       "int main(void) { puts(camlint_version()); return 0; }\n")
        flags = ["-I" + os.path.join(prefix, "include"), "-L" + os.path.join(prefix, "lib"), "-lcamlint"]
        if shutil.which("pkg-config"):
            told = subprocess.run(["pkg-config", "--cflags", "--libs", "camlint"], capture_output=True, text=True,
                                  check=True, env={**os.environ, "PKG_CONFIG_ALLOW_SYSTEM_CFLAGS": "1",
                                                   "PKG_CONFIG_PATH": os.path.join(prefix, "lib/pkgconfig")})
            self.assertEqual([os.path.normpath(flag) for flag in told.stdout.split()], flags)
        sanitizers = ["-fsanitize=address,undefined"] if os.environ.get("CAMLINT_SANITIZED") == "1" else []
        self.run_tool("cc", "-std=c99", *sanitizers, source, "-o", program, *flags,
                      "-Wl,-rpath," + os.path.join(prefix, "lib"))
        self.assertEqual(self.run_tool(program).strip(), self.version())

    @unittest.skipUnless(shutil.which("dpkg-deb") and shutil.which("dpkg-shlibdeps"), "no tools of Debian here")
    def test_deb(self):
        self.run_tool("cpack", "--config", os.path.join(self.build, "CPackConfig.cmake"), "-B", self.folder)
        (name,) = [name for name in os.listdir(self.folder) if name.endswith(".deb")]
        package = os.path.join(self.folder, name)
        version = camlint.run("version")[1].decode().split()[1]
        self.assertRegex(name, rf"^camlint_{re.escape(version)}_\w+\.deb$")
        fields = dict(line.split(": ", 1) for line in self.run_tool("dpkg-deb", "-f", package).splitlines()
                      if re.match(r"[A-Z].*: ", line))
        self.assertEqual((fields["Package"], fields["Version"], fields["Section"]), ("camlint", version, "devel"))
        self.assertIn("libc6", fields["Depends"])
        root = os.path.join(self.folder, "root")
        self.run_tool("dpkg-deb", "-x", package, root)
        files = self.files(root)
        for name in ("usr/bin/camlint", "usr/share/man/man1/camlint.1.gz", "usr/share/doc/camlint/copyright",
                     "usr/share/doc/camlint/changelog.gz", "usr/share/zsh/vendor-completions/_camlint",
                     "usr/lib/libcamlint.so.0", f"usr/lib/libcamlint.so.{version}", "usr/include/camlint.h"):
            self.assertIn(name, files)
        # What finds libraries has to be told of a new one.
        self.run_tool("dpkg-deb", "-e", package, "control")
        with open(os.path.join(self.folder, "control/triggers"), encoding="utf-8") as file:
            self.assertIn("ldconfig", file.read())
        program = os.path.join(root, "usr/bin/camlint")
        self.assertEqual(self.run_tool(program, "version").split()[1], version)
        self.assertNotIn(".debug_info", self.run_tool("readelf", "-S", "-W", program))


class Missing(unittest.TestCase):
    """What is said where the machine lacks something. The backend runs as pip runs it, in a process."""

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name
        self.path = os.path.join(self.folder, "bin")
        os.mkdir(self.path)

    def offer(self, *programs):
        for program in programs:
            os.symlink(shutil.which(program), os.path.join(self.path, program))

    def fake(self, program, script):
        path = os.path.join(self.path, program)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\n{script}\n")
        os.chmod(path, 0o755)

    def call(self, code, **env):
        command = f"import sys; sys.path.insert(0, sys.argv[1]); import camlint_build as b; {code}"
        done = subprocess.run([sys.executable, "-c", command, os.path.join(camlint.ROOT, "packaging"), self.folder],
                              env={"PATH": self.path, "HOME": self.folder, "LC_ALL": "C.UTF-8",
                                   "PYTHONDONTWRITEBYTECODE": "1", **env},
                              capture_output=True, text=True, timeout=200, check=False)
        return done.returncode, done.stdout, done.stderr

    def failed_build(self, **env):
        code, out, err = self.call("b.build_wheel(sys.argv[2])", **env)
        self.assertEqual((code, out), (1, ""), err)
        self.assertIn("\ncamlint cannot be built: ", err)
        self.assertNotIn("Traceback", err)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(".whl")], [])
        return err

    def requirements(self):
        code, out, err = self.call("print(*b.get_requires_for_build_wheel())")
        self.assertEqual((code, err), (0, ""))
        return out.split()

    def test_tools_are_asked_of_the_index_where_they_are_not_here(self):
        self.assertEqual(self.requirements(), ["cmake>=3.24", "ninja"])
        self.fake("cmake", "echo cmake version 3.18.4")
        self.fake("ninja", "exit 0")
        self.assertEqual(self.requirements(), ["cmake>=3.24"])
        self.fake("cmake", "echo cmake version 3.25.1")
        self.assertEqual(self.requirements(), [])

    def test_no_cmake(self):
        self.assertIn("no CMake 3.24 or newer", self.failed_build())

    def test_no_compiler(self):
        self.offer("cmake")
        err = self.failed_build()
        self.assertIn("no C++20 compiler: install g++ 12 or clang 14, or newer", err)
        self.assertIn("apt install g++", err)

    def test_a_compiler_that_is_too_old(self):
        self.offer("cmake")
        self.fake("g++", "echo \"g++: error: unrecognized command-line option '-std=c++20'\" >&2; exit 1")
        err = self.failed_build()
        self.assertIn("'g++' cannot compile C++20: g++: error: unrecognized", err)

    def test_a_compiler_that_is_no_program(self):
        self.offer("cmake")
        self.assertIn("'nosuch', which CXX names, is no program", self.failed_build(CXX="nosuch"))

    def test_no_library_and_no_network(self):
        self.offer("cmake", "ninja", "git", "c++", "as", "ld", "sh", "uname")
        if shutil.which("ccache"):
            self.offer("ccache")
        # Every address leads nowhere.
        err = self.failed_build(CMAKE_ARGS="-DCMAKE_DISABLE_FIND_PACKAGE_pegtl=ON", GIT_CONFIG_COUNT="1",
                                GIT_CONFIG_KEY_0="url./nowhere/.insteadOf", GIT_CONFIG_VALUE_0="https://")
        self.assertIn("libraries are neither installed nor to be downloaded:\n  cannot reach https://", err)
        self.assertIn("PEGTL", err)
        self.assertIn("tao-pegtl-dev", err)
        self.assertLess(len(err.splitlines()), 10)

    def test_another_mistake_of_cmake(self):
        self.offer("cmake", "ninja", "c++", "as", "ld", "sh", "uname")
        err = self.failed_build(CMAKE_ARGS="-DCMAKE_TOOLCHAIN_FILE=/nowhere.cmake")
        self.assertIn("CMake failed; the end of what it said:", err)
        self.assertIn("/nowhere.cmake", err)


if __name__ == "__main__":
    camlint.main()
